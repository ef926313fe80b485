import { ActionIcon, Tooltip } from '@mantine/core';
import { type KeyboardEvent, type MouseEvent, useEffect, useRef } from 'react';
import { FileIcon } from '../../components/file-icon.tsx';
import { IconDeviceFloppy, IconHistory, IconX } from '../../icons.ts';
import { closeActiveTab, requestClose } from './close.ts';
import { docKey } from './documents.ts';
import { saveFile } from './save.ts';
import { activeTab, showTab, stepTabs, useDirty, useEditor } from './store.ts';
import { type Tab, tabDescription, tabId, tabTitle } from './tabs.ts';

const keyOf = (tab: Tab | undefined): string => (tab?.kind === 'file' ? docKey(tab.connector, tab.path) : '');

function TabIcon({ tab }: { readonly tab: Tab }) {
  if (tab.kind === 'file') return <FileIcon name={tab.path} />;
  return tab.kind === 'overview' || tab.kind === 'entities' ? (
    <FileIcon name={tab.kind} />
  ) : (
    <IconHistory size={14} aria-hidden />
  );
}

interface EditorTabProps {
  readonly tab: Tab;
  readonly active: boolean;
  readonly title: string;
}

function EditorTab({ tab, active, title }: EditorTabProps) {
  const dirty = useDirty(keyOf(tab));
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
  const onClick = (event: MouseEvent) => {
    // A button within a tab is not allowed: the cross is a picture for the mouse, keys have Delete and Alt+W.
    if (event.target instanceof Element && event.target.closest('.editor-tab-close')) requestClose(id);
    else showTab(tab);
  };
  return (
    <button
      ref={element}
      type="button"
      role="tab"
      className="editor-tab"
      aria-selected={active}
      aria-controls={active ? 'editor-page' : undefined}
      aria-keyshortcuts="Delete Alt+W"
      tabIndex={active ? 0 : -1}
      title={tabDescription(tab)}
      onClick={onClick}
      onAuxClick={(event) => {
        if (event.button === 1) requestClose(id);
      }}
      onKeyDown={onKeyDown}
    >
      <TabIcon tab={tab} />
      <span>{title}</span>
      {dirty ? <span className="sr-only">unsaved</span> : null}
      <span className="editor-tab-close" data-dirty={dirty} aria-hidden>
        <span className="editor-tab-dot" />
        <IconX size={12} />
      </span>
    </button>
  );
}

/** The tabs of the editor area: arrows move, Delete, Alt+W or a middle click closes. */
export function TabBar() {
  const { open, active } = useEditor((state) => state.tabs);
  const tab = useEditor(activeTab);
  const dirty = useDirty(keyOf(tab));
  return (
    <div className="tab-bar">
      <div className="tab-list" role="tablist" aria-label="Open files">
        {open.map((one) => (
          <EditorTab key={tabId(one)} tab={one} active={tabId(one) === active} title={tabTitle(one, open)} />
        ))}
      </div>
      <div className="tab-actions">
        <Tooltip label="Save (Ctrl+S)">
          <ActionIcon
            aria-label="Save"
            disabled={!dirty}
            onClick={() => tab?.kind === 'file' && void saveFile(tab.connector, tab.path)}
          >
            <IconDeviceFloppy size={15} />
          </ActionIcon>
        </Tooltip>
        <Tooltip label="Close the tab (Alt+W)">
          <ActionIcon aria-label="Close tab" onClick={closeActiveTab}>
            <IconX size={14} />
          </ActionIcon>
        </Tooltip>
      </div>
    </div>
  );
}
