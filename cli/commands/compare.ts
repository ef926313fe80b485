import type { Command } from 'commander';
import { compareStoredExchanges, compareStoredRuns } from '../../core/exchanges/compare.ts';
import type { Studio } from '../../core/studio/index.ts';
import { ok, type Result } from '../../shared/result.ts';
import type {
  BodyComparison,
  Change,
  Changes,
  ExchangeComparison,
  RequestsComparison,
  RunComparison,
} from '../../shared/run/compare/types.ts';
import { type CommonOptions, withCommonOptions, withStudio } from '../context.ts';
import type { Output } from '../output.ts';

const changeLine = ({ path, kind, before = '', after = '' }: Change): string => {
  if (kind === 'added') return `+ ${path}: ${after}`;
  return kind === 'removed' ? `- ${path}: ${before}` : `~ ${path}: ${before} → ${after}`;
};

const moreLine = (more: number): readonly string[] => (more === 0 ? [] : [`… and ${more} more`]);

const changeLines = ({ changes, more }: Changes): readonly string[] => [...changes.map(changeLine), ...moreLine(more)];

/** A heading with indented lines; nothing where there are none. */
const section = (title: string, lines: readonly string[]): readonly string[] =>
  lines.length === 0 ? [] : [title, ...lines.map((line) => `  ${line}`)];

function bodyLines(body: BodyComparison): readonly string[] {
  switch (body.kind) {
    case 'none':
    case 'same':
      return [];
    case 'onlyOne':
      return [`only ${body.side === 'a' ? 'the first' : 'the second'} has one, of ${body.bytes} bytes`];
    case 'json':
      return body.changes.length === 0 ? ['the same JSON, written otherwise'] : changeLines(body);
    case 'text':
      return [
        ...body.blocks.flatMap(({ a, b, removed, added }) => [
          `line ${a} → ${b}`,
          ...removed.map((line) => `- ${line}`),
          ...added.map((line) => `+ ${line}`),
        ]),
        ...moreLine(body.more),
      ];
    case 'binary':
      return [`${body.a} and ${body.b} bytes, which differ from byte ${body.at} on`];
    case 'unknown':
      return [body.reason];
  }
}

function exchangeText(found: ExchangeComparison): string {
  const total = found.timings.find((one) => one.name === 'total');
  return [
    found.same ? `${found.a} and ${found.b} are alike.` : `${found.a} → ${found.b}`,
    ...section('exchange', changeLines(found.line)),
    ...section('address', changeLines(found.url)),
    ...section('request headers', changeLines(found.requestHeaders)),
    ...section('request body', bodyLines(found.requestBody)),
    ...section('response headers', changeLines(found.responseHeaders)),
    ...section('response body', bodyLines(found.responseBody)),
    `time: ${total?.a} → ${total?.b} ms`,
  ].join('\n');
}

const countText = ({ same, changed, added, removed }: RequestsComparison['counts']): string =>
  `${same} the same, ${changed} changed, ${added} added, ${removed} removed`;

function requestLines({ counts, onlyA, onlyB, changed }: RequestsComparison): readonly string[] {
  const line = (sign: string) => (one: RequestsComparison['onlyA'][number]) =>
    `${sign} ${one.method} ${one.url} (${one.id})`;
  const listed = onlyA.length + onlyB.length + changed.length;
  return [
    ...onlyA.map(line('-')),
    ...onlyB.map(line('+')),
    ...changed.map((one) => `~ ${one.method} ${one.url}: ${one.what.join(', ')} (${one.a} → ${one.b})`),
    ...moreLine(counts.added + counts.removed + counts.changed - listed),
  ];
}

function resultLines(result: RunComparison['result']): readonly string[] {
  switch (result.kind) {
    case 'none':
      return [];
    case 'json':
      return section('result', changeLines(result));
    case 'schema':
      return section(`schema: ${countText(result.counts)}`, changeLines(result)).concat(
        result.changes.length === 0 ? [`schema: ${countText(result.counts)}`] : [],
      );
    case 'rows': {
      const { counts, key, removed, added, changed } = result;
      const listed = removed.length + added.length + changed.length;
      const by = key.length === 0 ? 'by position' : `by ${key.join(', ')}`;
      return [
        `rows (${by}): ${countText(counts)}`,
        ...removed.map((row) => `  - ${row}`),
        ...added.map((row) => `  + ${row}`),
        ...changed.flatMap((row) => [`  ~ ${row.key}`, ...changeLines(row).map((line) => `      ${line}`)]),
        ...moreLine(counts.added + counts.removed + counts.changed - listed).map((line) => `  ${line}`),
      ];
    }
  }
}

function runText(found: RunComparison): string {
  return [
    found.same ? `${found.a} and ${found.b} are alike.` : `${found.a} → ${found.b}`,
    ...section('run', changeLines(found.record)),
    `requests: ${countText(found.requests.counts)}`,
    ...requestLines(found.requests).map((line) => `  ${line}`),
    ...resultLines(found.result),
  ].join('\n');
}

/** `studio exchange compare`. A difference is no failure. */
export function compareTwoExchanges({ workspace }: Studio, a: string, b: string, output: Output): Result<number> {
  const found = compareStoredExchanges(workspace, a, b);
  if (!found.ok) return found;
  output.result(found.value, () => exchangeText(found.value));
  return ok(0);
}

function compareTwoRuns({ workspace }: Studio, a: string, b: string, output: Output): Result<number> {
  const found = compareStoredRuns(workspace, a, b);
  if (!found.ok) return found;
  output.result(found.value, () => runText(found.value));
  return ok(0);
}

export function registerCompare(program: Command): void {
  withCommonOptions(program.command('compare'))
    .argument('<run-a>', 'id of a run')
    .argument('<run-b>', 'id of the run that it is compared with')
    .description('say what sets two runs apart: requests, rows, fields of the schema')
    .action((a: string, b: string, options: CommonOptions) =>
      withStudio(options, async (studio, output) => compareTwoRuns(studio, a, b, output)),
    );
}
