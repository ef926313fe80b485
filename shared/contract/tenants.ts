import { oc } from '@orpc/contract';
import { z } from 'zod';
import { installAuthSchema } from '../connector/install-form.ts';
import { marketplaceLimits, tenantLimits } from '../limits.ts';
import { failureErrors } from './errors.ts';

const base = oc.errors(failureErrors);

/** Name of a tenant in this workspace: one line. */
export const tenantName = z
  .string()
  .trim()
  .min(1)
  .max(tenantLimits.nameChars)
  .regex(/^[^\p{Cc}\p{Cf}]+$/u, 'use one line of visible characters');

/** A tenant of a marketplace, reached with a key of its own (FC-2). The key is in the vault and never shown. */
export const tenantSchema = z.object({
  /** `ten_…`, of this workspace only. */
  id: z.string(),
  marketplace: z.string(),
  name: z.string(),
  /** False where the vault is locked, or the key went with the session. */
  hasKey: z.boolean(),
});
export type Tenant = z.infer<typeof tenantSchema>;

export const marketplaceSchema = z.object({
  url: z.string(),
  /** Whether there is a key of any of its tenants. */
  hasKey: z.boolean(),
  /** By name. */
  tenants: z.array(tenantSchema),
});
export type Marketplace = z.infer<typeof marketplaceSchema>;

/** An installed connector as lists tell it (FC-13). A status that this studio does not know yet is told as it stands. */
export const instanceSummarySchema = z.object({
  /** `cn_…`. */
  id: z.string(),
  listing: z.string(),
  /** null where the marketplace does not tell. */
  version: z.string().nullable(),
  name: z.string(),
  kind: z.string(),
  capabilities: z.array(z.string()),
  /** `connected`, `pending_auth`, `error`; others may come (FC-5). */
  status: z.string(),
  /** RFC 3339; null before the first, and where the marketplace does not tell. */
  lastSyncedAt: z.string().nullable(),
});
export type InstanceSummary = z.infer<typeof instanceSummarySchema>;

export const priceSchema = z.object({
  /** In the smallest unit of the currency: cents. */
  amount: z.number().int().nonnegative(),
  currency: z.string(),
  per: z.string(),
});
export type Price = z.infer<typeof priceSchema>;

export const instanceSchema = instanceSummarySchema.extend({
  tools: z.array(z.object({ name: z.string(), sideEffect: z.boolean() })),
  /** `hint` is the masked secret as the marketplace tells it (FC-50). */
  auth: z.object({ type: z.string(), hint: z.string().nullable() }),
  createdAt: z.string(),
  /** Where a person gives consent, in the answer to what has begun it; null in every other. */
  authorizeUrl: z.string().nullable(),
  /** Why it is in `error`, where the marketplace tells. */
  reason: z.string().nullable(),
  price: priceSchema.nullable(),
});
export type Instance = z.infer<typeof instanceSchema>;

/** What came of each tool of a test (FC-52). */
export const toolResultSchema = z.object({
  tool: z.string(),
  mode: z.enum(['live', 'dry_run']),
  ok: z.boolean(),
  latencyMs: z.number(),
  error: z.object({ code: z.string(), message: z.string() }).optional(),
});
export type ToolResult = z.infer<typeof toolResultSchema>;

export const instanceTestSchema = z.object({
  status: z.enum(['passed', 'failed']),
  results: z.array(toolResultSchema),
  testedAt: z.string(),
});
export type InstanceTest = z.infer<typeof instanceTestSchema>;

/** Somebody's operator that needs a capability (FC-57). */
export const operatorSchema = z.object({ id: z.string(), name: z.string() });
export type Operator = z.infer<typeof operatorSchema>;

const tenant = z.string().max(64);
const instance = z.object({ tenant, instance: z.string().max(64) });
/** Values of the listing's settings. */
export const installConfig = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]));
/** Label of an installation, unique in its tenant. */
export const installName = z
  .string()
  .min(1)
  .max(marketplaceLimits.connectorNameChars)
  .regex(/^[^\p{Cc}\p{Cf}]+$/u, 'use one line of visible characters');

/**
 * Tenants and what is installed in them. Calls that ask a marketplace fail with `missing_key`, `bad_key`, `not_permitted`,
 * `unreachable`, `not_found`, `bad_answer` … (remote), and with `unknown_tenant` (input).
 */
