import { create } from 'zustand';
import { withEntry } from '../../lib/map.ts';

/** What is looked for in the gallery of a tenant; '' leaves a filter out. */
export interface GallerySearch {
  readonly query: string;
  readonly category: string;
  readonly kind: '' | 'saas' | 'hardware';
  readonly capability: string;
}

export const emptySearch: GallerySearch = { query: '', category: '', kind: '', capability: '' };

/** What is looked for, by tenant: it stays while one looks at a listing. */
export const useGallery = create<{ readonly searches: ReadonlyMap<string, GallerySearch> }>(() => ({
  searches: new Map(),
}));

/** What is looked for in the gallery of a tenant. */
export const searchOf = (
  { searches }: { readonly searches: ReadonlyMap<string, GallerySearch> },
  tenant: string,
): GallerySearch => searches.get(tenant) ?? emptySearch;

/** Looks for something else. */
export const changeSearch = (tenant: string, part: Partial<GallerySearch>): void =>
  useGallery.setState((state) => ({
    searches: withEntry(state.searches, tenant, { ...searchOf(state, tenant), ...part }),
  }));
