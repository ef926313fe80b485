import { useEffect, useRef, useState } from 'react';
import type { JsonModel } from './json-model.ts';

/** What a search in a document found. */
export interface JsonSearch {
  readonly text: string;
  readonly offsets: readonly number[];
  readonly isCut: boolean;
  /** Which of the places is on view; -1 for none. */
  readonly at: number;
}

const nothing: JsonSearch = { text: '', offsets: [], isCut: false, at: -1 };
const waitMs = 120;

/** A search in a document: typed text is looked for after a moment, the first place is shown at once. */
export function useJsonSearch(model: JsonModel, first: string) {
  const [state, setState] = useState({ model, search: nothing });
  // Of another document nothing is known yet.
  const search = state.model === model ? state.search : nothing;
  const setSearch = (next: JsonSearch) => setState({ model, search: next });
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  useEffect(() => {
    if (first === '') return;
    let live = true;
    void (async () => {
      const found = await model.find(first);
      if (!live) return;
      const [offset] = found.offsets;
      setState({ model, search: { ...found, text: first, at: offset === undefined ? -1 : 0 } });
      if (offset !== undefined) await model.reveal(offset);
    })();
    return () => {
      live = false;
    };
  }, [model, first]);

  const show = (found: JsonSearch, at: number) => {
    const { offsets } = found;
    const next = offsets.length === 0 ? -1 : (at + offsets.length) % offsets.length;
    setSearch({ ...found, at: next });
    const offset = offsets[next];
    if (offset !== undefined) void model.reveal(offset);
  };
  const onText = (text: string) => {
    clearTimeout(timer.current);
    setSearch({ ...nothing, text });
    if (text === '') return;
    timer.current = setTimeout(async () => {
      const found = await model.find(text);
      show({ ...found, text, at: -1 }, 0);
    }, waitMs);
  };
  return { search, onText, move: (step: 1 | -1) => show(search, search.at + step) };
}
