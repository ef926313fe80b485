import { oc } from '@orpc/contract';
import { z } from 'zod';
import { connectorId } from '../connector/names.ts';
import { locationSchema } from '../import/location.ts';
import { mergeOutcomeSchema, mergePlanSchema, mergeRequestSchema } from '../import/merge.ts';
import { probeReportSchema, probeRequestSchema } from '../import/probe.ts';
import { importChoicesSchema, importReportSchema } from '../import/report.ts';
import { connectorSummarySchema } from './connectors.ts';
import { failureErrors } from './errors.ts';

const base = oc.errors(failureErrors);

/** A description that was chosen, dropped or pasted. */
export const sourceSchema = z.object({
  fileName: z.string(),
  text: z.string(),
  /** Texts that came with it, by name with `/` between folders; `fileName` is then its own name among them. */
  files: z.record(z.string(), z.string()).optional(),
});
export type ImportSource = z.infer<typeof sourceSchema>;

export const importsContract = {
  /** Fetches a description from an address that the user typed; core/import/fetch.ts says what is refused (A5). */
  fetch: base.input(z.object({ address: z.string() })).output(sourceSchema),
  /** Reads a description; saves nothing. `importId` names it for `create` until the host ends or four newer ones came. */
  inspect: base
    .input(sourceSchema)
    .output(z.object({ importId: z.string(), suggestedId: z.string(), report: importReportSchema })),
  /** Where a pointer of the report stands in the text of the description. */
  locate: base.input(z.object({ importId: z.string(), pointer: z.string() })).output(locationSchema),
  /**
   * Reads a newer description of a connector's API; saves nothing. The plan takes the same tables and commands as before and
   * names the conflicts.
   */
  inspectAgain: base
    .input(sourceSchema.extend({ connector: connectorId }))
    .output(z.object({ importId: z.string(), report: importReportSchema, plan: mergePlanSchema })),
  /**
   * Merges what `inspectAgain` read. Saves one revision where no conflict is open; otherwise the plan says what is needed.
   * Fails with `stale_revision` where the connector was saved meanwhile.
   */
  merge: base.input(mergeRequestSchema.extend({ importId: z.string() })).output(mergeOutcomeSchema),
  /**
   * Reads two pages of each entity live and says whether they prove its paging; ends early where the caller goes away. The
   * requests are the exchanges of the run that the report names.
   */
  probe: base.input(probeRequestSchema).output(probeReportSchema),
  create: base.input(z.object({ importId: z.string(), choices: importChoicesSchema })).output(connectorSummarySchema),
};
