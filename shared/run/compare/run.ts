import { exchangeLimits } from '../../limits.ts';
import type { Exchange } from '../exchange.ts';
import type { Finding } from '../finding.ts';
import type { RunDetail } from '../run.ts';
import { ChangeList } from './changes.ts';
import { compareJson } from './json.ts';
import { compareRows, compareSchemas } from './rows.ts';
import type { FindingsComparison, RequestPair, RequestsComparison, RunComparison } from './types.ts';

export interface RunComparisonOptions {
  /** Fields of the key of the table that both runs read. */
  readonly primaryKey: readonly string[];
  /** Whether two recorded bodies hold the same bytes; where one is gone, they are taken for the same. */
  readonly sameBody: (a: Exchange, b: Exchange, side: 'request' | 'response') => boolean;
}

const requestOf = ({ id, method, url, status }: Exchange) => ({ id, method, url, status });

function differing(a: Exchange, b: Exchange, { sameBody }: RunComparisonOptions): RequestPair['what'] {
  const type = (one: Exchange) => one.responseBody?.mimeType;
  return [
    ...(a.status === b.status ? [] : (['status'] as const)),
    ...(a.error?.code === b.error?.code ? [] : (['error'] as const)),
    ...(type(a) === type(b) ? [] : (['mimeType'] as const)),
    ...(sameBody(a, b, 'request') ? [] : (['requestBody'] as const)),
    ...(sameBody(a, b, 'response') ? [] : (['responseBody'] as const)),
  ];
}

/** The first request to an address is that of the other run's first one to it, the second that of the second. */
function compareRequests(a: RunDetail, b: RunDetail, options: RunComparisonOptions): RequestsComparison {
  const keyOf = ({ method, url }: Exchange): string => `${method} ${url}`;
  const waiting = Map.groupBy(b.exchanges, keyOf);
  const used = new Map<string, number>();
  const counts = { added: 0, removed: 0, changed: 0, same: 0 };
  const [onlyA, onlyB, changed]: [Exchange[], Exchange[], RequestPair[]] = [[], [], []];
  const { differences } = exchangeLimits;
  for (const one of a.exchanges) {
    const key = keyOf(one);
    const at = used.get(key) ?? 0;
    const other = waiting.get(key)?.[at];
    if (!other) {
      if (++counts.removed <= differences) onlyA.push(one);
      continue;
    }
    used.set(key, at + 1);
    const what = differing(one, other, options);
    if (what.length === 0) counts.same++;
    else if (++counts.changed <= differences)
      changed.push({ a: one.id, b: other.id, method: one.method, url: one.url, what });
  }
  const left = [...waiting].flatMap(([key, all]) => all.slice(used.get(key) ?? 0)).sort((x, y) => x.seq - y.seq);
  counts.added = left.length;
  onlyB.push(...left.slice(0, differences));
  return { counts, onlyA: onlyA.map(requestOf), onlyB: onlyB.map(requestOf), changed };
}

/** The rows that a result of `data` holds. */
function itemsOf(result: unknown): readonly unknown[] | undefined {
  if (typeof result !== 'object' || result === null || !('items' in result)) return undefined;
  return Array.isArray(result.items) ? result.items : undefined;
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function compareResults(a: RunDetail, b: RunDetail, { primaryKey }: RunComparisonOptions): RunComparison['result'] {
  if (a.result === null && b.result === null) return { kind: 'none' };
  const [rowsA, rowsB] = [itemsOf(a.result), itemsOf(b.result)];
  if (a.target === 'data' && b.target === 'data' && rowsA && rowsB) return compareRows(rowsA, rowsB, primaryKey);
  if (a.target === 'schema' && b.target === 'schema' && isObject(a.result) && isObject(b.result))
    return compareSchemas(a.result, b.result);
  return { kind: 'json', ...compareJson(a.result, b.result) };
}

function isUnchanged(result: RunComparison['result']): boolean {
  switch (result.kind) {
    case 'none':
      return true;
    case 'rows':
      return result.counts.added + result.counts.removed + result.counts.changed === 0;
    case 'schema':
    case 'json':
      return result.changes.length === 0;
  }
}

function compareFindings(a: RunDetail, b: RunDetail): FindingsComparison {
  const keyOf = ({ code, message }: Finding): string => `${code} ${message}`;
  const [inA, inB] = [new Set(a.findings.map(keyOf)), new Set(b.findings.map(keyOf))];
  const shown = ({ severity, code, message }: Finding) => ({ severity, code, message });
  const onlyA = a.findings.filter((one) => !inB.has(keyOf(one))).map(shown);
  const onlyB = b.findings.filter((one) => !inA.has(keyOf(one))).map(shown);
  return { onlyA, onlyB, same: a.findings.length - onlyA.length };
}

function compareTimes(a: RunDetail, b: RunDetail): RunComparison['timings'] {
  const requests = ({ exchanges }: RunDetail): number => exchanges.reduce((sum, one) => sum + one.durationMs, 0);
  return [
    { name: 'run', a: a.durationMs ?? -1, b: b.durationMs ?? -1 },
    { name: 'requests', a: requests(a), b: requests(b) },
  ];
}

/** What sets two runs apart: their requests, and the rows, fields or values they gave. */
export function compareRuns(a: RunDetail, b: RunDetail, options: RunComparisonOptions): RunComparison {
  const list = new ChangeList();
  const outcome = (run: RunDetail): string =>
    !run.outcome
      ? 'not ended'
      : 'message' in run.outcome
        ? `${run.outcome.kind}: ${run.outcome.message}`
        : run.outcome.kind;
  const note = (name: string, before: unknown, after: unknown): void => {
    if (before !== after) list.add(() => name, before, after);
  };
  note('connector', a.connector, b.connector);
  note('target', a.target, b.target);
  note('revision', a.revision, b.revision);
  note('connection', a.connection, b.connection);
  note('outcome', outcome(a), outcome(b));
  note('pages', a.pages, b.pages);
  const requests = compareRequests(a, b, options);
  const result = compareResults(a, b, options);
  const findings = compareFindings(a, b);
  const timings = compareTimes(a, b);
  const { counts } = requests;
  const isAlike = outcome(a) === outcome(b) && counts.added + counts.removed + counts.changed === 0;
  return {
    a: a.id,
    b: b.id,
    same: isAlike && isUnchanged(result),
    record: list.end(),
    requests,
    result,
    findings,
    timings,
  };
}
