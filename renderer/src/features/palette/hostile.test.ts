import { MantineProvider } from '@mantine/core';
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { beforeEach, expect, test } from 'vitest';
import type { ConnectorDetail } from '../../../../shared/contract/connectors.ts';
import { ExplorerRowView } from '../connectors/explorer-row.tsx';
import { explorerRows } from '../connectors/explorer-rows.ts';
import { useConnectors } from '../connectors/store.ts';
import { ToastBody } from '../workbench/toast-body.tsx';
import { placeItems } from './items.ts';
import { QuickRow } from './quick-row.tsx';
import { ranker } from './rank.ts';

const evil = '<img src=x onerror=alert(1)>\u202egpj.js';
const markup = (node: Parameters<typeof renderToStaticMarkup>[0]) =>
  renderToStaticMarkup(createElement(MantineProvider, null, node));

const detail = {
  id: 'acme',
  name: evil,
  version: evil,
  description: evil,
  entities: 1,
  commands: 0,
  revision: 1,
  updatedAt: '',
  manifest: null,
  files: [
    { path: `functions/${evil}`, bytes: 1 },
    { path: evil, bytes: 1 },
  ],
} satisfies ConnectorDetail;

beforeEach(() =>
  useConnectors.setState({
    list: { kind: 'ready', value: [detail] },
    details: new Map([['acme', { kind: 'ready', value: detail }]]),
  }),
);

/** Nothing that a browser would take for an element of its own, and nothing that turns the text around. */
function isHarmless(html: string): void {
  expect(html).not.toContain('<img');
  expect(html).not.toContain('\u202e');
  expect(html).toContain('&lt;img');
}

test('A73: names in the explorer are text', () => {
  const unfolded = { connectors: new Set(['acme']), toggled: new Set<string>(), filter: '' };
  const rows = explorerRows([detail], useConnectors.getState().details, unfolded);
  for (const row of rows.filter((one) => `${one.label}${one.note ?? ''}`.includes('<img')))
    isHarmless(markup(createElement(ExplorerRowView, { row, active: false, unsaved: false })));
  expect(rows.filter((one) => one.label.includes('<img'))).toHaveLength(2);
});

test('A73: names in the box for finding are text, also where letters of them are marked', () => {
  const found = ranker(placeItems())('img', []);
  expect(found).toHaveLength(3);
  for (const ranked of found) {
    const row = { id: 'x', ranked, index: 0, chosen: false, onChoose: () => undefined };
    const html = markup(createElement(QuickRow, row));
    expect(html).toContain('<mark>');
    isHarmless(html.replaceAll(/<\/?(?:mark|span)>/g, ''));
  }
});

test('A73: what a toast says is text', () => {
  const body = { message: '<img src=x onerror=alert(1)>', actions: [], onDone: () => undefined };
  isHarmless(markup(createElement(ToastBody, body)));
});
