import { create } from 'zustand';
import type { Shape } from './shapes.ts';

/** How results are looked at. */
interface ResultState {
  /** The way that was chosen last, by target. */
  readonly shapes: ReadonlyMap<string, Shape>;
  readonly findingsOpen: boolean;
  /** A row that is to be shown; a new object each time, so that the same one can be shown twice. */
  readonly reveal: { readonly run: string; readonly row: number } | null;
}

export const useResult = create<ResultState>(() => ({ shapes: new Map(), findingsOpen: true, reveal: null }));
