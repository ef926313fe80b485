import type { Exchange } from '../shared/run/exchange.ts';
import type { Finding } from '../shared/run/finding.ts';
import type { Outcome, RunDetail, RunEvent, RunRecord } from '../shared/run/run.ts';

/** How a run ended, without the code around the place of an error. */
export function outcomeText(outcome: Outcome | null): string {
  if (outcome === null) return 'under way, or its studio was killed';
  if (outcome.kind === 'ok') return 'ok';
  if (outcome.kind !== 'error') return `${outcome.kind}: ${outcome.message}`;
  const place = outcome.place ? ` at ${outcome.place.file}:${outcome.place.line}:${outcome.place.column}` : '';
  return `${outcome.name}: ${outcome.message}${place}`;
}

/** The code around the place of an error, on lines of its own below it; nothing where there is none. */
const frameText = (outcome: Outcome | null): string =>
  outcome?.kind === 'error' && outcome.codeFrame ? `\n${outcome.codeFrame}` : '';

const requestsText = (count: number): string => `${count} ${count === 1 ? 'request' : 'requests'}`;

/** How a run ended and what it took. */
export const endText = (outcome: Outcome, run: Pick<RunRecord, 'mode' | 'durationMs' | 'exchangeCount'>): string => {
  const figures = [modeText(run), `${Math.round(run.durationMs ?? 0)} ms`, requestsText(run.exchangeCount)];
  return `${outcomeText(outcome)} (${figures.join(', ')})${frameText(outcome)}`;
};

/** One request, one line; what is not as usual stands in brackets behind it. */
export function exchangeText(exchange: Exchange): string {
  const { answeredBy, retryOf, fault } = exchange;
  const notes = [
    ...(answeredBy === undefined || answeredBy === 'network' ? [] : [`from the ${answeredBy}`]),
    ...(retryOf === undefined ? [] : ['a further try']),
    ...(fault === undefined ? [] : [`fault ${fault}`]),
  ];
  const { status, error } = exchange;
  const end = status === null ? (error?.code ?? 'no end') : `${status}${error ? `, then ${error.code}` : ''}`;
  const figures = `${Math.round(exchange.durationMs)} ms, ${exchange.responseBytes} bytes`;
  return `${exchange.method} ${exchange.url} → ${end} (${figures})${notes.length === 0 ? '' : ` [${notes.join('; ')}]`}`;
}

/** One line: how bad, which check, what is wrong. */
export const findingText = ({ severity, code, message, count }: Finding): string =>
  `[${severity}] ${code}: ${message}${count > 1 ? ` (${count} times)` : ''}`;

/** How far a function is, as it says itself. */
export const progressText = ({ done, total, text }: Extract<RunEvent, { kind: 'progress' }>): string =>
  `progress: ${done}${total === undefined ? '' : ` of ${total}`}${text === '' ? '' : `, ${text}`}`;

/** `live`, or what stood in for the source. */
export const modeText = ({ mode }: Pick<RunRecord, 'mode'>): string => (mode === 'live' ? 'live' : `a ${mode}`);

/** A recorded run as a text of several parts. */
export function runText(detail: RunDetail): string {
  const { id, connector, target, connection, revision, startedAt, durationMs, exchangeCount } = detail;
  const head = [
    `${id}: ${connector} ${target}, ${modeText(detail)}`,
    `${startedAt}, ${durationMs === null ? 'no end' : `${Math.round(durationMs)} ms`}, ${
      revision === null ? 'unsaved files' : `revision ${revision}`
    }, ${connection === null ? 'no connection' : `connection ${connection}`}`,
    `input ${JSON.stringify(detail.input)}`,
    `${outcomeText(detail.outcome)}${frameText(detail.outcome)}`,
  ].join('\n');
  const part = (title: string, lines: readonly string[]): readonly string[] =>
    lines.length === 0 ? [] : [`${title}\n${lines.map((line) => `  ${line}`).join('\n')}`];
  return [
    head,
    ...part('findings', detail.findings.map(findingText)),
    ...part(requestsText(exchangeCount), detail.exchanges.map(exchangeText)),
    ...part('log', [
      ...detail.logs.map((line) => `[${line.level}] ${line.text}`),
      ...(detail.logsDropped === 0 ? [] : [`and ${detail.logsDropped} lines more that were not kept`]),
    ]),
    ...(detail.result === null ? [] : [JSON.stringify(detail.result, null, 2)]),
  ].join('\n\n');
}
