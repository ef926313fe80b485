import { Button, Select, Tooltip } from '@mantine/core';
import { useEffect, useMemo, useState } from 'react';
import type { Revision, RevisionDiff } from '../../../../shared/contract/connectors.ts';
import { Empty, Loading } from '../../components/states.tsx';
import { formatTime } from '../../lib/format.ts';
import { visibleText } from '../../lib/text.ts';
import { historyTexts } from '../../texts/history.ts';
import { dirtyDocs } from '../editor/documents.ts';
import { showTab, useEditor } from '../editor/store.ts';
import { openDialog } from '../workbench/dialogs.ts';
import { FileDiff } from './file-diff.tsx';
import { LayoutChoice, useInline } from './layout-choice.tsx';
import { Lines } from './lines.tsx';
import { type Against, type Sides, sidesOf } from './model.ts';
import { restoreAll, restoreFile } from './restore.ts';
import { diffKey, loadDiffs, useHistory } from './store.ts';

interface ChangedFile {
  readonly path: string;
  /** null for one whose text in the editor is not saved. */
  readonly lines: RevisionDiff['files'][number] | null;
}

/** The files that differ between two states; undefined while they are compared. */
function useChangedFiles(connector: string, sides: Sides, newest: number): readonly ChangedFile[] | undefined {
  const from = sides.left === 'editor' ? newest : sides.left;
  const to = sides.right === 'editor' ? newest : sides.right;
  const diff = useHistory((state) => state.diffs.get(diffKey(connector, from, to)));
  const docs = useEditor((state) => state.docs);
  const isThere = diff !== undefined;
  useEffect(() => {
    if (!isThere) void loadDiffs(connector, [{ from, to }]);
  }, [isThere, connector, from, to]);
  return useMemo(() => {
    if (diff === undefined) return undefined;
    const unsaved = sides.right === 'editor' ? dirtyDocs(docs, connector).map((doc) => doc.path) : [];
    const saved = diff.files.map((file): ChangedFile => ({ path: file.path, lines: file }));
    const typed = unsaved.map((path): ChangedFile => ({ path, lines: null }));
    return [...saved.filter((file) => !unsaved.includes(file.path)), ...typed].sort((a, b) =>
      a.path < b.path ? -1 : 1,
    );
  }, [diff, docs, connector, sides.right]);
}

interface RevisionDetailProps {
  readonly connector: string;
  readonly revision: Revision;
  readonly revisions: readonly Revision[];
  /** The file that the history is of; all where absent. */
  readonly path: string | undefined;
}

function againstOf(value: string | null): Against {
  if (value === 'newest' || value === 'editor') return value;
  const number = Number(value);
  return value !== null && Number.isInteger(number) ? number : 'previous';
}

interface HeadProps {
  readonly connector: string;
  readonly revision: Revision;
  readonly isNewest: boolean;
  /** The file on view. */
  readonly file: string | undefined;
}

function Head({ connector, revision, isNewest, file }: HeadProps) {
  return (
    <div className="history-head">
      <div className="history-title">
        <h3 className="ellipsis">
          {historyTexts.numbered(revision.number)}
          {revision.label === undefined ? null : <span className="revision-label">{visibleText(revision.label)}</span>}
        </h3>
        <p className="dim ellipsis">
          {historyTexts.savedAt(visibleText(revision.message), formatTime(revision.createdAt))}
        </p>
      </div>
      <Button
        variant="default"
        onClick={() =>
          openDialog({ kind: 'name-revision', connector, revision: revision.number, label: revision.label ?? '' })
        }
      >
        {historyTexts.name}
      </Button>
      <Button
        variant="default"
        disabled={isNewest || file === undefined}
        onClick={() => file !== undefined && void restoreFile(connector, file, revision.number)}
      >
        {historyTexts.restoreFile}
      </Button>
      <Tooltip label={historyTexts.restoreAllHint}>
        <Button variant="default" disabled={isNewest} onClick={() => void restoreAll(connector, revision.number)}>
          {historyTexts.restoreAll}
        </Button>
      </Tooltip>
    </div>
  );
}

/** One revision: what it changed against another state, and the way back to it. */
export function RevisionDetail({ connector, revision, revisions, path }: RevisionDetailProps) {
  const [against, setAgainst] = useState<Against>('previous');
  const [chosen, setChosen] = useState<string | undefined>(path);
  const inline = useInline();
  const newest = revisions[0]?.number ?? revision.number;
  const sides = sidesOf(revision.number, against, newest);
  const files = useChangedFiles(connector, sides, newest);
  const file = files?.find((one) => one.path === chosen)?.path ?? files?.[0]?.path;
  const options = useMemo(
    () => [
      { value: 'previous', label: historyTexts.previous },
      { value: 'newest', label: historyTexts.withNewest },
      { value: 'editor', label: historyTexts.withEditor },
      ...revisions.map((one) => ({
        value: String(one.number),
        label: historyTexts.withRevision(one.number, visibleText(one.label ?? one.message)),
      })),
    ],
    [revisions],
  );
  return (
    <section className="history-detail" aria-label={historyTexts.numbered(revision.number)}>
      <Head connector={connector} revision={revision} isNewest={revision.number === newest} file={file} />
      <div className="history-tools">
        <Select
          aria-label={historyTexts.compareWith}
          className="history-against"
          searchable
          limit={60}
          data={options}
          value={String(against)}
          onChange={(value) => setAgainst(againstOf(value))}
        />
        <LayoutChoice />
        <span className="grow" />
        {file === undefined ? null : (
          <>
            <Button variant="default" onClick={() => showTab({ kind: 'diff', connector, path: file, ...sides })}>
              {historyTexts.openDiff}
            </Button>
            <Button
              variant="default"
              onClick={() => showTab({ kind: 'revision', connector, path: file, revision: revision.number })}
            >
              {historyTexts.openFile}
            </Button>
          </>
        )}
      </div>
      {files === undefined ? <Loading what={historyTexts.readingDiff} /> : null}
      {files?.length === 0 ? (
        <Empty title={historyTexts.same}>
          <p>{historyTexts.sameText}</p>
        </Empty>
      ) : null}
      {files !== undefined && file !== undefined ? (
        <>
          <ul className="history-files" aria-label={historyTexts.changedFiles}>
            {files.map((one) => (
              <li key={one.path}>
                <button
                  type="button"
                  className="history-file mono"
                  aria-current={one.path === file}
                  onClick={() => setChosen(one.path)}
                >
                  <span className="ellipsis">{visibleText(one.path)}</span>
                  <span className="grow" />
                  {one.lines === null || one.lines.change === 'changed' ? null : (
                    <span className="dim">{historyTexts.change[one.lines.change]}</span>
                  )}
                  {one.lines === null ? null : <Lines added={one.lines.added} removed={one.lines.removed} />}
                </button>
              </li>
            ))}
          </ul>
          <div className="history-diff">
            <FileDiff connector={connector} path={file} {...sides} inline={inline} />
          </div>
        </>
      ) : null}
    </section>
  );
}
