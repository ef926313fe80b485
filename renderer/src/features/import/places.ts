import { create } from 'zustand';
import type { Location } from '../../../../shared/import/location.ts';
import { attempt } from '../../backend/session.ts';
import { type Loadable, loading } from '../../lib/loadable.ts';
import { withEntry } from '../../lib/map.ts';

/** Places of pointers in the description that is reviewed, by `<import> <pointer>`. */
export const usePlaces = create<{ readonly found: ReadonlyMap<string, Loadable<Location>> }>(() => ({
  found: new Map(),
}));

const keyOf = (importId: string, pointer: string): string => `${importId} ${pointer}`;

let asking: AbortController | undefined;

/** Asks the backend where a pointer stands, unless that is known. Only the last question counts: the others are given up. */
export async function findPlace(importId: string, pointer: string): Promise<void> {
  const key = keyOf(importId, pointer);
  const known = usePlaces.getState().found.get(key);
  asking?.abort();
  if (known?.kind === 'ready') return;
  const mine = new AbortController();
  asking = mine;
  usePlaces.setState(({ found }) => ({ found: withEntry(found, key, loading) }));
  const result = await attempt((api) => api.imports.locate({ importId, pointer }, { signal: mine.signal }));
  if (mine.signal.aborted) return;
  usePlaces.setState(({ found }) => ({
    found: withEntry(
      found,
      key,
      result.ok ? { kind: 'ready', value: result.value } : { kind: 'failed', failure: result.error },
    ),
  }));
}

/** The place of a pointer as far as it is known. */
export const usePlace = (importId: string, pointer: string): Loadable<Location> =>
  usePlaces((state) => state.found.get(keyOf(importId, pointer)) ?? loading);

/** Forgets all places: they belong to an import that is over. */
export function forgetPlaces(): void {
  asking?.abort();
  usePlaces.setState({ found: new Map() });
}
