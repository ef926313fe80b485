import { type KeyboardEvent, type MouseEvent, useEffect, useRef } from 'react';
import { FileIcon } from '../../components/file-icon.tsx';
import { IconX } from '../../icons.ts';
import { requestClose } from './close.ts';
import { docKey } from './documents.ts';
import { showTab, stepTabs, useDirty, useEditor } from './store.ts';
import { type Tab, tabId, tabTitle } from './tabs.ts';

function EditorTab({ tab, active, title }: { readonly tab: Tab; readonly active: boolean; readonly title: string }) {
  const dirty = useDirty(tab.kind === 'file' ? docKey(tab.connector, tab.path) : '');
  const element = useRef<HTMLButtonElement>(null);
  const id = tabId(tab);
  useEffect(() => {
    if (active) element.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [active]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowRight') stepTabs(1);
    else if (event.key === 'ArrowLeft') stepTabs(-1);
    else if (event.key === 'Delete') requestClose(id);
    else return;
    event.preventDefault();
    // The tab that is active next takes the focus along.
    requestAnimationFrame(() => document.querySelector<HTMLElement>('.editor-tab[aria-selected="true"]')?.focus());
  };
  const onMiddle = (event: MouseEvent) => {
    if (event.button !== 1) return;
    event.preventDefault();
    requestClose(id);
  };
  return (
    <div className="editor-tab-box" data-active={active} onAuxClick={onMiddle}>
      <button
        ref={element}
        type="button"
        role="tab"
        className="editor-tab"
        aria-selected={active}
        aria-controls={active ? 'editor-page' : undefined}
        tabIndex={active ? 0 : -1}
        title={tab.kind === 'file' ? `${tab.connector}/${tab.path}` : `Overview of ${tab.connector}`}
        onClick={() => showTab(tab)}
        onKeyDown={onKeyDown}
      >
        <FileIcon name={tab.kind === 'file' ? tab.path : 'overview'} />
        <span>{title}</span>
        {dirty ? <span className="sr-only">, unsaved</span> : null}
      </button>
      <button
        type="button"
        className="editor-tab-close"
        data-dirty={dirty}
        tabIndex={-1}
        aria-label={`Close ${title}`}
        onClick={() => requestClose(id)}
      >
        <span className="editor-tab-dot" aria-hidden />
        <IconX size={12} aria-hidden />
      </button>
    </div>
  );
}

/** The tabs of the editor area: arrows move, Delete or a middle click closes. */
export function TabBar() {
  const { open, active } = useEditor((state) => state.tabs);
  return (
    <div className="tab-bar">
      <div className="tab-list" role="tablist" aria-label="Open files">
        {open.map((tab) => (
          <EditorTab key={tabId(tab)} tab={tab} active={tabId(tab) === active} title={tabTitle(tab, open)} />
        ))}
      </div>
    </div>
  );
}
