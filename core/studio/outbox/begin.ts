import { randomBytes } from 'node:crypto';
import { type InstallAuth, installForm } from '../../../shared/connector/install-form.ts';
import type { Manifest } from '../../../shared/connector/manifest.ts';
import type { InstallStep } from '../../../shared/contract/publication.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { checkScan } from '../../package/index.ts';
import { listingId } from '../../publish/index.ts';
import { type StoredPublication, type StoredStage, secretKeyOf } from '../../workspace/publication-record.ts';
import type { StoredTenant } from '../../workspace/types.ts';
import type { StudioData } from '../index.ts';
import { checkRelease, packFromWorkspace } from '../publish.ts';
import { revisionState } from '../state.ts';
import { checkTenant, tenantAccess } from '../tenants.ts';
import { newStage } from './stages.ts';

/** What is written down: a publication, its archive, and the credentials of its installations by stage. */
export interface Draft {
  readonly kind: StoredPublication['kind'];
  readonly connector: string | null;
  readonly revision: number | null;
  readonly marketplace: string;
  readonly listing: string;
  readonly version: string;
  readonly digest: string | null;
  readonly archive?: Uint8Array;
  readonly stages: readonly StoredStage[];
  readonly secrets: ReadonlyMap<number, InstallAuth>;
}

/**
 * Credentials wait in the vault. Without a keychain or a vault file they last for this process only: then the marketplace must
 * answer now. Fails with `no_vault`.
 */
async function canWait(studio: StudioData, { secrets, stages }: Draft): Promise<Result<void>> {
  if (secrets.size === 0 || studio.vault.kind !== 'session') return ok(undefined);
  for (const tenant of new Set(stages.map((one) => one.tenant))) {
    const checked = await checkTenant(studio, tenant);
    if (checked.ok) continue;
    if (checked.error.code !== 'unreachable') return checked;
    return fail(
      'input',
      'no_vault',
      `The marketplace does not answer, and credentials cannot wait for it: there is no keychain, and no vault file. Make one in the settings, or publish without installing. ${checked.error.message}`,
    );
  }
  return ok(undefined);
}

/** Keys that a marketplace remembers a request by: made once, written down, sent with every try (FC-21). */
const keyOf = (publication: string, { number, kind }: StoredStage): string => `${kind}-${publication}-${number}`;

/** Writes a publication down; nothing was sent yet. Gives its id. Fails with `no_vault`, `outbox_full`. */
export async function writeDown(studio: StudioData, draft: Draft): Promise<Result<string>> {
  const waiting = await canWait(studio, draft);
  if (!waiting.ok) return waiting;
  const id = `pub_${randomBytes(12).toString('hex')}`;
  const now = new Date().toISOString();
  const { archive, secrets, stages, ...rest } = draft;
  const publication: StoredPublication = {
    ...rest,
    id,
    state: 'waiting',
    stages: stages.map((one) => ({
      ...one,
      idempotencyKey: keyOf(id, one),
      hasSecrets: secrets.has(one.number),
    })),
    waits: { for: 'turn', attempts: 0, nextTryAt: now, message: 'It goes out in a moment.' },
    createdAt: now,
    updatedAt: now,
    ready: secrets.size === 0,
    givenUp: false,
  };
  const { publications } = studio.workspace;
  const added = publications.add(publication, archive);
  if (!added.ok || secrets.size === 0) return added.ok ? ok(id) : added;
  try {
    for (const [stage, auth] of secrets) await studio.vault.set(secretKeyOf(id, stage), JSON.stringify(auth));
  } catch (error) {
    publications.remove(id);
    throw error;
  }
  const ready = publications.change(id, (one) => ({ ...one, ready: true }));
  return ready.ok ? ok(id) : ready;
}

/** Why an installation cannot be asked for like this, as far as the manifest tells: `bad_installation`. */
export function checkInstallation(
  manifest: Pick<Manifest, 'authentication' | 'connectionConfig'>,
  { auth, config }: { readonly auth: InstallAuth; readonly config: Readonly<Record<string, unknown>> },
): Result<void> {
  const bad = (why: string): Result<never> => fail('input', 'bad_installation', `${why} Correct it and try again.`);
  const form = installForm(manifest);
  if (!form.auth.some(({ type }) => type === auth.type)) {
    const there = form.auth.map(({ type }) => type).join(' or ');
    return bad(`The connector is installed with ${there}, not with ${auth.type}.`);
  }
  const unknown = Object.keys(config).find((name) => !Object.hasOwn(form.config, name));
  if (unknown !== undefined) return bad(`The connector has no setting ${JSON.stringify(unknown.slice(0, 80))}.`);
  const missing = Object.entries(form.config).find(
    ([name, field]) => field.required === true && field.default === undefined && (config[name] ?? '') === '',
  );
  return missing === undefined ? ok(undefined) : bad(`The setting ${missing[0]} is missing.`);
}

