import { expect, test } from 'vitest';
import type { ConnectorSummary } from '../../../../shared/contract/connectors.ts';
import { explorerRows } from './explorer-rows.ts';

const summary = (id: string): ConnectorSummary => ({
  id,
  name: id,
  version: '1.0.0',
  description: '',
  entities: 0,
  commands: 0,
  revision: 1,
  updatedAt: '',
});
const detail = (id: string) => ({
  kind: 'ready' as const,
  value: {
    ...summary(id),
    manifest: null,
    files: [
      { path: 'functions/data.js', bytes: 1 },
      { path: 'connector.json', bytes: 1 },
    ],
  },
});

test('an unfolded connector shows its files, a folded folder hides its own', () => {
  const show = (folded: string[]) =>
    explorerRows(
      [summary('acme'), summary('constructor')],
      new Map([['acme', detail('acme')]]),
      new Set(['acme']),
      new Set(folded),
    ).map((row) => `${row.level}${row.kind[0]} ${row.label}`);
  expect(show([])).toEqual([
    '1c acme',
    '2f connector.json',
    '2f functions',
    '3f data.js',
    '2h Revisions',
    '1c constructor',
  ]);
  expect(show(['folder:acme/functions'])).toEqual([
    '1c acme',
    '2f connector.json',
    '2f functions',
    '2h Revisions',
    '1c constructor',
  ]);
});

test('what is still being read says so', () => {
  const rows = explorerRows([summary('acme')], new Map(), new Set(['acme']), new Set());
  expect(rows[1]).toMatchObject({ kind: 'note', label: 'Reading the files…' });
});
