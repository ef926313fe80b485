import { searchTexts } from '../../texts/search.ts';
import { hasActive, withActive } from '../connectors/active.ts';
import { type AppCommand, always } from '../workbench/app-command.ts';
import { showActivity } from '../workbench/layout.ts';
import { focusSearch, useSearch } from './store.ts';

function show(change: { readonly connector: string | null; readonly replacing?: boolean }): void {
  showActivity('search', true);
  useSearch.setState(({ form }) => ({ form: { ...form, ...change } }));
  focusSearch();
}

/** What can be done with the search over all files. */
export const searchCommands: readonly AppCommand[] = [
  {
    id: 'search',
    group: searchTexts.group,
    title: searchTexts.commands.search,
    keys: 'Ctrl+Shift+F',
    enabled: always,
    run: () => show({ connector: null }),
  },
  {
    id: 'replace-in-files',
    group: searchTexts.group,
    title: searchTexts.commands.replace,
    keys: 'Ctrl+Shift+H',
    enabled: always,
    run: () => show({ connector: null, replacing: true }),
  },
  {
    id: 'search-connector',
    group: searchTexts.group,
    title: searchTexts.commands.searchConnector,
    enabled: hasActive,
    run: withActive((connector) => show({ connector })),
  },
];