interface Built {
  readonly stages: readonly StoredStage[];
  readonly secrets: ReadonlyMap<number, InstallAuth>;
}

/** The stages of installations after those that are there; each is followed by a test. */
export function installStages(
  listing: string,
  before: readonly StoredStage[],
  installs: readonly (readonly [InstallStep, StoredTenant])[],
): Result<Built> {
  const stages: StoredStage[] = [...before];
  const secrets = new Map<number, InstallAuth>();
  const names = new Set<string>();
  const add = (kind: StoredStage['kind'], tenant: StoredTenant, more: Partial<StoredStage>): number => {
    stages.push(newStage(stages.length + 1, kind, tenant, more));
    return stages.length;
  };
  for (const [step, tenant] of installs) {
    if (step.mode === 'none') continue;
    if (step.mode === 'upgrade') {
      const { instance, config = {} } = step;
      add('upgrade', tenant, { instance, name: instance, config });
      add('test', tenant, { instance, name: instance });
      continue;
    }
    const name = step.name ?? listing;
    const place = `${tenant.id} ${name}`;
    if (names.has(place))
      return fail(
        'input',
        'bad_installation',
        `${tenant.name} would have two installations named ${name}: rename one.`,
      );
    names.add(place);
    const number = add('install', tenant, { name, config: step.config });
    if (step.auth.type !== 'none') secrets.set(number, step.auth);
    add('test', tenant, { name });
  }
  return ok({ stages, secrets });
}

/** The tenants of installations: known, of this marketplace, with a key. Fails with `unknown_tenant`, `foreign_tenant`, `missing_key`. */
export async function tenantsOf(
  studio: StudioData,
  marketplace: string,
  installs: readonly InstallStep[],
): Promise<Result<readonly (readonly [InstallStep, StoredTenant])[]>> {
  const found: [InstallStep, StoredTenant][] = [];
  for (const step of installs) {
    const access = await tenantAccess(studio, step.tenant);
    if (!access.ok) return access;
    const { tenant } = access.value;
    if (tenant.marketplace !== marketplace) {
      const message = `${tenant.name} is a tenant of ${tenant.marketplace}, not of ${marketplace}: publish there too.`;
      return fail('input', 'foreign_tenant', message);
    }
    found.push([step, tenant]);
  }
  return ok(found);
}

/** What is published, as whom, and into which tenants. */
export interface StartOptions {
  readonly connector: string;
  readonly tenant: string;
  /** The digest that a person has confirmed; undefined takes the content as it is. */
  readonly digest?: string | undefined;
  readonly allowPersonal?: boolean | undefined;
  readonly installs: readonly InstallStep[];
}

const checkSteps = (manifest: Manifest, installs: readonly InstallStep[]): Result<void> =>
  installs.reduce<Result<void>>(
    (all, step) => (all.ok && step.mode === 'install' ? checkInstallation(manifest, step) : all),
    ok(undefined),
  );

/**
 * Writes down the publication of the newest revision, to be published and installed in the order of `installs`. Input failures,
 * with nothing written: `changed_since`, `version_too_low`, `secrets_found`, `personal_data_found`, `unknown_tenant`,
 * `foreign_tenant`, `missing_key`, `bad_installation`, `no_vault`, `outbox_full`.
 */
export async function startPublication(studio: StudioData, options: StartOptions): Promise<Result<string>> {
  const packed = await packFromWorkspace(studio, options.connector);
  if (!packed.ok) return packed;
  const { revision, digest, bytes, scan } = packed.value;
  if (options.digest !== undefined && options.digest !== digest) {
    const message = `${options.connector} was changed since you looked at it: look at what is published now, and confirm that.`;
    return fail('input', 'changed_since', message, { digest });
  }
  const now = revisionState(studio, options.connector, revision);
  if (!now.ok) return now;
  const { manifest } = now.value;
  const clean = checkScan(scan, options);
  if (!clean.ok) return clean;
  const access = await tenantAccess(studio, options.tenant);
  if (!access.ok) return access;
  const { tenant } = access.value;
  const steps = checkSteps(manifest, options.installs);
  if (!steps.ok) return steps;
  const installs = await tenantsOf(studio, tenant.marketplace, options.installs);
  if (!installs.ok) return installs;
  const admitted = await checkRelease(studio, access.value, now.value);
  if (!admitted.ok) return admitted;
  const listing = listingId(manifest.id);
  const built = installStages(listing, [newStage(1, 'publish', tenant)], installs.value);
  if (!built.ok) return built;
  return writeDown(studio, {
    ...{ kind: 'publish', connector: options.connector, revision, marketplace: tenant.marketplace, listing },
    ...{ version: manifest.version, digest, archive: bytes, ...built.value },
  });
}
