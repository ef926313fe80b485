import { z } from 'zod';
import type { InstallAuth } from '../../shared/connector/install-form.ts';
import type { Instance, InstanceSummary, InstanceTest } from '../../shared/contract/tenants.ts';
import { type Failure, ok, type Result } from '../../shared/result.ts';
import type { Access } from './catalogue.ts';
import { askJson, type Call } from './json.ts';
import { followPages } from './pages.ts';

const summarySchema = z
  .object({
    id: z.string(),
    listing: z.string(),
    version: z.string().nullable().default(null),
    name: z.string(),
    kind: z.string(),
    capabilities: z.array(z.string()),
    status: z.string(),
    last_synced_at: z.string().nullable().default(null),
  })
  .transform(({ last_synced_at, ...rest }): InstanceSummary => ({ ...rest, lastSyncedAt: last_synced_at }));

const priceSchema = z.object({ amount: z.number().int().nonnegative(), currency: z.string(), per: z.string() });
const instanceSchema = z
  .object({
    ...summarySchema.in.shape,
    tools: z.array(z.object({ name: z.string(), side_effect: z.boolean() })),
    auth: z.object({ type: z.string(), hint: z.string().nullable().default(null) }),
    created_at: z.string(),
    authorize_url: z.url({ protocol: /^https?$/ }).nullish(),
    reason: z.string().nullish(),
    price: priceSchema.nullish(),
  })
  .transform(
    (one): Instance => ({
      ...{ id: one.id, listing: one.listing, version: one.version, name: one.name, kind: one.kind },
      ...{ capabilities: one.capabilities, status: one.status, lastSyncedAt: one.last_synced_at, auth: one.auth },
      tools: one.tools.map(({ name, side_effect }) => ({ name, sideEffect: side_effect })),
      ...{ createdAt: one.created_at, authorizeUrl: one.authorize_url ?? null },
      ...{ reason: one.reason ?? null, price: one.price ?? null },
    }),
  );

const testSchema = z
  .object({
    connector_id: z.string(),
    status: z.string(),
    results: z.array(
      z.object({
        tool: z.string(),
        mode: z.enum(['live', 'dry_run']),
        ok: z.boolean(),
        latency_ms: z.number(),
        error: z.object({ code: z.string(), message: z.string() }).optional(),
      }),
    ),
    tested_at: z.string(),
  })
  .transform(({ connector_id, status, results, tested_at }) => ({
    connector: connector_id,
    status: status === 'passed' ? ('passed' as const) : ('failed' as const),
    testedAt: tested_at,
    results: results.map(({ latency_ms, tool, mode, ok: good, error }) => ({
      ...{ tool, mode, ok: good, latencyMs: latency_ms },
      ...(error === undefined ? {} : { error }),
    })),
  }));

const pageSchema = z.object({
  data: z.array(summarySchema),
  has_more: z.boolean(),
  next_cursor: z.string().nullable(),
});

/** An answer about another instance cannot be right (A116). */
const aboutIt = (call: Call, id: string): Call => ({ ...call, about: id });

/** Which installed connectors are wanted (FC-40). */
export interface InstanceFilters {
  readonly capability?: string | undefined;
  readonly kind?: string | undefined;
  readonly status?: string | undefined;
  readonly cursor?: string | undefined;
  readonly limit?: number | undefined;
}

const INSTALLED = 'the installed connectors';

const askPage = (access: Access, { capability, kind, status, cursor, limit }: InstanceFilters) =>
  askJson(
    access,
    { parts: ['connectors'], subject: INSTALLED, query: { capability, kind, status, cursor, limit } },
    pageSchema,
  );

/** One page of a tenant's installed connectors, newest first. */
export async function listInstances(access: Access, filters: InstanceFilters = {}) {
  const page = await askPage(access, filters);
  if (!page.ok) return page;
  const { data, has_more, next_cursor } = page.value;
  return ok({ instances: data, cursor: has_more ? next_cursor : null });
}

/** All installed connectors of a tenant that `isWanted`, at most `most`. */
export async function findInstances(
  access: Access,
  isWanted: (instance: InstanceSummary) => boolean,
  most: number,
): Promise<Result<readonly InstanceSummary[]>> {
  const found: InstanceSummary[] = [];
  const read = await followPages(
    access,
    INSTALLED,
    (cursor) => askPage(access, { limit: 100, cursor }),
    (instances) => found.push(...instances.filter(isWanted)) >= most,
  );
  return read.ok ? ok(found.slice(0, most)) : read;
}

/** One installed connector. Fails with `not_found`. */
export const getInstance = (access: Access, id: string): Promise<Result<Instance>> =>
  askJson(access, aboutIt({ parts: ['connectors', id], subject: id }, id), instanceSchema);

/** What is installed, and as what. */
export interface Installation {
  readonly listing: string;
  readonly version?: string | undefined;
  readonly name: string;
  readonly auth: InstallAuth;
  readonly config: Readonly<Record<string, string | number | boolean>>;
  readonly idempotencyKey: string;
}

/**
 * Installs a listing (FC-41). Fails with `auth_failed` where the source refuses the credentials, `source_unreachable`,
 * `name_taken`, `early_access`, `bad_installation`, `not_found`.
 */
