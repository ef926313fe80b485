import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { demoApiLimits } from '../../../shared/limits.ts';
import { answer, serverError, tooManyRequests } from '../answer.ts';
import { type Operation, operation } from '../operation.ts';

const reportSchema = z
  .object({
    deals: z.int(),
    won: z.int(),
    lost: z.int(),
    delay_ms: z.int().meta({ description: 'How long the report took, in milliseconds.' }),
  })
  .meta({ id: 'Report', description: 'A summary of all deals.' });

const getSlowReport = operation(
  {
    method: 'get',
    path: '/reports/slow',
    operationId: 'getSlowReport',
    tag: 'Reports',
    summary: 'A report that takes its time',
    description: 'Answers after the delay: to try time limits and cancelling.',
    query: z.object({
      delay_ms: z.coerce
        .number()
        .int()
        .min(0)
        .max(demoApiLimits.delayMs)
        .default(2000)
        .meta({ description: `Delay in milliseconds, at most ${demoApiLimits.delayMs}.` }),
    }),
    success: { status: 200, description: 'The report.', schema: reportSchema },
  },
  async ({ store, query, signal }) => {
    // A client that goes away needs no answer.
    await wait(query.delay_ms, undefined, { signal }).catch(() => undefined);
    const count = (stage: string): number => store.deals.filter((deal) => deal.stage === stage).length;
    return answer({
      deals: store.deals.length,
      won: count('won'),
      lost: count('lost'),
      delay_ms: query.delay_ms,
    });
  },
);

const getFailingReport = operation(
  {
    method: 'get',
    path: '/reports/failing',
    operationId: 'getFailingReport',
    tag: 'Reports',
    summary: 'A report that always fails',
    description: 'Answers with 500: to try what happens to errors of the server.',
    success: { status: 200, description: 'The report; never sent.', schema: reportSchema },
    errors: [500],
  },
  () => serverError('The report could not be made: the archive does not answer.'),
);

/** Every other call is refused, so that a client which waits and tries again succeeds. */
function createBusyReport(): Operation {
  let calls = 0;
  return operation(
    {
      method: 'get',
      path: '/reports/busy',
      operationId: 'getBusyReport',
      tag: 'Reports',
      summary: 'A report that refuses every other call',
      description: 'Answers with 429 and Retry-After first, and properly when called again.',
      success: { status: 200, description: 'The report.', schema: z.object({ calls: z.int() }) },
      errors: [429],
    },
    () => (++calls % 2 === 1 ? tooManyRequests(1) : answer({ calls })),
  );
}

export const createReportOperations = (): Operation[] => [getSlowReport, getFailingReport, createBusyReport()];