export const tenantsContract = {
  /** Marketplaces that were used, last used first, with their tenants. */
  list: base.output(z.array(marketplaceSchema)),
  /** Tries the key with a read, then keeps it in the vault. Fails with `tenant_exists`, `insecure_marketplace`, `bad_marketplace`. */
  add: base
    .input(z.object({ marketplace: z.string().max(2000), name: tenantName, key: z.string().max(500) }))
    .output(tenantSchema),
  /** Fails with `tenant_exists`. */
  rename: base.input(z.object({ tenant, name: tenantName })).output(tenantSchema),
  /** Tries another key with a read, then keeps it in place of the old one. */
  replaceKey: base.input(z.object({ tenant, key: z.string().max(500) })).output(tenantSchema),
  /** Tries the stored key with a read. */
  check: base.input(z.object({ tenant })).output(z.object({ accepted: z.literal(true) })),
  /** Forgets the tenant and its key. Fails with `tenant_in_use` while a publication that is not over needs it. */
  remove: base.input(z.object({ tenant })).output(z.object({ removed: z.boolean() })),
  /** Forgets a marketplace with its tenants and keys; fails as `remove`. */
  removeMarketplace: base.input(z.object({ marketplace: z.string() })).output(z.object({ removed: z.boolean() })),
  /** A page of what is installed, newest first; `cursor` of the page before. */
  instances: base
    .input(
      z.object({
        tenant,
        capability: z.string().optional(),
        kind: z.enum(['saas', 'hardware']).optional(),
        status: z.enum(['connected', 'pending_auth', 'error']).optional(),
        cursor: z.string().optional(),
      }),
    )
    .output(z.object({ instances: z.array(instanceSummarySchema), cursor: z.string().nullable() })),
  instance: base.input(instance).output(instanceSchema),
  /** Runs a test there (FC-52); `tools` absent: all. A failing tool is a result, an unreachable source `source_unreachable`. */
  test: base.input(instance.extend({ tools: z.array(z.string()).optional() })).output(instanceTestSchema),
  /**
   * Gives an instance other credentials, of the type that it has. The source is asked first: `auth_failed` leaves the old ones in
   * place, and working. Where a person consents (oauth2) they name another client, which takes its place with the consent at
   * `authorizeUrl`. Fails with `not_supported` where the marketplace cannot do it, `bad_installation` for another type.
   */
  changeCredentials: base.input(instance.extend({ auth: installAuthSchema })).output(instanceSchema),
  /**
   * Begins the consent to an instance (oauth2) anew, whatever its status: `authorizeUrl` is where it is given, for 15 minutes, and
   * an address before it is of no use any more. What the instance has stays until then. A publication that waits for the consent
   * goes on. Fails with `needs_no_consent`, `not_supported`.
   */
  authorizeAgain: base.input(instance).output(instanceSchema),
  /** Operators that need what only this instance provides; null where the key may not read operators. */
  dependents: base.input(instance).output(z.object({ operators: z.array(operatorSchema).nullable() })),
  /** Fails with `connector_in_use`, whose `details.operators` are the operators that need it (FC-57). */
  uninstall: base.input(instance).output(z.object({ uninstalled: z.literal(true) })),
  /** Listings of the catalogue with all capabilities of an instance, but its own (FC-76). */
  swapCandidates: base
    .input(instance)
    .output(
      z.array(
        z.object({ listing: z.string(), name: z.string(), version: z.string(), capabilities: z.array(z.string()) }),
      ),
    ),
  /**
   * Installs a version of a listing (the newest where none is named) through the outbox: install → test. Gives the id of the
   * publication, see `publish.follow`. Fails with `no_vault` where the secrets could not wait.
   */
  install: base
    .input(
      z.object({
        tenant,
        listing: z.string(),
        version: z.string().optional(),
        name: installName.optional(),
        auth: installAuthSchema,
        config: installConfig,
      }),
    )
    .output(z.object({ publication: z.string() })),
  /** Swaps an instance for one of another listing through the outbox (FC-76): install → same capabilities → test → uninstall the old one. */
  swap: base
    .input(
      instance.extend({
        listing: z.string(),
        version: z.string().optional(),
        name: installName,
        auth: installAuthSchema,
        config: installConfig,
      }),
    )
    .output(z.object({ publication: z.string() })),
};
