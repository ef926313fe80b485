import { useCallback, useState } from 'react';
import { readStored, writeStored } from '../lib/storage.ts';
import { emptyLayout, type GridLayout, gridLayoutSchema } from './grid-layout.ts';

/** The columns of a grid as a person arranged them, and how to change that. */
export interface GridLayoutState {
  readonly layout: GridLayout;
  change(change: (layout: GridLayout) => GridLayout): void;
}

/** The arrangement of the columns of the grid with this key, remembered between visits. */
export function useGridLayout(key: string): GridLayoutState {
  const [state, setState] = useState(() => ({ key, layout: readStored(`grid.${key}`, gridLayoutSchema, emptyLayout) }));
  if (state.key !== key) setState({ key, layout: readStored(`grid.${key}`, gridLayoutSchema, emptyLayout) });
  const change = useCallback(
    (next: (layout: GridLayout) => GridLayout) =>
      setState((before) => {
        const layout = next(before.layout);
        writeStored(`grid.${before.key}`, layout);
        return { ...before, layout };
      }),
    [],
  );
  return { layout: state.layout, change };
}
