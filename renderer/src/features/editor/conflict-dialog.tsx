import { Button, Group, Modal, SegmentedControl, Stack, Text } from '@mantine/core';
import { lazy, Suspense, useRef, useState } from 'react';
import { mergeText } from '../../../../shared/text/merge-text.ts';
import { Loading } from '../../components/states.tsx';
import { draftsTexts } from '../../texts/drafts.ts';
import { closeDialog } from '../workbench/dialogs.ts';
import { type Doc, docKey, type Saved } from './documents.ts';
import { saveSettled, takeTheirs } from './settle.ts';
import { useEditor } from './store.ts';
import './conflict.css';

const DiffView = lazy(() => import('./diff-view.tsx'));

type Start = 'merged' | 'mine' | 'theirs';

interface ConflictFormProps {
  readonly doc: Doc;
  readonly theirs: Saved;
}

function ConflictForm({ doc, theirs }: ConflictFormProps) {
  const { connector, path } = doc;
  // What is settled is what stood here when the dialog opened: the comparison must not move under the hands.
  const [merged] = useState(() => mergeText(doc.saved, doc.text, theirs.text ?? '', 'both'));
  const [start, setStart] = useState<Start>('merged');
  const [against, setAgainst] = useState<'theirs' | 'base'>('theirs');
  const texts: Readonly<Record<Start, string>> = { merged: merged.text, mine: doc.text, theirs: theirs.text ?? '' };
  const result = useRef(texts.merged);
  const choose = (value: string) => {
    const next = value === 'mine' || value === 'theirs' ? value : 'merged';
    result.current = texts[next];
    setStart(next);
  };
  const save = (text: string) => {
    closeDialog();
    void saveSettled(connector, path, text);
  };
  return (
    <Stack gap="sm">
      <Text>
        {theirs.text === null ? draftsTexts.explainGone(theirs.revision) : draftsTexts.explain(theirs.revision)}
      </Text>
      <div className="merge-tools">
        <SegmentedControl
          aria-label={draftsTexts.against}
          data={[
            { value: 'theirs', label: draftsTexts.againstTheirs },
            { value: 'base', label: draftsTexts.againstBase },
          ]}
          value={against}
          onChange={(value) => setAgainst(value === 'base' ? 'base' : 'theirs')}
        />
        <span className="grow" />
        <span className="dim">{draftsTexts.start}</span>
        <SegmentedControl
          aria-label={draftsTexts.start}
          data={[
            { value: 'merged', label: draftsTexts.startMerged },
            { value: 'mine', label: draftsTexts.startMine },
            { value: 'theirs', label: draftsTexts.startTheirs },
          ]}
          value={start}
          onChange={choose}
        />
      </div>
      <div className="merge-diff">
        <Suspense fallback={<Loading what={draftsTexts.loading} />}>
          <DiffView
            key={`${start} ${against}`}
            file={path}
            left={against === 'base' ? doc.saved : (theirs.text ?? '')}
            right={result.current}
            labels={{ left: draftsTexts.left(path), right: draftsTexts.right(path) }}
            onEdit={(text) => {
              result.current = text;
            }}
          />
        </Suspense>
      </div>
      {start === 'merged' ? (
        <Text className="merge-note" c="dimmed">
          {merged.conflict ? draftsTexts.mergedClash : draftsTexts.mergedClean}
        </Text>
      ) : null}
      <Group justify="flex-end" gap="sm">
        <Button variant="default" onClick={closeDialog}>
          {draftsTexts.cancel}
        </Button>
        <Button
          variant="default"
          onClick={() => {
            closeDialog();
            takeTheirs(connector, path);
          }}
        >
          {draftsTexts.takeTheirs}
        </Button>
        <Button variant="default" onClick={() => save(doc.text)}>
          {draftsTexts.saveMine}
        </Button>
        <Button onClick={() => save(result.current)}>{draftsTexts.saveMerge}</Button>
      </Group>
    </Stack>
  );
}

/** Two windows changed one file: theirs, mine and the merge of both, and the person decides. No text goes unseen (R13). */
export function ConflictDialog({ connector, path }: { readonly connector: string; readonly path: string }) {
  const doc = useEditor((state) => state.docs.get(docKey(connector, path)));
  if (doc?.theirs === undefined) return null;
  const { theirs } = doc;
  return (
    <Modal opened onClose={closeDialog} title={draftsTexts.title(path)} size="min(1200px, 94vw)">
      <ConflictForm key={theirs.revision} doc={doc} theirs={theirs} />
    </Modal>
  );
}
