import { oc } from '@orpc/contract';
import { z } from 'zod';
import { manifestSchema } from '../connector/manifest.ts';
import { connectorId, connectorName } from '../connector/names.ts';
import { readinessCheckSchema } from '../connector/readiness.ts';
import { historyLimits } from '../limits.ts';
import { failureErrors } from './errors.ts';
import { searchContract } from './search.ts';

export const connectorSummarySchema = z.object({
  id: z.string(),
  name: z.string(),
  version: z.string(),
  description: z.string(),
  entities: z.number().int(),
  commands: z.number().int(),
  revision: z.number().int(),
  updatedAt: z.string(),
});
export type ConnectorSummary = z.infer<typeof connectorSummarySchema>;

export const revisionSchema = z.object({
  number: z.number().int(),
  message: z.string(),
  createdAt: z.string(),
  /** Paths that differ from the revision before. */
  changed: z.array(z.string()),
  /** The name that a person gave it. */
  label: z.string().optional(),
});
export type Revision = z.infer<typeof revisionSchema>;

/** What differs between two revisions of a connector; `from` 0 is the state before the first. */
export const revisionPairSchema = z.object({ from: z.number().int().min(0), to: z.number().int().min(1) });
export type RevisionPair = z.infer<typeof revisionPairSchema>;

export const revisionDiffSchema = revisionPairSchema.extend({
  files: z.array(
    z.object({
      path: z.string(),
      change: z.enum(['added', 'removed', 'changed']),
      /** Lines. */
      added: z.number().int(),
      removed: z.number().int(),
    }),
  ),
});
export type RevisionDiff = z.infer<typeof revisionDiffSchema>;

export const connectorDetailSchema = connectorSummarySchema.extend({
  /** null where connector.json cannot be read; then `problem` says why. */
  manifest: manifestSchema.nullable(),
  problem: z.string().optional(),
  files: z.array(z.object({ path: z.string(), bytes: z.number().int() })),
});
export type ConnectorDetail = z.infer<typeof connectorDetailSchema>;

const base = oc.errors(failureErrors);
const file = z.object({ path: z.string(), text: z.string() });

export const connectorsContract = {
  list: base.output(z.array(connectorSummarySchema)),
  get: base.input(z.object({ id: connectorId })).output(connectorDetailSchema),
  /**
   * Makes a connector without a description, in JavaScript or TypeScript; it runs at once, with example rows. Fails with
   * `id_taken`.
   */
  create: base
    .input(z.object({ id: connectorId, name: connectorName, language: z.enum(['js', 'ts']) }))
    .output(z.object({ id: z.string(), revision: z.number().int() })),
  /** What is to be done before the newest revision is published. */
  readiness: base.input(z.object({ id: connectorId })).output(z.array(readinessCheckSchema)),
  /** A file as it is in a revision (default: the newest). Fails with `unknown_file`, `unknown_revision`. */
  readFile: base
    .input(z.object({ id: connectorId, path: z.string(), revision: z.number().int().optional() }))
    .output(file.extend({ revision: z.number().int() })),
  /**
   * Saves files as a new revision; durable when it answers. A text of null takes the file away. Fails with code `stale_revision` where `baseRevision` is
   * not the newest, so that two windows never overwrite each other. Saving what stands there already makes no revision.
   */
  saveFiles: base
    .input(
      z.object({
        id: connectorId,
        baseRevision: z.number().int(),
        files: z.array(file.extend({ text: z.string().nullable() })).min(1),
        message: z.string().optional(),
      }),
    )
    .output(z.object({ revision: z.number().int() })),
  /** All of them, newest first. */
  revisions: base.input(z.object({ id: connectorId })).output(z.array(revisionSchema)),
  /** Which files differ between revisions, and by how many lines. Fails with `unknown_revision`. */
  compare: base
    .input(z.object({ id: connectorId, pairs: z.array(revisionPairSchema).max(historyLimits.counted) }))
    .output(z.array(revisionDiffSchema)),
  /** Names a revision; '' takes the name away. Fails with `unknown_revision`. */
  label: base
    .input(
      z.object({ id: connectorId, revision: z.number().int(), label: z.string().trim().max(historyLimits.labelChars) }),
    )
    .output(z.object({ labelled: z.literal(true) })),
  /**
   * Makes the files of an earlier revision the newest one. Fails with code `stale_revision` where `baseRevision` is not the
   * newest, and with `unknown_revision`.
   */
  restore: base
    .input(z.object({ id: connectorId, revision: z.number().int(), baseRevision: z.number().int() }))
    .output(z.object({ revision: z.number().int() })),
  remove: base.input(z.object({ id: connectorId })).output(z.object({ removed: z.boolean() })),
  /** A copy with all files under another id, as its first revision. Fails with `id_taken`, `bad_manifest`. */
  duplicate: base
    .input(z.object({ id: connectorId, as: connectorId }))
    .output(z.object({ id: z.string(), revision: z.number().int() })),
  search: searchContract,
};
