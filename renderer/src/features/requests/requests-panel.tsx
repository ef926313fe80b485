import { Button } from '@mantine/core';
import { type KeyboardEvent, useCallback, useDeferredValue, useEffect, useMemo, useRef } from 'react';
import { Panel, Group as PanelGroup, Separator } from 'react-resizable-panels';
import type { Exchange } from '../../../../shared/run/exchange.ts';
import { parseFilter } from '../../../../shared/run/filter.ts';
import { DataGrid } from '../../components/data-grid.tsx';
import type { GridPicks, GridTree } from '../../components/grid-props.ts';
import { Empty } from '../../components/states.tsx';
import { useGridLayout } from '../../components/use-grid-layout.ts';
import { IconApi } from '../../icons.ts';
import { requestsTexts } from '../../texts/requests.ts';
import { hasActive } from '../connectors/active.ts';
import { useRun } from '../run/store.ts';
import { isLive } from '../run/view.ts';
import { useLayout } from '../workbench/layout.ts';
import { chooseHar } from './actions.ts';
import { searchBodies, useBodyHits } from './body-hits.ts';
import { narrowColumns, wideColumns } from './columns.tsx';
import { ExchangeDetail } from './exchange-detail.tsx';
import { isFailed } from './facts.ts';
import { FilterBar } from './filter-bar.tsx';
import { filterInput } from './focus.ts';
import { RequestDialogs } from './request-dialogs.tsx';
import { RequestItems } from './request-items.tsx';
import type { RequestRow } from './request-list.ts';
import './requests.css';
import { foldExchange, openExchange, selectExchange, useRequests } from './store.ts';
import { useRequestRows } from './use-rows.ts';
import { isPending } from './waterfall.ts';

const none: readonly Exchange[] = [];
const texts = requestsTexts;

const rowClass = ({ exchange }: RequestRow): string | undefined =>
  isFailed(exchange) ? 'row-error' : isPending(exchange) ? 'row-pending' : undefined;

function NoRequests({ hasRun }: { readonly hasRun: boolean }) {
  return (
    <Empty icon={<IconApi size={24} stroke={1.4} aria-hidden />} title={texts.empty.title}>
      <p>{hasRun ? texts.empty.none : texts.empty.text}</p>
      {hasActive() ? (
        <Button variant="default" onClick={chooseHar}>
          {texts.empty.importHar}
        </Button>
      ) : null}
    </Empty>
  );
}

/** The texts of `body:` terms are looked up when the filter changes, and once more when the run has ended. */
function useBodySearch(run: string | null, bodies: readonly string[], live: boolean): void {
  const key = bodies.join('\n');
  const before = useRef(live);
  useEffect(() => {
    const hasEnded = before.current && !live;
    before.current = live;
    if (run !== null && key !== '') void searchBodies(run, key.split('\n'), hasEnded);
  }, [run, key, live]);
}

