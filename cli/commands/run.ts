import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import type { Studio } from '../../core/studio/index.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { Exchange } from '../../shared/run/exchange.ts';
import type { RunDetail, RunEvent } from '../../shared/run/run.ts';
import { runAdviceOf } from '../advice.ts';
import { type CommonOptions, withCommonOptions, withStudio } from '../context.ts';
import { checkHarFile, writeHarFile } from '../har-file.ts';
import type { Output } from '../output.ts';
import { endText, exchangeText, findingText, progressText } from '../run-text.ts';
import { fileFailure } from '../source.ts';
import { withPassphraseOption } from '../vault.ts';
import { checkUsage, saveFile } from './run-extras.ts';
import { type ModeOptions, readModes, withModeOptions } from './run-modes.ts';

interface RunOptions extends CommonOptions, ModeOptions {
  readonly account?: string;
  readonly input?: string;
  readonly entity?: string;
  readonly allPages?: boolean;
  readonly har?: string;
  readonly save?: string | true;
}

/** A JSON object in an option, or in the file that it names by `@FILE`; `{}` where it is absent. Fails with `bad_input`, `bad_file`. */
export async function readInput(
  text: string | undefined,
  option = '--input',
): Promise<Result<Record<string, unknown>>> {
  if (text === undefined) return ok({});
  const name = text.startsWith('@') ? text.slice(1) : option;
  try {
    const value: unknown = JSON.parse(text.startsWith('@') ? await readFile(name, 'utf8') : text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return ok({ ...value });
    return fail('input', 'bad_input', `${name} must be a JSON object such as {"requestedType":"contacts"}.`);
  } catch (error) {
    if (!(error instanceof SyntaxError)) return fileFailure('read', name, error);
    return fail('input', 'bad_input', `${name} is not valid JSON: ${error.message}.`);
  }
}

const exchangeJson = (one: Exchange) => ({
  id: one.id,
  method: one.method,
  url: one.url,
  status: one.status,
  ...(one.error ? { error: one.error } : {}),
  ...(one.answeredBy === undefined ? {} : { answeredBy: one.answeredBy }),
  ...(one.retryOf === undefined ? {} : { retryOf: one.retryOf }),
  ...(one.fault === undefined ? {} : { fault: one.fault }),
  ...(one.insecure ? { insecure: true } : {}),
  startedAt: one.startedAt,
  durationMs: one.durationMs,
  timings: one.timings,
  requestBytes: one.requestBytes,
  responseBytes: one.responseBytes,
});

/** Writes events to stderr as they come: logs, progress, requests, pages. */
export function follow(output: Output): (events: readonly RunEvent[]) => void {
  return (events) => {
    // A fault is noted on an exchange that has ended, in the same batch: only the last state of each is told.
    const last = new Map(events.flatMap((event) => (event.kind === 'exchange' ? [[event.exchange.id, event]] : [])));
    for (const event of events) {
      if (event.kind === 'logs') for (const line of event.lines) output.note(`[${line.level}] ${line.text}`);
      if (event.kind === 'page') output.note(`page ${event.page}: ${event.rows} rows so far`);
      if (event.kind === 'progress') output.note(progressText(event));
      if (event.kind === 'exchange' && last.get(event.exchange.id) !== event) continue;
      if (event.kind === 'exchange' && (event.exchange.status !== null || event.exchange.error)) {
        output.note(exchangeText(event.exchange));
      }
    }
  };
}

/** Waits for the end of a run; Ctrl+C cancels it, and it is recorded as cancelled. */
export async function finished(run: { readonly done: Promise<RunDetail>; cancel(): void }): Promise<RunDetail> {
  const cancel = () => run.cancel();
  process.once('SIGINT', cancel);
  process.once('SIGTERM', cancel);
  try {
    return await run.done;
  } finally {
    process.off('SIGINT', cancel);
    process.off('SIGTERM', cancel);
  }
}

/** The end of a run of many requests carries only the first of them; the workspace has all. */
function whole(studio: Studio, detail: RunDetail): RunDetail {
  if (detail.exchanges.length >= detail.exchangeCount) return detail;
  const recorded = studio.workspace.runs.get(detail.id);
  return recorded.ok ? { ...detail, exchanges: recorded.value.exchanges } : detail;
}

async function runTarget(
  studio: Studio,
  id: string,
  target: string,
  options: RunOptions,
  output: Output,
): Promise<Result<number>> {
  const input = await readInput(options.input);
  if (!input.ok) return input;
  const modes = readModes(options);
  if (!modes.ok) return modes;
  const usage = checkUsage(target, options);
  if (!usage.ok) return usage;
  const writable = options.har === undefined ? ok(undefined) : await checkHarFile(options.har);
  if (!writable.ok) return writable;
  const started = await studio.runner.start(
    {
      connector: id,
      target,
      input: { ...(options.entity === undefined ? {} : { requestedType: options.entity }), ...input.value },
      ...(options.account === undefined ? {} : { connection: options.account }),
      ...(options.allPages === true ? { allPages: true } : {}),
      ...modes.value,
    },
    follow(output),
  );
  if (!started.ok) return started;
  const detail = whole(studio, await finished(started.value));
  for (const finding of detail.findings) output.note(findingText(finding));
  if (options.har !== undefined) {
    const written = await writeHarFile(studio, detail.id, options.har);
    if (!written.ok) return written;
  }
  const saved = await saveFile(studio, detail, options.save);
  if (!saved.ok) return saved;
  const outcome = detail.outcome ?? { kind: 'engineFault', message: 'The run has no outcome.' };
  output.note(endText(outcome, detail));
  const advice = runAdviceOf(detail);
  if (advice !== undefined) output.note(advice);
  output.result(
    {
      run: detail.id,
      mode: detail.mode,
      outcome,
      result: detail.result,
      logs: detail.logs,
      logsDropped: detail.logsDropped,
      exchanges: detail.exchanges.map(exchangeJson),
      findings: detail.findings,
      ...(saved.value ? { saved: saved.value } : {}),
    },
    () => saved.value?.file ?? JSON.stringify(detail.result, null, 2),
  );
  return ok(outcome.kind === 'ok' ? 0 : 1);
}

export function registerRun(program: Command): void {
  withModeOptions(withPassphraseOption(withCommonOptions(program.command('run'))))
    .argument('<id>', 'id of a connector')
    .argument('<target>', 'a function (validate, config, schema, data …) or a command')
    .option('--account <account>', 'name of the connection; not needed where there is only one')
    .option('--input <json>', 'JSON object, or @FILE, merged over the request (for a command: its params)')
    .option('--entity <name>', 'for data: the entity to read (default: the first)')
    .option('--all-pages', 'for data: follow every page to the end')
    .option('--har <file>', 'write the requests as a HAR 1.2 file')
    .option('--save [dir]', "for resource: save its file there (default: the workspace's downloads)")
    .description('run a function or a command in the sandbox')
    .action((id: string, target: string, options: RunOptions) =>
      withStudio(options, (studio, output) => runTarget(studio, id, target, options, output)),
    );
}
