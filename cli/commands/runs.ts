import { type Command, InvalidArgumentError } from 'commander';
import type { Studio } from '../../core/studio/index.ts';
import { workspaceLimits } from '../../shared/limits.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { RunRecord } from '../../shared/run/run.ts';
import { type CommonOptions, withCommonOptions, withStudio } from '../context.ts';
import { type Output, table } from '../output.ts';
import { outcomeText, runText } from '../run-text.ts';

const DEFAULT_LIMIT = 20;

function readLimit(text: string): number {
  const limit = Number(text);
  if (/^\d{1,6}$/.test(text) && limit >= 1 && limit <= workspaceLimits.runsPerConnector) return limit;
  throw new InvalidArgumentError(`It is a number from 1 to ${workspaceLimits.runsPerConnector}.`);
}

const row = (run: RunRecord): readonly string[] => [
  run.id,
  run.startedAt,
  run.target,
  run.mode,
  String(run.exchangeCount),
  run.durationMs === null ? '' : `${Math.round(run.durationMs)} ms`,
  outcomeText(run.outcome).split('\n', 1)[0] ?? '',
];

function listRuns(studio: Studio, id: string, limit: number, output: Output): Result<number> {
  const connector = studio.workspace.connectors.get(id);
  if (!connector.ok) return connector;
  const runs = studio.workspace.runs.list(id, limit);
  output.result(runs, () =>
    runs.length === 0
      ? `${id} has not been run yet.`
      : table(['RUN', 'STARTED', 'TARGET', 'MODE', 'REQUESTS', 'TIME', 'OUTCOME'], runs.map(row)),
  );
  return ok(0);
}

function showRun(studio: Studio, run: string, output: Output): Result<number> {
  const detail = studio.workspace.runs.get(run);
  if (!detail.ok) return detail;
  output.result(detail.value, () => runText(detail.value));
  return ok(0);
}

function removeRuns(studio: Studio, run: string | undefined, all: string | undefined, output: Output): Result<number> {
  const { runs, connectors } = studio.workspace;
  if ((run === undefined) === (all === undefined))
    return fail(
      'input',
      'bad_usage',
      'Name the run to remove, or a connector with --all ID to remove all of its runs.',
    );
  if (run !== undefined) {
    const removed = runs.remove(run);
    if (!removed.ok) return removed;
    output.result({ removed: 1 }, () => `${run} is removed.`);
    return ok(0);
  }
  const connector = connectors.get(all ?? '');
  if (!connector.ok) return connector;
  const removed = runs.removeAll(all ?? '');
  output.result({ removed }, () => `${removed} ${removed === 1 ? 'run' : 'runs'} of ${all} removed.`);
  return ok(0);
}

export function registerRuns(program: Command): void {
  const runs = program.command('runs').description('the history of runs: list (default), show, remove');
  withCommonOptions(runs.command('list', { isDefault: true }))
    .argument('<id>', 'id of a connector')
    .option('--limit <n>', `at most so many, newest first (default: ${DEFAULT_LIMIT})`, readLimit)
    .description('list the runs of a connector')
    .action((id: string, options: CommonOptions & { readonly limit?: number }) =>
      withStudio(options, async (studio, output) => listRuns(studio, id, options.limit ?? DEFAULT_LIMIT, output)),
    );
  withCommonOptions(runs.command('show'))
    .argument('<run>', 'id of a run')
    .description('show a run with its requests, logs, findings and result')
    .action((run: string, options: CommonOptions) =>
      withStudio(options, async (studio, output) => showRun(studio, run, output)),
    );
  withCommonOptions(runs.command('remove'))
    .argument('[run]', 'id of a run')
    .option('--all <id>', 'all runs of this connector')
    .description('remove a run with its requests and bodies')
    .action((run: string | undefined, options: CommonOptions & { readonly all?: string }) =>
      withStudio(options, async (studio, output) => removeRuns(studio, run, options.all, output)),
    );
}
