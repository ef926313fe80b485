import { z } from 'zod';
import {
  chooseTools,
  failureReason,
  outcomeOf,
  type ToolResults,
  testTools,
} from '../../core/runs/calls/tool-calls.ts';
import type { Tool } from '../../shared/connector/capabilities.ts';
import { ok, type Result } from '../../shared/result.ts';
import type { Finish } from '../answer-once.ts';
import type { Step } from '../database/index.ts';
import type { Refusal } from '../errors.ts';
import { inSession } from '../execute/session.ts';
import { type Market, timeOf } from '../market.ts';
import { writeReceipts } from '../receipts.ts';
import { aloneWith } from './alone.ts';
import { busy } from './busy.ts';
import { type Installed, keepNoted, openInstalled } from './installed.ts';
import { connectorId } from './object.ts';
import { no } from './prepare.ts';

const failure = z.object({ code: z.string(), message: z.string() });

/** Answer to a test (FC-52). `error` stands where a connector without tools is not let in. */
export const connectorTestSchema = z.object({
  object: z.literal('connector_test'),
  connector_id: connectorId,
  status: z.enum(['passed', 'failed']),
  results: z.array(
    z.object({
      tool: z.string(),
      mode: z.enum(['live', 'dry_run']),
      ok: z.boolean(),
      latency_ms: z.number(),
      error: failure.optional(),
    }),
  ),
  error: failure.optional(),
  tested_at: z.iso.datetime(),
});
export type ConnectorTestObject = z.infer<typeof connectorTestSchema>;

/** Who asks for a test, as its receipts name them. */
export interface Asker {
  readonly tenant: string;
  readonly requestId: string;
  readonly idempotencyKey: string | null;
}

async function note(step: Step, asker: Asker, id: string, done: ToolResults, at: string): Promise<boolean> {
  const reason = failureReason(done);
  const changed = await step
    .updateTable('connectors')
    .set(reason === null ? { status: 'connected', reason, last_synced_at: at } : { status: 'error', reason })
    .where('tenant', '=', asker.tenant)
    .where('id', '=', id)
    .executeTakeFirst();
  const receipts = done.results.map((one) => ({
    ...asker,
    ...{ connector: id, tool: one.tool, mode: one.mode, at },
    outcome: outcomeOf(one),
  }));
  await writeReceipts(step, receipts);
  return changed.numUpdatedRows > 0n;
}

const gone = (): Result<never, Refusal> => no(404, 'not_found', 'There is no such connector.');

async function run(
  market: Market,
  asker: Asker,
  installed: Installed,
  tools: readonly Tool[],
  finish: Finish,
): Promise<Result<ConnectorTestObject, Refusal>> {
  const { id } = installed.subject;
  const done = await inSession(market.calls, installed.subject, async (session) => {
    const all = await testTools(session.call, installed.published.manifest, tools);
    await keepNoted(installed, session.fields());
    return all;
  });
  if (!done) return { ok: false, error: busy };
  const at = timeOf(market.now());
  return market.store.transact(`connector ${id}`, async (step): Promise<Result<ConnectorTestObject, Refusal>> => {
    if (!(await note(step, asker, id, done, at))) return gone();
    if (done.unreachable !== undefined)
      return no(502, 'connector_upstream_error', `The source could not be reached: ${done.unreachable}`);
    const answer: ConnectorTestObject = {
      ...{ object: 'connector_test', connector_id: id, status: failureReason(done) === null ? 'passed' : 'failed' },
      results: [...done.results],
      ...(done.error ? { error: done.error } : {}),
      tested_at: at,
    };
    await finish(step, answer);
    return ok(answer);
  });
}

/** Tests a connector against its source (FC-52…55): its status says afterwards how that ended. One test of it at a time. */
export const testConnector = (
  market: Market,
  asker: Asker,
  id: string,
  names: readonly string[] | undefined,
  finish: Finish,
): Promise<Result<ConnectorTestObject, Refusal>> =>
  aloneWith(market, asker.tenant, id, async (row) => {
    if (row.status === 'pending_auth') {
      const message = `${id} waits for its authorization: open its authorize_url first.`;
      return no(409, 'state_conflict', message);
    }
    const installed = await openInstalled(market, row);
    const tools = chooseTools(installed.published.manifest, names);
    if (typeof tools === 'string')
      return no(400, 'invalid_parameter', `tools: ${id} has no tool ${JSON.stringify(tools.slice(0, 200))}.`);
    return run(market, asker, installed, tools, finish);
  });
