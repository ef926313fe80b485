import { parameterNames, type Tool, toolsOf } from '../../../shared/connector/capabilities.ts';
import type { Manifest } from '../../../shared/connector/manifest.ts';
import { marketplaceLimits } from '../../../shared/limits.ts';
import type { Verdict } from './verdict.ts';

/** How one call ended, and how long it took, ms. */
export interface CallEnd {
  readonly verdict: Verdict;
  readonly latencyMs: number;
}

type Input = Readonly<Record<string, unknown>>;

/** Calls a function or a command of one connector, with one account. */
export type CallTarget = (target: string, input?: Input) => Promise<CallEnd>;

/** How the test of one tool ended (FC-52, FC-54). */
export interface ToolResult {
  readonly tool: string;
  readonly mode: 'live' | 'dry_run';
  readonly ok: boolean;
  readonly latency_ms: number;
  readonly error?: { readonly code: string; readonly message: string };
}

/** Whether rules of hosts refused a call, before anything of it went out. */
export const isVeto = (result: Pick<ToolResult, 'error'>): boolean => result.error?.code === 'host_refused';

/** How a call stands on a receipt (FC-75). */
export const outcomeOf = (result: ToolResult): 'applied' | 'refused' | 'failed' =>
  result.ok ? 'applied' : isVeto(result) ? 'refused' : 'failed';

/** Results so far; `unreachable` says why there are no further ones, `error` why a connector without tools is not let in. */
export interface ToolResults {
  readonly results: readonly ToolResult[];
  readonly unreachable?: string;
  readonly error?: { readonly code: string; readonly message: string };
}

/** What a test may be told beside the tools. */
export interface TestOptions {
  /** What tools are called with, by their name. */
  readonly inputs?: ReadonlyMap<string, Input>;
  /** ms that only grow. */
  readonly clock?: () => number;
  /** Is told of each result before the next tool is called. */
  readonly onResult?: (result: ToolResult) => Promise<void>;
}

/** Whether a command cannot be called with this. */
function needsInput({ commands }: Manifest, name: string, input: Input): boolean {
  const command = commands[name];
  if (!command) return false;
  const { paramSchema = {} } = command;
  return parameterNames(command).some((param) => {
    if (Object.hasOwn(input, param)) return false;
    const known = Object.hasOwn(paramSchema, param) ? paramSchema[param] : undefined;
    return known === undefined || (known.required === true && known.default === undefined);
  });
}

/** What writes is never called, and what needs input cannot be: their credentials and their source are looked at (FC-53). */
export const modeOf = (manifest: Manifest, { sideEffect, by }: Tool, input: Input = {}): ToolResult['mode'] =>
  sideEffect || (by.kind === 'command' && needsInput(manifest, by.name, input)) ? 'dry_run' : 'live';

/** The tools of these names, all of them where none are named; the first name that is no tool otherwise (FC-55). */
export function chooseTools(manifest: Manifest, names: readonly string[] | undefined): readonly Tool[] | string {
  const tools = toolsOf(manifest);
  if (names === undefined) return tools;
  const chosen = [...new Set(names)].map((name) => tools.find((tool) => tool.name === name) ?? name);
  return chosen.find((one) => typeof one === 'string') ?? chosen.filter((one) => typeof one !== 'string');
}

const resultOf = (tool: string, mode: ToolResult['mode'], { verdict, latencyMs }: CallEnd): ToolResult => ({
  ...{ tool, mode, ok: verdict.kind === 'ok', latency_ms: latencyMs },
  ...(verdict.kind === 'ok' ? {} : { error: { code: verdict.code, message: verdict.message } }),
});

const late = (tool: string, mode: ToolResult['mode']): ToolResult => ({
  ...{ tool, mode, ok: false, latency_ms: 0 },
  error: {
    code: 'timeout',
    message: `The test ended after ${marketplaceLimits.testMs} ms, before this tool: name fewer tools.`,
  },
});

/** Calls tools one after another until the source cannot be reached. A table is read for one page. */
export async function callTools(
  call: CallTarget,
  manifest: Manifest,
  tools: readonly Tool[],
  { inputs = new Map(), clock = performance.now.bind(performance), onResult = async () => undefined }: TestOptions = {},
): Promise<ToolResults> {
  const until = clock() + marketplaceLimits.testMs - marketplaceLimits.callMs;
  const results: ToolResult[] = [];
  let checked: CallEnd | undefined;
  const add = async (result: ToolResult): Promise<void> => {
    results.push(result);
    await onResult(result);
  };
  for (const { name, by, ...tool } of tools) {
    const input = inputs.get(name);
    const mode = modeOf(manifest, { name, by, ...tool }, input);
    const isKnown = mode === 'dry_run' && checked !== undefined;
    if (clock() > until && !isKnown) {
      await add(late(name, mode));
      continue;
    }
    let end: CallEnd;
    if (mode === 'dry_run') end = checked ??= await call('validate');
    else if (by.kind === 'entity') end = await call('data', { ...input, requestedType: by.name });
    else end = await call(by.name, input);
    await add(resultOf(name, mode, end));
    if (end.verdict.kind === 'unreachable') return { results, unreachable: end.verdict.message };
  }
  return { results };
}

/** Tests tools (FC-52…55). Of a connector without any its credentials are looked at. */
export async function testTools(
  call: CallTarget,
  manifest: Manifest,
  tools: readonly Tool[],
  options: TestOptions = {},
): Promise<ToolResults> {
  if (tools.length > 0) return callTools(call, manifest, tools, options);
  const { verdict } = await call('validate');
  if (verdict.kind === 'ok') return { results: [] };
  const { code, message } = verdict;
  return verdict.kind === 'unreachable'
    ? { results: [], unreachable: message }
    : { results: [], error: { code, message } };
}

/** Why a test failed: the tool that failed first, and what it said (FC-54); null where none did. */
export function failureReason({ results, unreachable, error }: ToolResults): string | null {
  if (unreachable !== undefined) return `The source could not be reached: ${unreachable}`;
  const bad = results.find((one) => !one.ok);
  return bad ? `${bad.tool}: ${bad.error?.message ?? 'it failed'}` : (error?.message ?? null);
}
