import { Button } from '@mantine/core';
import { useEffect } from 'react';
import { Failed, Loading } from '../../components/states.tsx';
import { formatTime } from '../../lib/format.ts';
import { loading } from '../../lib/loadable.ts';
import { visibleText } from '../../lib/text.ts';
import { historyTexts } from '../../texts/history.ts';
import { showTab } from '../editor/store.ts';
import { refreshHistory, useHistory } from '../history/store.ts';

const shown = 20;

/** The last saved states of a connector, newest first. */
export function RevisionList({ connector }: { readonly connector: string }) {
  const list = useHistory((state) => state.byConnector.get(connector)) ?? loading;
  useEffect(() => void refreshHistory(connector), [connector]);
  if (list.kind === 'loading') return <Loading what={historyTexts.reading} />;
  if (list.kind === 'failed') return <Failed failure={list.failure} onRetry={() => void refreshHistory(connector)} />;
  return (
    <>
      <ol className="revisions" reversed>
        {list.value.slice(0, shown).map((one) => (
          <li key={one.number}>
            <span className="revision-number">{one.number}</span>
            <span className="ellipsis">{visibleText(one.label ?? one.message) || historyTexts.saved}</span>
            <span className="dim ellipsis" title={one.changed.join('\n')}>
              {one.changed.length <= 2 ? one.changed.join(', ') : historyTexts.files(one.changed.length)}
            </span>
            <time className="dim" dateTime={one.createdAt}>
              {formatTime(one.createdAt)}
            </time>
          </li>
        ))}
        {list.value.length > shown ? <li className="dim">{historyTexts.older(list.value.length - shown)}</li> : null}
      </ol>
      <Button variant="default" onClick={() => showTab({ kind: 'history', connector })}>
        {historyTexts.whole}
      </Button>
    </>
  );
}
