import { create } from 'zustand';
import type { SnippetKind } from '../../../../shared/run/snippets/index.ts';

const detailTabs = ['headers', 'query', 'cookies', 'request', 'response', 'timing'] as const;
export type DetailTab = (typeof detailTabs)[number];

export const isDetailTab = (value: string | null): value is DetailTab => detailTabs.some((tab) => tab === value);

/** A dialog about requests. */
export type RequestDialog =
  | { readonly kind: 'resend'; readonly exchange: string }
  | { readonly kind: 'compare'; readonly a: string; readonly b: string }
  | { readonly kind: 'copy'; readonly exchange: string; readonly as: SnippetKind };

interface RequestsState {
  readonly filter: string;
  /** Id of the selected exchange. */
  readonly selected: string | null;
  /** Id of the one that was selected last by itself: a range of picked ones begins there. */
  readonly anchor: string | null;
  /** Whether its detail is on view. */
  readonly open: boolean;
  /** Ids of exchanges that were picked beside it. */
  readonly picked: ReadonlySet<string>;
  /** Ids of the exchanges whose chain is folded away. */
  readonly folded: ReadonlySet<string>;
  readonly tab: DetailTab;
  readonly dialog: RequestDialog | null;
}

/** What is on view of the requests. */
export const useRequests = create<RequestsState>(() => ({
  filter: '',
  selected: null,
  anchor: null,
  open: false,
  picked: new Set(),
  folded: new Set(),
  tab: 'headers',
  dialog: null,
}));

/** Selects an exchange; the others that were picked are let go. */
export const selectExchange = (id: string | null): void =>
  useRequests.setState({ selected: id, anchor: id, picked: new Set() });

/** Selects an exchange and shows its detail. */
export const openExchange = (id: string): void =>
  useRequests.setState({ selected: id, anchor: id, picked: new Set(), open: true });

/** Shows or hides what belongs to an exchange. */
export const foldExchange = (id: string, folded: boolean): void =>
  useRequests.setState((state) => {
    const next = new Set(state.folded);
    if (folded) next.add(id);
    else next.delete(id);
    return { folded: next };
  });

export const openRequestDialog = (dialog: RequestDialog): void => useRequests.setState({ dialog });
export const closeRequestDialog = (): void => useRequests.setState({ dialog: null });

/** Ids of what is selected and picked, in no order. */
export function chosenIds({ selected, picked }: Pick<RequestsState, 'selected' | 'picked'>): readonly string[] {
  return selected === null ? [...picked] : [...new Set([...picked, selected])];
}
