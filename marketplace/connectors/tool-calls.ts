import { parameterNames, type Tool, toolsOf } from '../../shared/connector/capabilities.ts';
import type { Manifest } from '../../shared/connector/manifest.ts';
import { marketplaceLimits } from '../../shared/limits.ts';
import type { CallEnd, Session } from '../execute/session.ts';

/** How the test of one tool ended (FC-52, FC-54). */
export interface ToolResult {
  readonly tool: string;
  readonly mode: 'live' | 'dry_run';
  readonly ok: boolean;
  readonly latency_ms: number;
  readonly error?: { readonly code: string; readonly message: string };
}

/** Results so far; `unreachable` says why there are no further ones. */
export interface ToolResults {
  readonly results: readonly ToolResult[];
  readonly unreachable?: string;
}

/** Whether nobody can call a command without being told what with. */
function needsInput({ commands }: Manifest, name: string): boolean {
  const command = commands[name];
  if (!command) return false;
  const { paramSchema = {} } = command;
  return parameterNames(command).some((param) => {
    const known = Object.hasOwn(paramSchema, param) ? paramSchema[param] : undefined;
    return known === undefined || (known.required === true && known.default === undefined);
  });
}

/** What writes is never called, and what needs input cannot be: their credentials and their source are looked at (FC-53). */
export const modeOf = (manifest: Manifest, { sideEffect, by }: Tool): ToolResult['mode'] =>
  sideEffect || (by.kind === 'command' && needsInput(manifest, by.name)) ? 'dry_run' : 'live';

/** The tools of these names, all of them where none are named; the first name that is no tool otherwise. */
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
  session: Pick<Session, 'call'>,
  manifest: Manifest,
  tools: readonly Tool[],
  clock: () => number = performance.now.bind(performance),
): Promise<ToolResults> {
  const until = clock() + marketplaceLimits.testMs - marketplaceLimits.callMs;
  const results: ToolResult[] = [];
  let checked: CallEnd | undefined;
  for (const { name, by, ...tool } of tools) {
    const mode = modeOf(manifest, { name, by, ...tool });
    const isKnown = mode === 'dry_run' && checked !== undefined;
    if (clock() > until && !isKnown) {
      results.push(late(name, mode));
      continue;
    }
    let end: CallEnd;
    if (mode === 'dry_run') end = checked ??= await session.call('validate');
    else if (by.kind === 'entity') end = await session.call('data', { requestedType: by.name });
    else end = await session.call(by.name);
    results.push(resultOf(name, mode, end));
    if (end.verdict.kind === 'unreachable') return { results, unreachable: end.verdict.message };
  }
  return { results };
}
