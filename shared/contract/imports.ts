import { oc } from '@orpc/contract';
import { z } from 'zod';
import { probeReportSchema, probeRequestSchema } from '../import/probe.ts';
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
   * Reads two pages of each entity live and says whether they prove its paging; ends early where the caller goes away. The
   * requests are the exchanges of the run that the report names.
   */
  probe: base.input(probeRequestSchema).output(probeReportSchema),
  create: base.input(z.object({ importId: z.string(), choices: importChoicesSchema })).output(connectorSummarySchema),
};
