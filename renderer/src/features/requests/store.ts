import { create } from 'zustand';

const detailTabs = ['headers', 'response', 'request', 'timing'] as const;
export type DetailTab = (typeof detailTabs)[number];

export const isDetailTab = (value: string | null): value is DetailTab => detailTabs.some((tab) => tab === value);

/** What is on view of the requests. */
export const useRequests = create<{
  readonly filter: string;
  /** Id of the exchange whose detail is on view. */
  readonly selected: string | null;
  readonly tab: DetailTab;
}>(() => ({ filter: '', selected: null, tab: 'headers' }));
