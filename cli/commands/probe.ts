import type { Command } from 'commander';
import { pagingText } from '../../core/probe/paging.ts';
import type { Studio } from '../../core/studio/index.ts';
import { probeInWorkspace } from '../../core/studio/probe.ts';
import type { ProbeReport, ProbeVerdict } from '../../shared/import/probe.ts';
import { ok, type Result } from '../../shared/result.ts';
import type { RunEvent } from '../../shared/run/run.ts';
import { type CommonOptions, withCommonOptions, withStudio } from '../context.ts';
import { type Output, table } from '../output.ts';
import { collectList, collectPair } from '../pairs.ts';
import { withPassphraseOption } from '../vault.ts';

interface ProbeCommandOptions extends CommonOptions {
  readonly account?: string;
  readonly entity: readonly string[];
  readonly filter: Readonly<Record<string, string>>;
  readonly apply?: boolean;
}

const isBad = ({ verdict }: ProbeVerdict): boolean => verdict === 'refuted' || verdict === 'failed';

function row({ entity, before, verdict, pagination, checks, requests }: ProbeVerdict): string[] {
  const isSame = JSON.stringify(before) === JSON.stringify(pagination);
  const failed = checks.filter((check) => !check.ok).map((check) => check.name);
  return [
    entity,
    verdict,
    pagingText(before),
    isSame ? '' : pagingText(pagination),
    failed.length === 0 ? `${checks.length} ok` : `not ok: ${failed.join(', ')}`,
    String(requests),
  ];
}

function sentences({ entity, saw, checks }: ProbeVerdict): string[] {
  const failed = checks.filter((check) => !check.ok);
  return [`${entity}:`, ...saw.map((one) => `  ${one}`), ...failed.map((check) => `  ${check.name}: ${check.note}`)];
}

function reportText({ connector, run, requests, verdicts, applied, notApplied }: ProbeReport): string {
  const written =
    applied === undefined
      ? []
      : [`Written to ${connector} as revision ${applied.revision}: ${applied.files.join(', ')}.`];
  return [
    table(['ENTITY', 'VERDICT', 'BEFORE', 'SHOULD BE', 'CHECKS', 'REQUESTS'], verdicts.map(row)),
    '',
    ...verdicts.flatMap(sentences),
    '',
    `${verdicts.length} entities, ${requests} requests, run ${run}.`,
    ...written,
    ...(notApplied === undefined ? [] : [notApplied]),
  ].join('\n');
}

/** Requests and verdicts on stderr as they come. */
function follow(output: Output): (events: readonly RunEvent[]) => void {
  return (events) => {
    for (const event of events) {
      if (event.kind === 'logs') for (const line of event.lines) output.note(line.text);
      if (event.kind === 'exchange' && (event.exchange.status !== null || event.exchange.error)) {
        const { method, url, status, error } = event.exchange;
        output.note(`  ${method} ${url} → ${status ?? error?.code}`);
      }
    }
  };
}

async function probe(
  studio: Studio,
  id: string,
  options: ProbeCommandOptions,
  output: Output,
): Promise<Result<number>> {
  const stop = new AbortController();
  const cancel = (): void => stop.abort();
  process.once('SIGINT', cancel);
  process.once('SIGTERM', cancel);
  const report = await probeInWorkspace(
    studio,
    {
      connector: id,
      filters: { ...options.filter },
      ...(options.account === undefined ? {} : { connection: options.account }),
      ...(options.entity.length === 0 ? {} : { entities: [...options.entity] }),
      ...(options.apply === true ? { apply: true } : {}),
    },
    { signal: stop.signal, onEvent: follow(output) },
  );
  process.off('SIGINT', cancel);
  process.off('SIGTERM', cancel);
  if (!report.ok) return report;
  output.result(report.value, () => reportText(report.value));
  return ok(report.value.verdicts.some(isBad) || report.value.notApplied !== undefined ? 1 : 0);
}

export function registerProbe(program: Command): void {
  withPassphraseOption(withCommonOptions(program.command('probe')))
    .argument('<id>', 'id of a connector')
    .option('--account <account>', 'name of the connection; not needed where there is only one')
    .option('--entity <names>', 'entities to probe, separated by commas; repeatable (default: all)', collectList, [])
    .option('--filter <name=value>', 'a value that a list cannot do without; repeatable', collectPair, {})
    .option('--apply', 'write what was proven into the connector, as a new revision')
    .description('read two pages of each entity live and say whether its pagination is proven')
    .action((id: string, options: ProbeCommandOptions) =>
      withStudio(options, (studio, output) => probe(studio, id, options, output)),
    );
}
