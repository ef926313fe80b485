import { z } from 'zod';
import type { GridColumn } from './grid-column.ts';
import type { GridSort } from './grid-sort.ts';

/**
 * What a person made of the columns of a grid. Lists of pairs, not objects by id: the id of a column may be foreign, such as
 * `__proto__`.
 */
export const gridLayoutSchema = z.object({
  /** Whether a column is shown, where that is not as it was at first. */
  shown: z.array(z.tuple([z.string(), z.boolean()])).readonly(),
  /** Widths, px. */
  widths: z.array(z.tuple([z.string(), z.number().min(0).max(10_000)])).readonly(),
  sort: z.object({ column: z.string(), descending: z.boolean() }).nullable(),
});
export type GridLayout = z.infer<typeof gridLayoutSchema>;

export const emptyLayout: GridLayout = { shown: [], widths: [], sort: null };

/** The narrowest a column can be made, px. */
export const leastWidth = 36;

function withPair<T>(pairs: readonly (readonly [string, T])[], id: string, value: T | undefined): [string, T][] {
  const others = pairs.flatMap(([key, old]): [string, T][] => (key === id ? [] : [[key, old]]));
  return value === undefined ? others : [...others, [id, value]];
}

const pairValue = <T>(pairs: readonly (readonly [string, T])[], id: string): T | undefined =>
  pairs.find(([key]) => key === id)?.[1];

/** Whether a column is on view. */
export const isShown = (
  layout: Pick<GridLayout, 'shown'>,
  column: Pick<GridColumn<never>, 'id' | 'hiddenAtFirst'>,
): boolean => pairValue(layout.shown, column.id) ?? column.hiddenAtFirst !== true;

/** The columns on view; never none. */
export function shownColumns<Row>(
  columns: readonly GridColumn<Row>[],
  layout: Pick<GridLayout, 'shown'>,
): readonly GridColumn<Row>[] {
  const shown = columns.filter((column) => isShown(layout, column));
  return shown.length === columns.length ? columns : shown.length === 0 ? columns.slice(0, 1) : shown;
}

/** Shows a column, or hides it. */
export const withShown = (layout: GridLayout, id: string, shown: boolean): GridLayout => ({
  ...layout,
  shown: withPair(layout.shown, id, shown),
});

/** Makes a column this wide, px; `undefined` gives it the width of its own again. */
export const withWidth = (layout: GridLayout, id: string, width: number | undefined): GridLayout => ({
  ...layout,
  widths: withPair(layout.widths, id, width === undefined ? undefined : Math.max(leastWidth, Math.round(width))),
});

export const withSort = (layout: GridLayout, sort: GridSort | null): GridLayout => ({ ...layout, sort });

/** The grid tracks of the columns on view. */
export const tracksOf = (columns: readonly Pick<GridColumn<never>, 'id' | 'width'>[], layout: GridLayout): string =>
  columns
    .map((column) => {
      const width = pairValue(layout.widths, column.id);
      return width === undefined ? column.width : `${width}px`;
    })
    .join(' ');
