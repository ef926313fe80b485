import { oc } from '@orpc/contract';
import { z } from 'zod';
import { connectorId } from '../connector/names.ts';
import { failureErrors } from './errors.ts';

/** A `.connector` archive that was chosen, dropped, opened by the system or fetched. */
export const archiveSchema = z.object({ fileName: z.string(), base64: z.base64() });
export type Archive = z.infer<typeof archiveSchema>;

/** What is in an archive, told before anything of it is kept. */
export const archiveContentSchema = z.object({
  id: z.string(),
  name: z.string(),
  version: z.string(),
  description: z.string(),
  /** `sha256:` and 64 hex digits. */
  digest: z.string(),
  entities: z.number().int(),
  commands: z.number().int(),
  /** Hosts that it says its functions call; a grant for private ones is the user's alone (P1). */
  hosts: z.array(z.string()),
  paths: z.array(z.string()),
  /** The connector of the same id in the workspace, and the paths that opening would change; null where there is none. */
  existing: z.object({ revision: z.number().int(), name: z.string(), changed: z.array(z.string()) }).nullable(),
});
export type ArchiveContent = z.infer<typeof archiveContentSchema>;

const base = oc.errors(failureErrors);

export const archivesContract = {
  /** Fetches an archive from an address that the user confirmed; the rules are those of `imports.fetch` (A5, A101). */
  fetch: base.input(z.object({ address: z.string() })).output(archiveSchema),
  /** Checks an archive whole and says what is in it; saves nothing, runs nothing. */
  inspect: base.input(archiveSchema).output(archiveContentSchema),
  /**
   * Adds the connector, or makes the archive its newest revision. `baseRevision` is the revision that the user agreed to
   * replace, null for none: fails with `stale_revision` or `id_taken` where the workspace says otherwise by now.
   */
  open: base
    .input(archiveSchema.extend({ baseRevision: z.number().int().nullable() }))
    .output(z.object({ id: z.string(), revision: z.number().int(), changed: z.boolean() })),
  /** The newest revision of a connector as an archive; `digest` is `sha256:` and 64 hex digits. */
  export: base.input(z.object({ id: connectorId })).output(archiveSchema.extend({ digest: z.string() })),
};
