import { useEffect } from 'react';
import { create } from 'zustand';
import { visibleText } from '../../lib/text.ts';
import { tabTexts } from '../../texts/tabs.ts';
import { showTab, useEditor } from './store.ts';
import { TabIcon } from './tab-icon.tsx';
import { tabTip, tabTitle } from './tab-title.ts';
import { recentTabs, tabId } from './tabs.ts';

/** Place in the list of the last used tabs; null while the list is hidden. */
const useSwitcher = create<{ readonly at: number | null }>(() => ({ at: null }));

/** Shows the list of tabs, or goes on in it; letting go of Ctrl or Alt takes the tab. */
export function switchTab(step: 1 | -1): void {
  const { open } = useEditor.getState().tabs;
  if (open.length === 0) return;
  useSwitcher.setState(({ at }) => ({ at: ((at ?? 0) + step + open.length) % open.length }));
}

function take(): void {
  const { at } = useSwitcher.getState();
  const tab = recentTabs(useEditor.getState().tabs)[at ?? -1];
  useSwitcher.setState({ at: null });
  if (tab) showTab(tab, true);
}

/** The list of the last used tabs, for as long as a key is held. */
export function TabSwitcher() {
  const at = useSwitcher((state) => state.at);
  const tabs = useEditor((state) => state.tabs);
  const shown = at !== null;
  useEffect(() => {
    if (!shown) return;
    const onKeyUp = (event: KeyboardEvent) => {
      if (['Control', 'Alt', 'Meta'].includes(event.key)) take();
    };
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key === 'Escape') useSwitcher.setState({ at: null });
      else if (event.key === 'Enter') take();
      else if (event.key === 'ArrowDown') switchTab(1);
      else if (event.key === 'ArrowUp') switchTab(-1);
      else return;
      event.preventDefault();
      event.stopPropagation();
    };
    const onLeave = () => useSwitcher.setState({ at: null });
    window.addEventListener('keyup', onKeyUp, { capture: true });
    window.addEventListener('keydown', onKeyDown, { capture: true });
    window.addEventListener('blur', onLeave);
    return () => {
      window.removeEventListener('keyup', onKeyUp, { capture: true });
      window.removeEventListener('keydown', onKeyDown, { capture: true });
      window.removeEventListener('blur', onLeave);
    };
  }, [shown]);
  if (at === null) return null;
  const list = recentTabs(tabs);
  const current = list[at];
  return (
    <div className="tab-switcher" role="listbox" aria-label={tabTexts.switcher} tabIndex={-1}>
      <span className="sr-only" role="status">
        {current ? tabTitle(current, tabs.open) : ''}
      </span>
      {list.map((tab, index) => (
        <div key={tabId(tab)} role="option" tabIndex={-1} aria-selected={index === at} className="tab-switcher-row">
          <TabIcon tab={tab} />
          <span className="ellipsis">{tabTitle(tab, tabs.open)}</span>
          <span className="dim ellipsis">{visibleText(tabTip(tab))}</span>
        </div>
      ))}
    </div>
  );
}
