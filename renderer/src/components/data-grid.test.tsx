import { MantineProvider } from '@mantine/core';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { DataGrid } from './data-grid.tsx';
import type { GridColumn } from './grid-column.ts';
import { emptyLayout, type GridLayout } from './grid-layout.ts';
import { byText } from './grid-sort.ts';

const columns: readonly GridColumn<string>[] = [
  { id: 'name', title: 'Name', width: '1fr', cell: (row) => row, compare: byText },
  { id: 'note', title: 'Note', width: '80px', cell: () => '' },
  { id: 'more', title: 'More', width: '80px', hiddenAtFirst: true, cell: () => '' },
];
const markup = (layout?: GridLayout) =>
  renderToStaticMarkup(
    <MantineProvider>
      <DataGrid
        label="Names"
        rows={['a', 'b']}
        columns={columns}
        selected={-1}
        onSelect={() => undefined}
        {...(layout ? { layout: { layout, change: () => undefined } } : {})}
      />
    </MantineProvider>,
  );

test('headers are buttons where columns can be arranged, with one stop of the Tab key', () => {
  const html = markup(emptyLayout);
  expect(html.match(/<button[^>]*grid-title/g)).toHaveLength(2);
  expect(html.match(/<button[^>]*tabindex="0"/gi)).toHaveLength(1);
  expect(html).not.toContain('More');
  expect(markup()).not.toContain('<button');
  expect(markup()).toContain('More');
});

test('aria-sort says how the rows are sorted, and only of columns that can be', () => {
  const sorts = (html: string) => [...html.matchAll(/aria-sort="(\w+)"/g)].map((match) => match[1]);
  expect(sorts(markup(emptyLayout))).toEqual(['none']);
  expect(sorts(markup({ ...emptyLayout, sort: { column: 'name', descending: false } }))).toEqual(['ascending']);
  expect(sorts(markup({ ...emptyLayout, sort: { column: 'name', descending: true } }))).toEqual(['descending']);
  expect(sorts(markup())).toEqual([]);
});

test('widths that were set take the place of the tracks', () => {
  expect(markup({ ...emptyLayout, widths: [['name', 140]] })).toContain('--columns:140px 80px');
});
