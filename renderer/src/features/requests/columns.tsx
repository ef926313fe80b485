import type { Exchange } from '../../../../shared/run/exchange.ts';
import type { GridColumn } from '../../components/data-grid.tsx';
import { formatBytes, formatDuration } from '../../lib/format.ts';
import { visibleText } from '../../lib/text.ts';
import { statusTone } from './facts.ts';
import { splitUrl } from './url.ts';
import { isPending, type Span } from './waterfall.ts';
import { WaterfallAxis, WaterfallBar } from './waterfall-bar.tsx';

/** Method in its colour. */
export function Method({ method }: { readonly method: string }) {
  return <span className={`method method-${method.toLowerCase()}`}>{visibleText(method)}</span>;
}

/** Status with its tone; a request without an answer says why in a word. */
export function Status({ exchange }: { readonly exchange: Exchange }) {
  if (exchange.status !== null) return <span className={`tone-${statusTone(exchange)}`}>{exchange.status}</span>;
  if (isPending(exchange)) return <span className="dim">pending</span>;
  return <span className="tone-error">{exchange.error?.code === 'refused' ? 'refused' : 'failed'}</span>;
}

function Address({ exchange, host }: { readonly exchange: Exchange; readonly host: boolean }) {
  const parts = splitUrl(exchange.url);
  return (
    <span title={visibleText(exchange.error ? `${exchange.url}\n${exchange.error.message}` : exchange.url)}>
      {host ? <span className="dim">{visibleText(parts.host)}</span> : null}
      {visibleText(parts.path)}
      <span className="dim">{visibleText(parts.query)}</span>
      {exchange.error ? <span className="request-error"> {visibleText(exchange.error.message)}</span> : null}
    </span>
  );
}

const seq: GridColumn<Exchange> = {
  id: 'seq',
  title: '#',
  width: '48px',
  align: 'end',
  cell: (row) => <span className="dim">{row.seq}</span>,
};
const method: GridColumn<Exchange> = {
  id: 'method',
  title: 'Method',
  width: '68px',
  cell: (row) => <Method method={row.method} />,
};
const status: GridColumn<Exchange> = {
  id: 'status',
  title: 'Status',
  width: '62px',
  cell: (row) => <Status exchange={row} />,
};
const time: GridColumn<Exchange> = {
  id: 'time',
  title: 'Time',
  width: '72px',
  align: 'end',
  cell: (row) => (isPending(row) ? '…' : formatDuration(row.durationMs)),
};
const size: GridColumn<Exchange> = {
  id: 'size',
  title: 'Size',
  width: '76px',
  align: 'end',
  cell: (row) => (row.status === null ? '–' : formatBytes(row.responseBytes)),
};

/** The columns beside an open detail, which takes the room: no host, no size, no waterfall. */
export const narrowColumns: readonly GridColumn<Exchange>[] = [
  seq,
  method,
  status,
  {
    id: 'url',
    title: 'Address',
    width: 'minmax(100px, 1fr)',
    cell: (row) => <Address exchange={row} host={false} />,
  },
  time,
];

/** The columns of the list of requests, with the waterfall over this span. */
export const wideColumns = (span: Span, now: number): readonly GridColumn<Exchange>[] => [
  seq,
  method,
  status,
  { id: 'url', title: 'Address', width: 'minmax(160px, 1fr)', cell: (row) => <Address exchange={row} host /> },
  time,
  size,
  {
    id: 'waterfall',
    title: 'Waterfall',
    width: 'minmax(140px, 34%)',
    header: <WaterfallAxis span={span} />,
    cell: (row) => <WaterfallBar exchange={row} span={span} now={now} />,
  },
];
