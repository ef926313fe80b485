import { TextInput } from '@mantine/core';
import { useEffect, useMemo, useState } from 'react';
import { Panel, Group as PanelGroup, Separator } from 'react-resizable-panels';
import { Empty, Failed, Loading } from '../../components/states.tsx';
import { IconHistory, IconSearch } from '../../icons.ts';
import { historyTexts } from '../../texts/history.ts';
import { usePanelSizes } from '../workbench/panel-sizes.ts';
import './history.css';
import { filterRevisions } from './model.ts';
import { RevisionDetail } from './revision-detail.tsx';
import { RevisionGrid } from './revision-grid.tsx';
import { refreshHistory, useHistory } from './store.ts';

interface HistoryPageProps {
  readonly connector: string;
  /** Only the revisions that changed this file. */
  readonly path: string | undefined;
}

/** What was saved of a connector, or of one of its files, when; what each revision changed; and the way back. */
export function HistoryPage({ connector, path }: HistoryPageProps) {
  const list = useHistory((state) => state.byConnector.get(connector));
  const [query, setQuery] = useState('');
  const [chosen, setChosen] = useState<number | null>(null);
  const layout = usePanelSizes('history', ['list', 'detail']);
  useEffect(() => void refreshHistory(connector), [connector]);
  const all = list?.kind === 'ready' ? list.value : undefined;
  const ofFile = useMemo(() => (all === undefined ? [] : filterRevisions(all, '', path)), [all, path]);
  const shown = useMemo(() => filterRevisions(ofFile, query, undefined), [ofFile, query]);
  if (list === undefined || list.kind === 'loading') return <Loading what={historyTexts.reading} />;
  if (list.kind === 'failed') return <Failed failure={list.failure} onRetry={() => void refreshHistory(connector)} />;
  const revision = shown.find((one) => one.number === chosen) ?? shown[0];
  const what = path === undefined ? connector : `${connector}/${path}`;
  return (
    <PanelGroup
      orientation="horizontal"
      className="grow history"
      aria-label={historyTexts.page(what)}
      defaultLayout={layout.defaultLayout}
      onLayoutChanged={layout.onLayoutChanged}
    >
      <Panel id="list" defaultSize="42%" minSize="240px">
        <div className="history-list">
          <div className="history-search">
            <TextInput
              aria-label={historyTexts.search}
              placeholder={historyTexts.search}
              leftSection={<IconSearch size={13} aria-hidden />}
              value={query}
              onChange={(event) => setQuery(event.currentTarget.value)}
            />
            <span className="dim" role="status">
              {historyTexts.found(shown.length, ofFile.length)}
            </span>
          </div>
          {shown.length === 0 ? (
            <Empty icon={<IconHistory size={26} stroke={1.4} aria-hidden />} title={historyTexts.noneTitle}>
              <p>{historyTexts.noneText}</p>
            </Empty>
          ) : (
            <RevisionGrid
              connector={connector}
              path={path}
              revisions={shown}
              newest={list.value[0]?.number ?? 0}
              selected={revision?.number ?? -1}
              onSelect={setChosen}
            />
          )}
        </div>
      </Panel>
      <Separator className="separator-v" aria-label={historyTexts.resize} />
      <Panel id="detail" minSize="320px">
        {revision === undefined ? (
          <Empty title={historyTexts.chooseTitle}>
            <p>{historyTexts.chooseText}</p>
          </Empty>
        ) : (
          <RevisionDetail connector={connector} revision={revision} revisions={list.value} path={path} />
        )}
      </Panel>
    </PanelGroup>
  );
}
