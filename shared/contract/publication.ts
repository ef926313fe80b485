import { z } from 'zod';
import { installAuthSchema } from '../connector/install-form.ts';
import { changeSchema, levels } from '../versions/change.ts';
import { installConfig, installName, instanceSummarySchema, operatorSchema, toolResultSchema } from './tenants.ts';

/** Why something did not work, as `failureErrors` carries it. */
const failure = z.object({
  kind: z.enum(['input', 'connector', 'remote', 'system']),
  code: z.string(),
  message: z.string(),
  details: z.record(z.string(), z.unknown()).optional(),
});

/** What is to be done with a tenant once the version is published. They are done in the order of the list. */
export const installStepSchema = z.discriminatedUnion('mode', [
  z.object({
    mode: z.literal('install'),
    tenant: z.string(),
    /** The listing's id where absent (FC-45). */
    name: installName.optional(),
    auth: installAuthSchema,
    config: installConfig,
  }),
  /** Moves an installed instance to the version; it keeps its credentials. */
  z.object({
    mode: z.literal('upgrade'),
    tenant: z.string(),
    instance: z.string(),
    config: installConfig.optional(),
  }),
  z.object({ mode: z.literal('none'), tenant: z.string() }),
]);
export type InstallStep = z.infer<typeof installStepSchema>;

/** One step of a publication. */
export const stageSchema = z.object({
  /** From 1. */
  number: z.number().int(),
  kind: z.enum(['publish', 'install', 'upgrade', 'capabilities', 'test', 'uninstall']),
  /** Id and name of the tenant that it concerns. */
  tenant: z.string(),
  tenantName: z.string(),
  /** Label of the instance; null for `publish`. */
  name: z.string().nullable(),
  /** `cn_…` once it is known. */
  instance: z.string().nullable(),
  /** `waiting` comes later, `running` is under way or tried again, `authorize` waits for a person's consent. */
  state: z.enum(['waiting', 'running', 'authorize', 'done', 'failed', 'cancelled']),
  startedAt: z.string().nullable(),
  endedAt: z.string().nullable(),
  failure: failure.nullable(),
  /** Where a person gives consent; state `authorize`. */
  authorizeUrl: z.string().nullable(),
  /** Of `publish`: false where the version stood there already, the same. */
  created: z.boolean().nullable(),
  /** Of `test`. */
  results: z.array(toolResultSchema),
  /** Of a refused `uninstall`: who needs the instance. */
  operators: z.array(operatorSchema),
});
export type Stage = z.infer<typeof stageSchema>;

export const publicationStates = [
  'waiting',
  'sending',
  'published',
  'installing',
  'done',
  'failed',
  'cancelled',
] as const;

/** What goes to a marketplace, written down before anything is sent. */
export const publicationSchema = z.object({
  /** `pub_…`. */
  id: z.string(),
  kind: z.enum(['publish', 'install', 'upgrade', 'swap']),
  /** Connector of the workspace; null for a listing that is only installed. */
  connector: z.string().nullable(),
  marketplace: z.string(),
  listing: z.string(),
  version: z.string(),
  /** Of the archive; null where nothing is published. */
  digest: z.string().nullable(),
  /**
   * `waiting` for its turn, the network or a person; `sending`, then `published` once the version stands there; `installing`
   * in the stages after it. `failed` stays until it is tried again, cancelled or removed.
   */
  state: z.enum(publicationStates),
  /** In their order; a failed one stops the later ones. */
  stages: z.array(stageSchema),
  /** What a `waiting` one waits for; null in every other state. */
  waits: z
    .object({
      for: z.enum(['turn', 'network', 'authorization', 'secrets']),
      /** Tries so far. */
      attempts: z.number().int(),
      /** RFC 3339; when it goes on by itself; null where a person has to do something first. */
      nextTryAt: z.string().nullable(),
      /** One sentence: why, and what to do. */
      message: z.string(),
    })
    .nullable(),
  createdAt: z.string(),
  updatedAt: z.string(),
});
export type Publication = z.infer<typeof publicationSchema>;

/** What a new version means for an instance of the listing. */
export const impactInstanceSchema = instanceSummarySchema.extend({
  /** Installed version → new version; null with `problem` where the installed one cannot be read. */
  changes: z.array(changeSchema).nullable(),
  problem: z.string().nullable(),
  level: z.enum(levels).nullable(),
  /** Capabilities. */
  loses: z.array(z.string()),
  gains: z.array(z.string()),
  /** Active operators that need something it loses; null where the key may not read operators. */
  operators: z.array(operatorSchema.extend({ capabilities: z.array(z.string()) })).nullable(),
});
export type ImpactInstance = z.infer<typeof impactInstanceSchema>;

export const impactSchema = z.object({
  tenant: z.string(),
  /** Why the tenant cannot be asked; null where it was. */
  failure: failure.nullable(),
  instances: z.array(impactInstanceSchema),
});
export type Impact = z.infer<typeof impactSchema>;
