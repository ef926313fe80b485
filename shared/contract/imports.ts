import { oc } from '@orpc/contract';
import { z } from 'zod';
import { connectorId } from '../connector/names.ts';
import { mergeOutcomeSchema, mergePlanSchema, mergeRequestSchema } from '../import/merge.ts';
import { importChoicesSchema, importReportSchema } from '../import/report.ts';
import { connectorSummarySchema } from './connectors.ts';
import { failureErrors } from './errors.ts';

const base = oc.errors(failureErrors);

export const importsContract = {
  /** Reads a description; saves nothing. `importId` names it for `create` until the host ends or four newer ones came. */
  inspect: base
    .input(z.object({ fileName: z.string(), text: z.string() }))
    .output(z.object({ importId: z.string(), suggestedId: z.string(), report: importReportSchema })),
  /**
   * Reads a newer description of a connector's API; saves nothing. The plan takes the same tables and commands as before and
   * names the conflicts.
   */
  inspectAgain: base
    .input(z.object({ connector: connectorId, fileName: z.string(), text: z.string() }))
    .output(z.object({ importId: z.string(), report: importReportSchema, plan: mergePlanSchema })),
  /**
   * Merges what `inspectAgain` read. Saves one revision where no conflict is open; otherwise the plan says what is needed.
   * Fails with `stale_revision` where the connector was saved meanwhile.
   */
  merge: base.input(mergeRequestSchema.extend({ importId: z.string() })).output(mergeOutcomeSchema),
  create: base.input(z.object({ importId: z.string(), choices: importChoicesSchema })).output(connectorSummarySchema),
};
