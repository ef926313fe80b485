import { z } from 'zod';
import { paginationSchema } from '../connector/manifest.ts';

/** What was looked at beside the paging itself. */
export const probeCheckSchema = z.object({
  /**
   * `records`: the rows stand where they should; `key`: the primary key is there, never null, unique; `fields`: values have the
   * declared types; `size`: no more rows than were asked for; `pageSize`: a whole page of the connector comes whole; `total`: the
   * declared total agrees with the rows; `hasMore`: the flag is there and right; `start`, `unit`: the first page is the first, an
   * offset counts rows; `incremental`: rows older than a moment are gone when it is asked for.
   */
  name: z.enum(['records', 'key', 'fields', 'size', 'pageSize', 'total', 'hasMore', 'start', 'unit', 'incremental']),
  ok: z.boolean(),
  /** One sentence: what was seen. */
  note: z.string(),
});
export type ProbeCheck = z.infer<typeof probeCheckSchema>;

/** What two pages, read live, say about the paging of one entity (promise 1). */
export const probeVerdictSchema = z.object({
  entity: z.string(),
  /** The paging that stood in the manifest. */
  before: paginationSchema,
  /**
   * `proven`: it is as `pagination` says; `refuted`: `before` is wrong, `pagination` is what was proven in its place, or unproven;
   * `onlyOnePage`: everything there is fits one page, so nothing can be told; `skipped`: nothing was sent, `saw` names what to
   * give; `failed`: nothing could be told, `saw` says why.
   */
  verdict: z.enum(['proven', 'refuted', 'onlyOnePage', 'skipped', 'failed']),
  /** What the paging should be. */
  pagination: paginationSchema,
  /** Short sentences in the order of what happened. */
  saw: z.array(z.string()),
  checks: z.array(probeCheckSchema),
  /** Requests sent for this entity, those for its parents included. */
  requests: z.number().int().nonnegative(),
});
export type ProbeVerdict = z.infer<typeof probeVerdictSchema>;

export const probeRequestSchema = z.object({
  connector: z.string(),
  /** Name of a connection; absent = without credentials, or the only one there is. */
  connection: z.string().optional(),
  /** Entities by name; all where absent. */
  entities: z.array(z.string()).optional(),
  /** Values that lists cannot do without, by the names that `skipped` verdicts tell. */
  filters: z.record(z.string(), z.string()).optional(),
  /** Writes what was proven into the connector, as a new revision. */
  apply: z.boolean().optional(),
});
export type ProbeRequest = z.infer<typeof probeRequestSchema>;

export const probeReportSchema = z.object({
  connector: z.string(),
  /** The run whose exchanges are the requests of this probe. */
  run: z.string(),
  /** RFC 3339, UTC. */
  at: z.string(),
  requests: z.number().int().nonnegative(),
  verdicts: z.array(probeVerdictSchema),
  /** With `apply`: the revision that holds the changes, and the files that they touched (none where nothing changed). */
  applied: z.object({ revision: z.number().int(), files: z.array(z.string()) }).optional(),
  /** With `apply`: why nothing was written; one sentence that says which file holds edits and what to change by hand. */
  notApplied: z.string().optional(),
});
export type ProbeReport = z.infer<typeof probeReportSchema>;
