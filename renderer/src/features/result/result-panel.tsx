import { Button, SegmentedControl } from '@mantine/core';
import { useMemo, useState } from 'react';
import { JsonTree } from '../../components/json-tree.tsx';
import { Empty, Failed, Loading } from '../../components/states.tsx';
import { IconCopy, IconTable } from '../../icons.ts';
import { copyText } from '../../lib/clipboard.ts';
import { formatDuration, formatPlural, formatTime } from '../../lib/format.ts';
import { visibleText } from '../../lib/text.ts';
import { useConnectors } from '../connectors/store.ts';
import { startRun, useRun } from '../run/store.ts';
import { isLive, type RunView } from '../run/view.ts';
import { FindingsList } from './findings-list.tsx';
import { OutcomeBanner } from './outcome-banner.tsx';
import './result.css';
import { rowsOf } from './rows.ts';
import { RowsTable } from './rows-table.tsx';

type Shape = 'table' | 'json';

function Value({ view, result }: { readonly view: RunView; readonly result: unknown }) {
  const rows = useMemo(() => rowsOf(result), [result]);
  const [shape, setShape] = useState<Shape>('table');
  const shown = rows === undefined ? 'json' : shape;
  const pages = view.detail?.pages ?? 1;
  const facts = [
    rows === undefined ? null : formatPlural(rows.length, 'row'),
    pages > 1 ? formatPlural(pages, 'page') : null,
    formatPlural(view.exchanges.length, 'request'),
    view.detail?.durationMs === null || view.detail === null ? null : formatDuration(view.detail.durationMs),
  ].filter((fact) => fact !== null);
  return (
    <>
      <div className="result-bar">
        <span>{facts.join(' · ')}</span>
        <span className="grow" />
        {rows === undefined ? null : (
          <SegmentedControl
            aria-label="Show the result as"
            value={shape}
            onChange={(value) => setShape(value === 'json' ? 'json' : 'table')}
            data={[
              { value: 'table', label: 'Table' },
              { value: 'json', label: 'JSON' },
            ]}
          />
        )}
        <Button
          variant="subtle"
          color="gray"
          className="quiet-button"
          size="compact-sm"
          leftSection={<IconCopy size={13} aria-hidden />}
          onClick={() => copyText(JSON.stringify(result, null, 2) ?? 'null', 'result')}
        >
          Copy JSON
        </Button>
      </div>
      {shown === 'table' && rows !== undefined ? (
        <RowsTable rows={rows} />
      ) : (
        <JsonTree label="Result" rootKey={view.target} value={result} />
      )}
    </>
  );
}

/** How the run on view ended, and what it gave. */
export function ResultPanel() {
  const view = useRun((state) => state.view);
  const active = useConnectors((state) => state.active);
  if (view === null)
    return (
      <Empty icon={<IconTable size={24} stroke={1.4} aria-hidden />} title="Nothing has run yet">
        <p>Choose a function above and press Run (F5). Rows appear here, each request under Requests.</p>
      </Empty>
    );
  if (isLive(view)) return <Loading what={`Running ${view.target}…`} />;
  const outcome = view.detail?.outcome;
  return (
    <div className="fill">
      {view.past || view.connector !== active ? (
        <div className="past-note">
          {view.past ? 'Past run of ' : 'Run of '}
          <strong>{visibleText(view.target)}</strong> on {view.connector},{' '}
          {formatTime(new Date(view.startedAt).toISOString())}
        </div>
      ) : null}
      {view.failure ? (
        <Failed
          failure={view.failure}
          {...(view.stage === 'ended' ? { onRetry: () => void startRun(view.connector) } : {})}
        />
      ) : outcome ? (
        <>
          <OutcomeBanner view={view} outcome={outcome} />
          <FindingsList findings={view.detail?.findings ?? []} />
          {outcome.kind === 'ok' && view.detail ? <Value view={view} result={view.detail.result} /> : null}
        </>
      ) : (
        <Empty title="How this run ended is not known">
          <p>It is still under way, or the studio was closed before the run reported its end.</p>
        </Empty>
      )}
    </div>
  );
}
