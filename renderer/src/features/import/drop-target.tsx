import { useEffect, useState } from 'react';
import { IconFileImport } from '../../icons.ts';
import { importFile, importText, refuseDrop } from './store.ts';

function take(transfer: DataTransfer): void {
  const [item] = transfer.items;
  if (item?.kind === 'file' && item.webkitGetAsEntry()?.isDirectory) {
    refuseDrop('This is a folder. Drop the one file that holds the description.');
    return;
  }
  const [file, second] = transfer.files;
  if (second !== undefined) refuseDrop('These are several files. Drop the one that holds the description.');
  else if (file !== undefined) void importFile(file);
  else void importText(transfer.getData('text/plain') || transfer.getData('text/uri-list'));
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
      if (event.dataTransfer) take(event.dataTransfer);
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
        <IconFileImport size={20} /> Drop a description to import it
      </span>
    </div>
  );
}
