import { useEffect, useState } from 'react';
import { IconFileImport } from '../../icons.ts';
import { importTexts as texts } from '../../texts/import.ts';
import { isArchive } from '../open-request/request.ts';
import { receiveArchive } from '../open-request/store.ts';
import { takeTransfer } from './drop.ts';
import { importFiles, importText, refuseImport } from './store.ts';

/** Imports what was dropped or pasted. */
export async function importTransfer(transfer: DataTransfer): Promise<void> {
  const [only, second] = transfer.files;
  if (only && !second && isArchive(only.name)) return receiveArchive(only);
  const taken = takeTransfer(transfer);
  if (taken.kind === 'text') return importText(taken.text);
  const files = await taken.files;
  if (files.ok) await importFiles(files.value);
  else refuseImport(files.error);
}
// Text dragged within the page, into an input or the editor, is no import.
const isForeign = (event: DragEvent): boolean =>
  event.dataTransfer?.types.includes('Files') === true || event.relatedTarget === null;

/** Whatever is dropped on the window is a candidate for an import; it never leads the window elsewhere (A78). */
export function DropTarget() {
  const [over, setOver] = useState(false);
  useEffect(() => {
    let depth = 0;
    let inside = false;
    const settle = () => setOver(depth > 0);
    const onStart = () => {
      inside = true;
    };
    const onEnd = () => {
      inside = false;
    };
    const onEnter = (event: DragEvent) => {
      if (inside || !isForeign(event)) return;
      depth = 1;
      settle();
    };
    const onLeave = (event: DragEvent) => {
      if (event.relatedTarget !== null) return;
      depth = 0;
      settle();
    };
    const onOver = (event: DragEvent) => {
      if (!inside) event.preventDefault();
    };
    const onDrop = (event: DragEvent) => {
      depth = 0;
      settle();
      if (inside) return;
      event.preventDefault();
      if (event.dataTransfer) void importTransfer(event.dataTransfer);
    };
    const listeners = [
      ['dragstart', onStart],
      ['dragend', onEnd],
      ['dragenter', onEnter],
      ['dragleave', onLeave],
      ['dragover', onOver],
      ['drop', onDrop],
    ] as const;
    for (const [name, listener] of listeners) window.addEventListener(name, listener);
    return () => {
      for (const [name, listener] of listeners) window.removeEventListener(name, listener);
    };
  }, []);
  if (!over) return null;
  return (
    <div className="drop-overlay" aria-hidden>
      <span>
        <IconFileImport size={20} /> {texts.drop}
      </span>
    </div>
  );
}
