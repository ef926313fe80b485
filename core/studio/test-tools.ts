import { marketplaceLimits } from '../../shared/limits.ts';
import { type Failure, fail, ok, type Result } from '../../shared/result.ts';
import type { RunDetail } from '../../shared/run/run.ts';
import {
  type CallTarget,
  chooseTools,
  failureReason,
  isVeto,
  type ToolResult,
  type ToolResults,
  testTools,
} from '../runs/calls/tool-calls.ts';
import { verdictOf } from '../runs/calls/verdict.ts';
import type { StartedRun } from '../runs/index.ts';
import type { Studio } from './index.ts';

/** What is to be tested, and with what. */
export interface ToolTestRequest {
  readonly connector: string;
  /** Name of the connection; not needed where there is only one. */
  readonly connection?: string;
  /** Names of tools; all where absent. */
  readonly tools?: readonly string[];
  /** What tools are called with, by their name: a reading tool that needs input is called only with it. */
  readonly inputs?: ReadonlyMap<string, Readonly<Record<string, unknown>>>;
}

/** How a test ended. */
export interface ToolTest extends ToolResults {
  /** Of what changes something the input is given back: nothing was called with it (FC-73). */
  readonly results: readonly (ToolResult & { readonly args?: Readonly<Record<string, unknown>> })[];
  readonly status: 'passed' | 'failed';
  /** Why it failed; null where it passed. */
  readonly reason: string | null;
  /** Whether the studio's own rules of hosts let a tool reach nothing. */
  readonly vetoed: boolean;
}

interface Watch {
  /** Waits for the end of a run. */
  readonly finish?: (run: StartedRun) => Promise<RunDetail>;
  /** Is told of each result before the next tool is called. */
  readonly onResult?: (result: ToolResult) => Promise<void>;
}

/** Calls by runs of the studio, which stand in its history. What does not start, or is cancelled, ends the test. */
function callsOf(
  studio: Pick<Studio, 'runner' | 'workspace'>,
  { connector, connection }: ToolTestRequest,
  finish: NonNullable<Watch['finish']>,
): { readonly call: CallTarget; ended(): Failure | undefined } {
  let ended: Failure | undefined;
  const call: CallTarget = async (target, input) => {
    const lost = { verdict: { kind: 'failed', code: 'connector_failed', message: '' }, latencyMs: 0 } as const;
    if (ended) return lost;
    const started = await studio.runner.start({
      ...{ connector, target, wallMs: marketplaceLimits.callMs },
      ...(connection === undefined ? {} : { connection }),
      ...(input === undefined ? {} : { input: { ...input } }),
    });
    if (!started.ok) {
      ended = started.error;
      return lost;
    }
    const { id, outcome, durationMs, exchangeCount } = await finish(started.value);
    if (outcome?.kind === 'cancelled') ended = { kind: 'input', code: 'cancelled', message: 'The test was cancelled.' };
    const last = studio.workspace.runs.exchanges(id, exchangeCount - 1);
    return { verdict: verdictOf(outcome, last), latencyMs: Math.round(durationMs ?? 0) };
  };
  return { call, ended: () => ended };
}

/**
 * Tests the tools of a connector against its source by the rules of a marketplace, before it is published (FC-52…55, FC-74):
 * what only reads is called, a table for one page; of what changes something credentials and source are looked at, by
 * `validate`. Input failures: `unknown_tool` (also for an input of one), `bad_manifest`, `cancelled`, those of a run.
 */
export async function testConnectorTools(
  studio: Pick<Studio, 'runner' | 'workspace'>,
  request: ToolTestRequest,
  { finish = (run) => run.done, onResult }: Watch = {},
): Promise<Result<ToolTest>> {
  const { connector, inputs = new Map() } = request;
  const detail = studio.workspace.connectors.get(connector);
  if (!detail.ok) return detail;
  const { manifest, problem } = detail.value;
  if (!manifest) return fail('input', 'bad_manifest', problem ?? `${connector} has no manifest that can be read.`);
  const unknown = (name: string): Result<never> => {
    const all = chooseTools(manifest, undefined);
    const names = typeof all === 'string' ? [] : all.map((tool) => tool.name);
    const known = names.length === 0 ? 'it has none' : `its tools are ${names.join(', ')}`;
    return fail('input', 'unknown_tool', `${connector} has no tool ${JSON.stringify(name.slice(0, 200))}; ${known}.`);
  };
  const given = chooseTools(manifest, [...inputs.keys()]);
  if (typeof given === 'string') return unknown(given);
  const tools = chooseTools(manifest, request.tools);
  if (typeof tools === 'string') return unknown(tools);
  const { call, ended } = callsOf(studio, request, finish);
  const done = await testTools(call, manifest, tools, {
    inputs,
    onResult: async (result) => {
      if (!ended()) await onResult?.(result);
    },
  });
  const failure = ended();
  if (failure) return { ok: false, error: failure };
  const writing = new Set(tools.flatMap((tool) => (tool.sideEffect ? [tool.name] : [])));
  const reason = failureReason(done);
  return ok({
    ...done,
    results: done.results.map((one) => (writing.has(one.tool) ? { ...one, args: inputs.get(one.tool) ?? {} } : one)),
    status: reason === null ? 'passed' : 'failed',
    reason,
    vetoed: done.results.some(isVeto) || isVeto(done),
  });
}
