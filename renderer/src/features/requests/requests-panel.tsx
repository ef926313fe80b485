import { Badge, TextInput } from '@mantine/core';
import { useDeferredValue, useEffect, useMemo, useState } from 'react';
import { Panel, Group as PanelGroup, Separator } from 'react-resizable-panels';
import type { Exchange } from '../../../../shared/run/exchange.ts';
import { DataGrid } from '../../components/data-grid.tsx';
import { Empty } from '../../components/states.tsx';
import { IconApi, IconSearch } from '../../icons.ts';
import { formatBytes, formatCount, formatPlural } from '../../lib/format.ts';
import { useRun } from '../run/store.ts';
import { isLive } from '../run/view.ts';
import { narrowColumns, wideColumns } from './columns.tsx';
import { ExchangeDetail } from './exchange-detail.tsx';
import { filterExchanges, isFailed } from './filter.ts';
import './requests.css';
import { useRequests } from './store.ts';
import { isPending, spanOf } from './waterfall.ts';

const none: readonly Exchange[] = [];

/** The time, moved on while requests are under way. */
function useNow(live: boolean): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (!live) return;
    const timer = setInterval(() => setNow(Date.now()), 150);
    return () => clearInterval(timer);
  }, [live]);
  return now;
}

function Totals({ rows, all }: { readonly rows: readonly Exchange[]; readonly all: readonly Exchange[] }) {
  const { failed, bytes } = useMemo(
    () => ({
      failed: all.reduce((count, one) => count + (isFailed(one) ? 1 : 0), 0),
      bytes: all.reduce((sum, one) => sum + one.responseBytes, 0),
    }),
    [all],
  );
  const count = rows.length === all.length ? '' : `${formatCount(rows.length)} of `;
  return (
    <>
      <span>
        {count}
        {formatPlural(all.length, 'request')} · {formatBytes(bytes)}
      </span>
      {failed > 0 ? (
        <Badge color="red" className="badge-red">
          {formatCount(failed)} failed
        </Badge>
      ) : null}
    </>
  );
}

const rowClass = (exchange: Exchange): string | undefined =>
  isFailed(exchange) ? 'row-error' : isPending(exchange) ? 'row-pending' : undefined;

/** Every request of the run on view, live while it runs, with the detail of the selected one. */
export function RequestsPanel() {
  const view = useRun((state) => state.view);
  const { filter, selected } = useRequests();
  const live = isLive(view);
  const now = useNow(live);
  const all = view?.exchanges ?? none;
  const wanted = useDeferredValue(filter);
  const rows = useMemo(() => filterExchanges(all, wanted), [all, wanted]);
  const at = useMemo(() => (selected === null ? -1 : rows.findIndex((one) => one.id === selected)), [rows, selected]);
  const exchange = at === -1 ? undefined : rows[at];
  const open = exchange !== undefined;
  const columns = useMemo(() => (open ? narrowColumns : wideColumns(spanOf(all, now), now)), [all, now, open]);

  if (view === null || (all.length === 0 && !live))
    return (
      <Empty icon={<IconApi size={24} stroke={1.4} aria-hidden />} title="No requests">
        <p>
          {view === null
            ? 'Each request of a run is one row here, redirects and retries included, with its headers, bodies and phases.'
            : 'This run sent no request.'}
        </p>
      </Empty>
    );
  return (
    <div className="fill">
      <div className="request-bar">
        <TextInput
          aria-label="Filter requests"
          placeholder="Filter: address, method, 4xx, failed"
          leftSection={<IconSearch size={13} aria-hidden />}
          value={filter}
          onChange={(event) => useRequests.setState({ filter: event.currentTarget.value })}
          w={260}
        />
        <Totals rows={rows} all={all} />
        {live ? (
          <Badge color="blue" className="badge-blue">
            live
          </Badge>
        ) : null}
      </div>
      <PanelGroup orientation="horizontal" className="grow">
        <Panel id="requests-list" minSize="280px">
          <div className="fill">
            <DataGrid
              label="Requests"
              rows={rows}
              columns={columns}
              selected={at}
              onSelect={(index) => useRequests.setState({ selected: rows[index]?.id ?? null })}
              rowClass={rowClass}
              follow={live && selected === null}
              recycle
            />
          </div>
        </Panel>
        {exchange === undefined ? null : (
          <>
            <Separator className="separator-v" aria-label="Resize request detail" />
            <Panel id="request-detail" defaultSize="52%" minSize="260px">
              <ExchangeDetail exchange={exchange} />
            </Panel>
          </>
        )}
      </PanelGroup>
    </div>
  );
}
