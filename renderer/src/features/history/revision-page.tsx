import { Button } from '@mantine/core';
import { lazy, Suspense } from 'react';
import { Empty, Failed, Loading } from '../../components/states.tsx';
import { historyTexts } from '../../texts/history.ts';
import { showFile } from '../editor/store.ts';
import './history.css';
import { restoreFile } from './restore.ts';
import { useText } from './use-text.ts';

const ReadOnlyEditor = lazy(() => import('../editor/read-only-editor.tsx'));

interface RevisionPageProps {
  readonly connector: string;
  readonly path: string;
  readonly revision: number;
}

/** A file as it was in a revision. */
export function RevisionPage({ connector, path, revision }: RevisionPageProps) {
  const text = useText(connector, path, revision);
  if (text.kind === 'loading') return <Loading what={historyTexts.readingFile(path)} />;
  if (text.kind === 'failed') return <Failed failure={text.failure} />;
  if (text.value === null) return <Empty title={historyTexts.goneInRevision(path, revision)} />;
  return (
    <div className="history-single">
      <div className="history-tools">
        <span className="mono ellipsis">{`${connector} › ${path}`}</span>
        <span className="dim">{historyTexts.readOnly(revision)}</span>
        <span className="grow" />
        <Button variant="default" onClick={() => showFile(connector, path)}>
          {historyTexts.openCurrent}
        </Button>
        <Button variant="default" onClick={() => void restoreFile(connector, path, revision)}>
          {historyTexts.restoreFile}
        </Button>
      </div>
      <div className="history-diff">
        <Suspense fallback={<Loading what={historyTexts.readingFile(path)} />}>
          <ReadOnlyEditor file={path} text={text.value} label={historyTexts.of(path, revision)} />
        </Suspense>
      </div>
    </div>
  );
}
