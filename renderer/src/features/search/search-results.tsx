import { useMemo, useState } from 'react';
import type { SearchMatch } from '../../../../shared/contract/search.ts';
import { FileIcon } from '../../components/file-icon.tsx';
import { TreeView } from '../../components/tree-view.tsx';
import { IconX } from '../../icons.ts';
import { clip, visibleText } from '../../lib/text.ts';
import { searchTexts as texts } from '../../texts/search.ts';
import { showPlace } from '../editor/store.ts';
import { useSettings } from '../settings/store.ts';
import { type SearchRow, searchRows } from './rows.ts';
import { dismiss, useSearch } from './store.ts';

const shownReplacement = 120;
/** Characters before a find that fit into a narrow view with it. */
const shownBefore = 22;

const ending = (text: string): string => (text.length > shownBefore ? `…${text.slice(-shownBefore)}` : text);

/** The line around a find; with a replacement, what goes and what comes. */
function Line({ match }: { readonly match: SearchMatch }) {
  const { text, start, shown, replacement } = match;
  const found = visibleText(text.slice(start, start + shown));
  return (
    <span className="ellipsis mono">
      {visibleText(ending(text.slice(0, start)))}
      {replacement === undefined ? <mark>{found}</mark> : <del>{found}</del>}
      {replacement === undefined ? null : <ins>{clip(visibleText(replacement), shownReplacement)}</ins>}
      {visibleText(text.slice(start + shown))}
    </span>
  );
}

function Row({ row }: { readonly row: SearchRow }) {
  const cross = (
    <span className="tree-acts" aria-hidden>
      <span
        className="tree-act"
        title={texts.dismiss}
        onClickCapture={(event) => {
          event.preventDefault();
          dismiss(row.connector, row.path, row.kind === 'match' ? row.match.offset : undefined);
        }}
      >
        <IconX size={12} />
      </span>
    </span>
  );
  if (row.kind === 'match')
    return (
      <>
        <Line match={row.match} />
        {cross}
        <span className="sr-only">{texts.line(row.match.line)}</span>
      </>
    );
  return (
    <>
      <FileIcon name={row.path} />
      <span className="ellipsis">{visibleText(row.path)}</span>
      <span className="dim ellipsis">{row.connector}</span>
      {cross}
      <span className="tree-note">{row.count}</span>
    </>
  );
}

/** What was found, by file: a click looks at the place, Enter goes there, Delete leaves it out. */
export function SearchResults() {
  const files = useSearch((state) => state.files);
  const previews = useSettings((state) => state.previewTabs);
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set());
  const [last, setLast] = useState<string | null>(null);
  const rows = useMemo(() => searchRows(files, folded), [files, folded]);
  const toggle = (row: SearchRow) => {
    const next = new Set(folded);
    if (!next.delete(row.id)) next.add(row.id);
    setFolded(next);
  };
  return (
    <TreeView
      label={texts.results}
      rows={rows}
      selected={last}
      onToggle={toggle}
      onOpen={(row, how) => {
        if (row.kind === 'file') {
          toggle(row);
          return;
        }
        setLast(row.id);
        const { line, column } = row.match;
        showPlace(row.connector, { file: row.path, line, column }, how === 'keep', previews && how === 'look');
      }}
      onKey={(event, row) => {
        if (event.key !== 'Delete') return false;
        dismiss(row.connector, row.path, row.kind === 'match' ? row.match.offset : undefined);
        return true;
      }}
    >
      {(row) => <Row row={row} />}
    </TreeView>
  );
}
