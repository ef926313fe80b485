import { create } from 'zustand';
import { withEntry } from '../../lib/map.ts';
import { showTab } from '../editor/store.ts';

export type EntitiesView = 'tables' | 'diagram' | 'commands';

/** Where the eye is on the page of one connector. */
export interface EntitiesLook {
  readonly view: EntitiesView;
  readonly text: string;
  /** Name of the table on view, null for none. */
  readonly entity: string | null;
  readonly command: string | null;
}

export const firstLook: EntitiesLook = { view: 'tables', text: '', entity: null, command: null };

export const useEntities = create<{ readonly looks: ReadonlyMap<string, EntitiesLook> }>(() => ({ looks: new Map() }));

/** Changes what the page of a connector shows. */
export const changeLook = (connector: string, change: Partial<EntitiesLook>): void =>
  useEntities.setState(({ looks }) => ({
    looks: withEntry(looks, connector, { ...(looks.get(connector) ?? firstLook), ...change }),
  }));

/** Shows the page of tables and commands, with this on view; `preview` in the tab for looking. */
export function showEntities(connector: string, change: Partial<EntitiesLook> = {}, preview = false): void {
  changeLook(connector, change);
  showTab({ kind: 'entities', connector }, preview);
}
