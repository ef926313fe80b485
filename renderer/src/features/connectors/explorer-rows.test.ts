import { expect, test } from 'vitest';
import { manifestSchema } from '../../../../shared/connector/manifest.ts';
import { plainManifest } from '../../../../shared/connector/testing.ts';
import type { ConnectorDetail, ConnectorSummary } from '../../../../shared/contract/connectors.ts';
import { explorerRows } from './explorer-rows.ts';

const summary = (id: string): ConnectorSummary => ({
  id,
  name: id,
  version: '1.0.0',
  description: '',
  entities: 0,
  commands: 0,
  revision: 7,
  updatedAt: '',
});
const manifest = manifestSchema.parse({
  ...plainManifest,
  commands: { createDeal: { description: 'x', params: [], outputs: [], sideEffect: true } },
});
const paths = ['functions/data.js', 'functions/utility.js', 'connector.json', 'commands.js', 'spec/api.json'];
const detail = (id: string, withManifest = false): { kind: 'ready'; value: ConnectorDetail } => ({
  kind: 'ready',
  value: { ...summary(id), manifest: withManifest ? manifest : null, files: paths.map((path) => ({ path, bytes: 1 })) },
});
const show = ({ toggled = [], filter = '', ready = false }: { toggled?: string[]; filter?: string; ready?: boolean }) =>
  explorerRows([summary('acme'), summary('constructor')], new Map([['acme', detail('acme', ready)]]), {
    connectors: new Set(['acme']),
    toggled: new Set(toggled),
    filter,
  }).map((row) => `${'·'.repeat(row.level - 1)}${row.label}`);

test('an unfolded connector shows what it holds, in the order in which a person meets it', () => {
  expect(show({ ready: true })).toEqual([
    'acme',
    '·connector.json',
    '·functions',
    '··data.js',
    '··utility.js',
    '·commands.js',
    '·spec',
    '··api.json',
    '·History',
    'constructor',
  ]);
});

test('folders fold, the commands of the file unfold', () => {
  const rows = show({ ready: true, toggled: ['folder:acme/functions', 'file:acme/commands.js'] });
  expect(rows).not.toContain('··data.js');
  expect(rows).toContain('··createDeal');
});

test('a filter shows only what fits, with what it lies in', () => {
  expect(show({ filter: 'DATA' })).toEqual(['acme', '·functions', '··data.js']);
  expect(show({ filter: 'deal', ready: true })).toEqual(['acme', '·commands.js', '··createDeal']);
  expect(show({ filter: 'constr' })).toEqual(['constructor']);
});

test('a function can be run from its row, a helper cannot', () => {
  const rows = explorerRows([summary('acme')], new Map([['acme', detail('acme')]]), {
    connectors: new Set(['acme']),
    toggled: new Set(),
    filter: '',
  });
  const targets = rows.flatMap((row) => (row.kind === 'file' && row.target !== null ? [row.target] : []));
  expect(targets).toEqual(['data']);
});

test('what is still being read says so', () => {
  const rows = explorerRows([summary('acme')], new Map(), {
    connectors: new Set(['acme']),
    toggled: new Set(),
    filter: '',
  });
  expect(rows[1]).toMatchObject({ kind: 'note', label: 'Reading the files…' });
});
