import { ActionIcon, Menu, Tooltip } from '@mantine/core';
import { type DragEvent, type KeyboardEvent, type MouseEvent, useEffect, useRef, useState } from 'react';
import { ContextMenu, type MenuEntry } from '../../components/context-menu.tsx';
import type { Point } from '../../components/tree-view.tsx';
import { IconChevronDown, IconDeviceFloppy, IconPin, IconX } from '../../icons.ts';
import { tabTexts as texts } from '../../texts/tabs.ts';
import { focusMain } from '../workbench/regions.ts';
import { useKeysOf } from '../workbench/use-keys-of.ts';
import { closeActiveTab, requestClose } from './close.ts';
import { docKey } from './documents.ts';
import { saveOnView } from './save-on-view.ts';
import { activeTab, showTab, stepTabs, useDirty, useEditor } from './store.ts';
import { closeSeveral, copyTabPath, keepOpen, moveTo, pinTab, revealTab } from './tab-actions.ts';
import { TabIcon } from './tab-icon.tsx';
import { tabTip, tabTitle } from './tab-title.ts';
import { connectorOf, type Tab, tabId } from './tabs.ts';

const keyOf = (tab: Tab | undefined): string => (tab?.kind === 'file' ? docKey(tab.connector, tab.path) : '');

/** The tab that is being dragged. */
let dragged: string | null = null;

interface EditorTabProps {
  readonly tab: Tab;
  readonly active: boolean;
  readonly preview: boolean;
  readonly pinned: boolean;
  readonly title: string;
  onMenu(at: Point): void;
}

function EditorTab({ tab, active, preview, pinned, title, onMenu }: EditorTabProps) {
  const dirty = useDirty(keyOf(tab));
  const element = useRef<HTMLButtonElement>(null);
  const id = tabId(tab);
  useEffect(() => {
    if (active) element.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [active]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)) {
      const box = event.currentTarget.getBoundingClientRect();
      onMenu({ x: box.left + 12, y: box.bottom });
      event.preventDefault();
      return;
    }
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
    else {
      showTab(tab, true);
      // By the mouse one goes to a file to write in it; by keys the arrows go on along the tabs.
      if (tab.kind === 'file' && event.detail > 0) focusMain('editor');
    }
  };
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    event.stopPropagation();
    if (dragged !== null && dragged !== id) moveTo(dragged, { before: id });
    dragged = null;
  };
  return (
    <button
      ref={element}
      type="button"
      role="tab"
      className="editor-tab"
      aria-selected={active}
      aria-controls={active ? 'editor-page' : undefined}
      aria-keyshortcuts="Delete"
      tabIndex={active ? 0 : -1}
      title={preview ? `${tabTip(tab)} (${texts.preview})` : tabTip(tab)}
      data-preview={preview}
      draggable
      onDragStart={(event) => {
        dragged = id;
        event.dataTransfer.effectAllowed = 'move';
      }}
      onDragOver={(event) => {
        if (dragged !== null) event.preventDefault();
      }}
      onDragEnd={() => {
        dragged = null;
      }}
      onDrop={onDrop}
      onClick={onClick}
      onDoubleClick={() => keepOpen(id)}
      onAuxClick={(event) => {
        if (event.button === 1) requestClose(id);
      }}
      onContextMenu={(event) => {
        event.preventDefault();
        onMenu({ x: event.clientX, y: event.clientY });
      }}
      onKeyDown={onKeyDown}
    >
      {pinned ? <IconPin size={12} className="tone-info" aria-hidden /> : <TabIcon tab={tab} />}
      <span className="editor-tab-name">{title}</span>
      {dirty ? <span className="sr-only">{texts.unsaved}</span> : null}
      {pinned ? <span className="sr-only">{texts.pinned}</span> : null}
      <span className="editor-tab-close" data-dirty={dirty} aria-hidden>
        <span className="editor-tab-dot" />
        <IconX size={12} />
      </span>
    </button>
  );
}

function menuEntries(tab: Tab, preview: boolean, pinned: boolean): readonly MenuEntry[] {
  const id = tabId(tab);
  return [
    { label: texts.closeThis, run: () => requestClose(id) },
    { label: texts.closeOthers, run: () => closeSeveral(id, 'others') },
    { label: texts.closeRight, run: () => closeSeveral(id, 'right') },
    { label: texts.closeAll, run: () => closeSeveral(id, 'all') },
    'divider',
    ...(preview ? [{ label: texts.keep, run: () => keepOpen(id) }] : []),
    { label: pinned ? texts.unpin : texts.pin, run: () => pinTab(id) },
    { label: texts.moveLeft, run: () => moveTo(id, { step: -1 }) },
    { label: texts.moveRight, run: () => moveTo(id, { step: 1 }) },
    'divider',
    { label: texts.copyPath, disabled: tab.kind !== 'file', run: () => copyTabPath(tab) },
    { label: texts.reveal, disabled: connectorOf(tab) === undefined, run: () => revealTab(tab) },
  ];
}

function Actions() {
  const open = useEditor((state) => state.tabs.open);
  const tab = useEditor(activeTab);
  const dirty = useDirty(keyOf(tab));
  const saveKeys = useKeysOf('save');
  const closeKeys = useKeysOf('close-tab');
  return (
    <div className="tab-actions">
      {tab?.kind === 'file' ? (
        <Tooltip label={texts.saveTip(saveKeys)}>
          <ActionIcon aria-label={texts.save} disabled={!dirty} onClick={() => void saveOnView()}>
            <IconDeviceFloppy size={15} />
          </ActionIcon>
        </Tooltip>
      ) : null}
      <Menu position="bottom-end" width={260}>
        <Menu.Target>
          <ActionIcon aria-label={texts.more}>
            <IconChevronDown size={14} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown mah={420} style={{ overflow: 'auto' }}>
          {open.map((one) => (
            <Menu.Item key={tabId(one)} leftSection={<TabIcon tab={one} />} onClick={() => showTab(one, true)}>
              {tabTitle(one, open)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <Tooltip label={texts.closeTip(closeKeys)}>
        <ActionIcon aria-label={texts.close} onClick={closeActiveTab}>
          <IconX size={14} />
        </ActionIcon>
      </Tooltip>
    </div>
  );
}

/** The tabs of the editor area: arrows move, Delete or a middle click closes, a drag moves. */
export function TabBar() {
  const { open, active, preview, pinned } = useEditor((state) => state.tabs);
  const [menu, setMenu] = useState<{ readonly tab: Tab; readonly at: Point } | null>(null);
  return (
    <div className="tab-bar">
      <div className="tab-list" role="tablist" aria-label={texts.list}>
        {open.map((tab) => {
          const id = tabId(tab);
          return (
            <EditorTab
              key={id}
              tab={tab}
              active={id === active}
              preview={id === preview}
              pinned={pinned.includes(id)}
              title={tabTitle(tab, open)}
              onMenu={(at) => setMenu({ tab, at })}
            />
          );
        })}
      </div>
      <Actions />
      <ContextMenu
        label={texts.menu}
        at={menu?.at ?? null}
        entries={
          menu === null ? [] : menuEntries(menu.tab, tabId(menu.tab) === preview, pinned.includes(tabId(menu.tab)))
        }
        onClose={() => setMenu(null)}
      />
    </div>
  );
}
