import { Button } from '@mantine/core';
import { IconAlertTriangle } from '../../icons.ts';
import { draftsTexts } from '../../texts/drafts.ts';
import { openDialog } from '../workbench/dialogs.ts';
import { docKey } from './documents.ts';
import { keepMine, takeTheirs } from './settle.ts';
import { useEditor } from './store.ts';
import './conflict.css';

/** Says that a file was saved in another window while there is unsaved text here, and offers the ways out (R13). */
export function ConflictBanner({ connector, path }: { readonly connector: string; readonly path: string }) {
  const theirs = useEditor((state) => state.docs.get(docKey(connector, path))?.theirs);
  if (theirs === undefined) return null;
  return (
    <div className="conflict-banner" role="alert">
      <IconAlertTriangle size={14} aria-hidden />
      <span>
        {theirs.text === null ? draftsTexts.bannerGone(theirs.revision) : draftsTexts.banner(theirs.revision)}
      </span>
      <span className="grow" />
      <Button size="compact-sm" onClick={() => openDialog({ kind: 'conflict', connector, path })}>
        {draftsTexts.compare}
      </Button>
      <Button size="compact-sm" variant="default" onClick={() => keepMine(connector, path)}>
        {draftsTexts.keepMine}
      </Button>
      <Button size="compact-sm" variant="default" onClick={() => takeTheirs(connector, path)}>
        {draftsTexts.takeTheirs}
      </Button>
    </div>
  );
}
