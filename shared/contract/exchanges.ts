import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';
import { exchangeLimits } from '../limits.ts';
import { exchangeComparisonSchema } from '../run/compare/types.ts';
import { headerSchema } from '../run/exchange.ts';
import { runEventSchema } from '../run/run.ts';
import { snippetKinds } from '../run/snippets/index.ts';
import { failureErrors } from './errors.ts';

const base = oc.errors(failureErrors);

/** What of a recorded request is to be other than it was; what is absent stays. */
export const resendEditsSchema = z.object({
  method: z.string().min(1).optional(),
  url: z.string().min(1).optional(),
  /** Each stands in for all recorded headers of its name. */
  headers: z.array(headerSchema).optional(),
  removeHeaders: z.array(z.string()).optional(),
  /** Text, or bytes as base64; null: none. */
  body: z
    .union([z.object({ text: z.string() }), z.object({ base64: z.base64() })])
    .nullable()
    .optional(),
});

export const exchangesContract = {
  /**
   * Sends a recorded request again and reports it in batches of events, as a run of target `resend`; its result is
   * `{exchange, status, error?}`. Fails with `masked_value` where a secret was masked that the connection does not give.
   */
  resend: base
    .input(
      z.object({
        exchange: z.string(),
        edits: resendEditsSchema,
        /** Name of a connection; absent = that of the recorded run, or the only one there is. */
        connection: z.string().optional(),
      }),
    )
    .output(eventIterator(z.array(runEventSchema))),
  compare: base.input(z.object({ a: z.string(), b: z.string() })).output(exchangeComparisonSchema),
  /** A program that sends the request; the body is read from the workspace whatever it is. */
  copy: base.input(z.object({ exchange: z.string(), as: z.enum(snippetKinds) })).output(
    z.object({
      text: z.string(),
      variables: z.array(z.object({ name: z.string(), place: z.string() })),
      notes: z.array(z.string()),
    }),
  ),
  /** Ids of the exchanges of a run whose recorded bodies hold a text; not `complete` where not all could be read. */
  search: base
    .input(z.object({ run: z.string(), text: z.string().min(1).max(exchangeLimits.searchChars) }))
    .output(z.object({ exchanges: z.array(z.string()), complete: z.boolean() })),
  /** Takes in an HTTP archive as a run of target `recording`, credentials masked. Fails with `bad_har` and the like. */
  importHar: base.input(z.object({ connector: z.string(), fileName: z.string(), text: z.string() })).output(
    z.object({
      run: z.string(),
      exchanges: z.number().int(),
      leftOut: z.number().int(),
      missingBodies: z.number().int(),
    }),
  ),
  /** The archive of a run, HAR 1.2. Fails with `too_large` over `exchangeLimits.harBytes`. */
  exportHar: base.input(z.object({ run: z.string() })).output(z.object({ fileName: z.string(), text: z.string() })),
  /** Saves the archive of a run, or of these of its exchanges, in the workspace's downloads. */
  saveHar: base
    .input(z.object({ run: z.string(), exchanges: z.array(z.string()).optional() }))
    .output(z.object({ file: z.string(), bytes: z.number().int() })),
};
