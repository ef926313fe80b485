import { useEffect, useState } from 'react';
import type { Revision } from '../../../../shared/contract/connectors.ts';
import { attempt } from '../../backend/session.ts';
import { Failed, Loading } from '../../components/states.tsx';
import { formatPlural, formatTime } from '../../lib/format.ts';
import { type Loadable, loading } from '../../lib/loadable.ts';
import { visibleText } from '../../lib/text.ts';
import { overviewTexts as texts } from '../../texts/overview.ts';

const shown = 20;

/** The last saved states of a connector, newest first; read again when there is a newer `revision`. */
export function RevisionList({ connector, revision }: { readonly connector: string; readonly revision: number }) {
  const [list, setList] = useState<Loadable<readonly Revision[]>>(loading);
  const [tries, setTries] = useState(0);
  const wanted = `${connector} ${revision} ${tries}`;
  useEffect(() => {
    let live = true;
    const [id] = wanted.split(' ');
    void attempt((api) => api.connectors.revisions({ id: id ?? '' })).then((result) => {
      if (live) setList(result.ok ? { kind: 'ready', value: result.value } : { kind: 'failed', failure: result.error });
    });
    return () => {
      live = false;
    };
  }, [wanted]);
  if (list.kind === 'loading') return <Loading what={texts.readingRevisions} />;
  if (list.kind === 'failed') return <Failed failure={list.failure} onRetry={() => setTries(tries + 1)} />;
  return (
    <ol className="revisions" reversed>
      {list.value.slice(0, shown).map((one) => (
        <li key={one.number}>
          <span className="revision-number">{one.number}</span>
          <span className="ellipsis">{visibleText(one.message) || texts.saved}</span>
          <span className="dim ellipsis" title={one.changed.join('\n')}>
            {one.changed.length <= 2 ? one.changed.join(', ') : formatPlural(one.changed.length, texts.file)}
          </span>
          <time className="dim" dateTime={one.createdAt}>
            {formatTime(one.createdAt)}
          </time>
        </li>
      ))}
      {list.value.length > shown ? (
        <li className="dim">{formatPlural(list.value.length - shown, texts.olderRevision)}</li>
      ) : null}
    </ol>
  );
}
