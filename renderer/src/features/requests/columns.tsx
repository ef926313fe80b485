import type { Exchange } from '../../../../shared/run/exchange.ts';
import type { GridColumn } from '../../components/data-grid.tsx';
import { byNumber } from '../../components/grid-sort.ts';
import { formatBytes, formatDuration, formatOffset } from '../../lib/format.ts';
import { visibleText } from '../../lib/text.ts';
import { requestsTexts } from '../../texts/requests.ts';
import { Method, Path, RowStatus } from './cells.tsx';
import { answerText, mediaTypeOf, senderOf } from './facts.ts';
import type { RequestRow } from './request-list.ts';
import { urlPartsOf } from './url.ts';
import { exchangeSpan, isPending, type Phase, phases, phaseTimes, type Span } from './waterfall.ts';
import { WaterfallAxis, WaterfallBar } from './waterfall-bar.tsx';

type Column = GridColumn<RequestRow>;

const texts = requestsTexts.columns;

/** Plain order of characters: comparing as people do would take a second for a hundred thousand rows. */
const byWord = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** A column that is sorted by a number; of a folded chain the sum where there is one. */
const numeric = (
  column: Pick<Column, 'id' | 'title' | 'width' | 'hiddenAtFirst'>,
  valueIn: (row: RequestRow) => number,
  text: (value: number, row: RequestRow) => string,
): Column => ({
  ...column,
  align: 'end',
  compare: (a, b) => byNumber(valueIn(a), valueIn(b)),
  cell: (row) => text(valueIn(row), row),
});

const textual = (
  column: Pick<Column, 'id' | 'title' | 'width' | 'hiddenAtFirst'>,
  valueIn: (exchange: Exchange) => string,
): Column => ({
  ...column,
  compare: (a, b) => byWord(valueIn(a.exchange), valueIn(b.exchange)),
  cell: (row) => {
    const text = visibleText(valueIn(row.exchange));
    return <span title={text.length > 16 ? text : undefined}>{text}</span>;
  },
});

const phaseOf = (exchange: Exchange, phase: Phase): number =>
  phaseTimes(exchange.timings).find((one) => one.phase === phase)?.ms ?? -1;

const phaseColumns = phases.map((phase) =>
  numeric(
    { id: phase, title: requestsTexts.phases[phase].short, width: '72px', hiddenAtFirst: true },
    ({ exchange }) => phaseOf(exchange, phase),
    formatDuration,
  ),
);

const seq: Column = {
  id: 'seq',
  title: texts.seq,
  width: '48px',
  align: 'end',
  compare: (a, b) => byNumber(a.exchange.seq, b.exchange.seq),
  cell: (row) => <span className="dim">{row.exchange.seq}</span>,
};
const method: Column = {
  id: 'method',
  title: texts.method,
  width: '70px',
  compare: (a, b) => byWord(a.exchange.method, b.exchange.method),
  cell: (row) => <Method method={row.exchange.method} />,
};
const status: Column = {
  id: 'status',
  title: texts.status,
  width: '72px',
  compare: (a, b) => byNumber(a.exchange.status ?? 0, b.exchange.status ?? 0),
  cell: (row) => <RowStatus row={row} />,
};
/** `least`: its width where there is no more room, px. */
const path = (least: number): Column => ({
  id: 'path',
  title: texts.path,
  width: `minmax(${least}px, 1fr)`,
  compare: (a, b) => byWord(urlPartsOf(a.exchange).path, urlPartsOf(b.exchange).path),
  cell: (row) => <Path row={row} withQuery />,
});
const time = numeric(
  { id: 'time', title: texts.time, width: '76px' },
  (row) => row.sum?.durationMs ?? row.exchange.durationMs,
  (ms, row) => (isPending(row.exchange) ? '…' : `${row.sum ? 'Σ ' : ''}${formatDuration(ms)}`),
);

/** The columns beside an open detail, which takes the room. */
export const narrowColumns: readonly Column[] = [seq, method, status, path(90), time];

/** The columns of the list of requests, with the waterfall over this span. */
export const wideColumns = (span: Span, now: number): readonly Column[] => [
  seq,
  method,
  status,
  textual({ id: 'host', title: texts.host, width: 'minmax(90px, 0.5fr)' }, (one) => urlPartsOf(one).host),
  path(140),
  textual({ id: 'query', title: texts.query, width: 'minmax(90px, 0.5fr)', hiddenAtFirst: true }, (one) =>
    urlPartsOf(one).query.slice(1),
  ),
  textual({ id: 'type', title: texts.type, width: '110px', hiddenAtFirst: true }, mediaTypeOf),
  numeric(
    { id: 'sent', title: texts.requestSize, width: '80px', hiddenAtFirst: true },
    (row) => row.sum?.requestBytes ?? row.exchange.requestBytes,
    formatBytes,
  ),
  numeric(
    { id: 'size', title: texts.size, width: '78px' },
    (row) => row.sum?.responseBytes ?? row.exchange.responseBytes,
    (bytes, row) => (row.exchange.status === null ? '–' : formatBytes(bytes)),
  ),
  time,
  numeric(
    { id: 'started', title: texts.started, width: '84px', hiddenAtFirst: true },
    (row) => exchangeSpan(row.exchange, now).from - span.from,
    formatOffset,
  ),
  ...phaseColumns,
  numeric(
    { id: 'attempt', title: texts.attempt, width: '60px', hiddenAtFirst: true },
    (row) => row.attempt,
    (attempt) => (attempt === 1 ? '' : String(attempt)),
  ),
  textual(
    { id: 'initiator', title: texts.initiator, width: '150px', hiddenAtFirst: true },
    (one) => senderOf(one) ?? '',
  ),
  textual({ id: 'answer', title: texts.answer, width: '120px', hiddenAtFirst: true }, answerText),
  {
    id: 'waterfall',
    title: texts.waterfall,
    width: 'minmax(140px, 1fr)',
    header: <WaterfallAxis span={span} />,
    compare: (a, b) => exchangeSpan(a.exchange, now).from - exchangeSpan(b.exchange, now).from,
    cell: (row) => <WaterfallBar exchange={row.exchange} span={span} now={now} />,
  },
];
