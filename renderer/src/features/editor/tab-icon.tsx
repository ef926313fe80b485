import { FileIcon } from '../../components/file-icon.tsx';
import { IconBuildingStore, IconHistory, IconSettings, IconUpload } from '../../icons.ts';
import type { Tab } from './tabs.ts';

/** The picture of what a tab shows. */
export function TabIcon({ tab }: { readonly tab: Tab }) {
  if (tab.kind === 'settings') return <IconSettings size={14} className="tone-dim" aria-hidden />;
  if (tab.kind === 'file') return <FileIcon name={tab.path} />;
  if (tab.kind === 'overview' || tab.kind === 'entities') return <FileIcon name={tab.kind} />;
  if (tab.kind === 'publish') return <IconUpload size={14} className="tone-dim" aria-hidden />;
  if (tab.kind === 'market' || tab.kind === 'listing' || tab.kind === 'update')
    return <IconBuildingStore size={14} className="tone-dim" aria-hidden />;
  return <IconHistory size={14} aria-hidden />;
}