/** Every request of the run on view, live while it runs, with the detail of the selected one. */
export function RequestsPanel() {
  const view = useRun((state) => state.view);
  const text = useRequests((state) => state.filter);
  const { selected, anchor, open, picked, folded } = useRequests();
  const hits = useBodyHits((state) => state.hits);
  const live = isLive(view);
  const exchanges = view?.exchanges ?? none;
  const wanted = useDeferredValue(text);
  const filter = useMemo(() => parseFilter(wanted), [wanted]);
  useBodySearch(view?.run ?? null, filter.bodies, live);

  const wide = useGridLayout('requests');
  const narrow = useGridLayout('requests-beside');
  const layout = open ? narrow : wide;
  // In a tall panel at the side, the detail has its room below the list.
  const below = useLayout((state) => state.panelSide) === 'right';
  const { sort } = layout.layout;
  const forSorting = useMemo(() => wideColumns({ from: 0, to: 1 }, 0), []);
  const compare = useMemo(() => {
    const column = forSorting.find((one) => one.id === sort?.column)?.compare;
    if (column === undefined) return undefined;
    return sort?.descending ? (a: RequestRow, b: RequestRow) => column(b, a) : column;
  }, [forSorting, sort]);
  const { rows, totals, span, now, find } = useRequestRows({ exchanges, filter, hits, isLive: live, compare, folded });
  const { from, to } = span;
  const columns = useMemo(() => (open ? narrowColumns : wideColumns({ from, to }, now)), [from, to, now, open]);
  const at = useMemo(
    () => (selected === null ? -1 : rows.findIndex((row) => row.exchange.id === selected)),
    [rows, selected],
  );
  const exchange = open && selected !== null ? find(selected) : undefined;

  const grid = useRef<HTMLDivElement>(null);
  const tree = useMemo(
    (): GridTree<RequestRow> => ({
      level: (row) => row.level,
      expanded: (row) => row.expanded,
      onExpand: (index, expanded) => foldExchange(rows[index]?.exchange.id ?? '', !expanded),
    }),
    [rows],
  );
  const picks = useMemo(
    (): GridPicks<RequestRow> => ({
      has: (row) => picked.has(row.exchange.id),
      onToggle: (index) => {
        const id = rows[index]?.exchange.id;
        if (id === undefined) return;
        const next = new Set(picked);
        if (!next.delete(id)) next.add(id);
        useRequests.setState({ picked: next });
      },
      onExtend: (index) => {
        const from = rows.findIndex((row) => row.exchange.id === anchor);
        const range = rows.slice(Math.max(0, Math.min(from, index)), Math.max(from, index) + 1);
        useRequests.setState({
          picked: new Set(range.map((row) => row.exchange.id)),
          selected: rows[index]?.exchange.id ?? null,
        });
      },
      onAll: () => useRequests.setState({ picked: new Set(rows.map((row) => row.exchange.id)) }),
    }),
    [rows, picked, anchor],
  );
  const close = useCallback(() => {
    useRequests.setState({ open: false });
    grid.current?.focus();
  }, []);
  const onKeyDown = (event: KeyboardEvent) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'f' && !event.defaultPrevented)
      filterInput.current?.focus();
    else if (event.key === 'Escape' && open && event.target === grid.current) close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const onLeave = () => {
    grid.current?.focus();
    if (selected === null && rows[0]) selectExchange(rows[0].exchange.id);
  };

  if (view === null || (exchanges.length === 0 && !live)) return <NoRequests hasRun={view !== null} />;
  return (
    <div className="fill" {...{ onKeyDown }}>
      <FilterBar {...{ filter, exchanges, totals, onLeave }} shown={rows.length} isLive={live} inputRef={filterInput} />
      <PanelGroup key={below ? 'below' : 'beside'} orientation={below ? 'vertical' : 'horizontal'} className="grow">
        <Panel id="requests-list" minSize={below ? '120px' : '280px'}>
          <div className="fill">
            {rows.length === 0 && wanted !== '' ? (
              <Empty title={texts.noMatch}>
                <Button variant="default" onClick={() => useRequests.setState({ filter: '' })}>
                  {texts.clearFilter}
                </Button>
              </Empty>
            ) : (
              <DataGrid
                label={texts.list}
                {...{ rows, columns, layout, tree, picks, rowClass }}
                focusRef={grid}
                selected={at}
                onSelect={(index) => {
                  const id = rows[index]?.exchange.id;
                  if (id !== undefined) selectExchange(id);
                }}
                onPress={() => useRequests.setState({ open: true })}
                onOpen={(index) => {
                  const id = rows[index]?.exchange.id;
                  if (id !== undefined) openExchange(id);
                }}
                menu={(index) => {
                  const row = rows[index];
                  return row ? <RequestItems exchange={row.exchange} /> : null;
                }}
                follow={live && selected === null}
                recycle
              />
            )}
          </div>
        </Panel>
        {exchange === undefined ? null : (
          <>
            <Separator className={below ? 'separator-h' : 'separator-v'} aria-label={texts.resize} />
            <Panel id="request-detail" defaultSize={below ? '60%' : '52%'} minSize={below ? '160px' : '260px'}>
              <ExchangeDetail exchange={exchange} wanted={filter.bodies[0] ?? ''} onClose={close} />
            </Panel>
          </>
        )}
      </PanelGroup>
      <RequestDialogs find={find} />
    </div>
  );
}