export function installInstance(access: Access, { idempotencyKey, ...body }: Installation): Promise<Result<Instance>> {
  const call = { method: 'POST', parts: ['connectors'], subject: `${body.listing} as ${body.name}` } as const;
  return askJson(access, { ...call, body, idempotencyKey, listing: body.listing }, instanceSchema);
}

/** Moves an installed connector to a version; it keeps its credentials. Fails as `installInstance`. */
export function moveInstance(
  access: Access,
  id: string,
  change: { readonly version: string; readonly config?: Installation['config'] | undefined },
  idempotencyKey: string,
): Promise<Result<Instance>> {
  const call = { method: 'PATCH', parts: ['connectors', id], subject: id, body: change, idempotencyKey } as const;
  return askJson(access, aboutIt(call, id), instanceSchema);
}

/**
 * Tests an installed connector against its source (FC-52). A tool that fails is a result; fails with `source_unreachable`,
 * `awaits_consent` where it waits for its authorization, `bad_installation` for an unknown tool.
 */
export async function testInstance(
  access: Access,
  id: string,
  { tools, idempotencyKey }: { readonly tools?: readonly string[] | undefined; readonly idempotencyKey?: string } = {},
): Promise<Result<InstanceTest>> {
  const body = tools === undefined ? {} : { tools };
  const tested = await askJson(
    access,
    {
      ...{ method: 'POST', parts: ['connectors', id, 'test'], subject: `the test of ${id}`, body, about: id },
      conflict: ['awaits_consent', 'Give consent at its address first.'],
      ...(idempotencyKey === undefined ? {} : { idempotencyKey }),
    },
    testSchema,
  );
  if (!tested.ok) return tested;
  const { connector: _connector, ...rest } = tested.value;
  return ok(rest);
}

/** Uninstalls a connector. Fails with `connector_in_use`, whose `details.operators` need it (FC-57), and `not_found`. */
export async function uninstallInstance(access: Access, id: string): Promise<Result<void>> {
  const call = { method: 'DELETE', parts: ['connectors', id], subject: id, about: id } as const;
  const gone = await askJson(access, call, z.object({ id: z.string(), deleted: z.literal(true) }));
  return gone.ok ? ok(undefined) : gone;
}

/** Whether a marketplace has no such route, rather than no such instance; then a sentence that says so. */
async function lacking(access: Access, id: string, failure: Failure, what: string): Promise<Failure> {
  const { status } = failure.details ?? {};
  const isMissing = status === 405 || (status === 404 && (await getInstance(access, id)).ok);
  if (!isMissing) return failure;
  const message = `The marketplace ${access.marketplace} cannot ${what}: install ${id} anew beside this one, and uninstall this one.`;
  return { ...failure, code: 'not_supported', message };
}

/**
 * Gives an installed connector other credentials, of the same type, once the source has taken them; those that it has stay
 * otherwise. For a connector that a person consents to they name another client, and `authorizeUrl` is where to consent. Fails
 * as `installInstance`, and with `not_supported`, `changed_meanwhile`.
 */
export async function changeInstanceCredentials(
  access: Access,
  id: string,
  auth: InstallAuth,
): Promise<Result<Instance>> {
  const changed = await askJson(
    access,
    {
      ...{ method: 'PATCH', parts: ['connectors', id], subject: `the change of ${id}`, body: { auth }, about: id },
      conflict: ['changed_meanwhile', 'Look at it again, then try once more.'],
    },
    instanceSchema,
  );
  return changed.ok
    ? changed
    : {
        ok: false,
        error: await lacking(access, id, changed.error, 'change the credentials of an installed connector'),
      };
}

/**
 * Begins the authorization of an installed connector anew: `authorizeUrl` is where a person consents. What it has stays until
 * then. Fails with `needs_no_consent`, `not_supported`, `source_unreachable`, `not_found`.
 */
export async function authorizeInstance(access: Access, id: string): Promise<Result<Instance>> {
  const begun = await askJson(
    access,
    {
      ...{ method: 'POST', parts: ['connectors', id, 'authorize'], subject: `the authorization of ${id}`, about: id },
      conflict: ['needs_no_consent', 'Change its credentials instead.'],
    },
    instanceSchema,
  );
  return begun.ok ? begun : { ok: false, error: await lacking(access, id, begun.error, 'begin an authorization anew') };
}

const operatorSchema = z.object({
  id: z.string(),
  name: z.string(),
  status: z.string(),
  capabilities: z.array(z.string()).default([]),
});
/** Somebody who needs capabilities (FC-57). */
export type OperatorObject = z.infer<typeof operatorSchema>;

/** The operators of a tenant that are active; undefined where the key may not read them, or the marketplace has none. */
export async function activeOperators(access: Access): Promise<Result<readonly OperatorObject[] | undefined>> {
  const found: OperatorObject[] = [];
  const subject = 'the operators';
  const schema = z.object({
    data: z.array(operatorSchema),
    has_more: z.boolean(),
    next_cursor: z.string().nullable(),
  });
  const read = await followPages(
    access,
    subject,
    (cursor) => askJson(access, { parts: ['operators'], subject, query: { limit: 100, cursor } }, schema),
    (operators) => {
      found.push(...operators);
      return false;
    },
  );
  if (!read.ok) return ['not_permitted', 'not_found'].includes(read.error.code) ? ok(undefined) : read;
  return ok(found.filter(({ status }) => status === 'active'));
}
