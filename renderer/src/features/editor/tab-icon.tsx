import { FileIcon } from '../../components/file-icon.tsx';
import { IconSettings } from '../../icons.ts';
import type { Tab } from './tabs.ts';

/** The picture of what a tab shows. */
export function TabIcon({ tab }: { readonly tab: Tab }) {
  if (tab.kind === 'settings') return <IconSettings size={14} className="tone-dim" aria-hidden />;
  return <FileIcon name={tab.kind === 'file' ? tab.path : 'overview'} />;
}
