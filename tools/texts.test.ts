import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';

const SOURCE = path.join(import.meta.dirname, '../renderer/src');

/** Folders whose words do not all stand in renderer/src/texts yet. This list only ever gets shorter. */
const notMoved: readonly string[] = [
  'components/json-tree.tsx',
  'components/pagination-badge.tsx',
  'features/connections/',
  'features/connectors/overview',
  'features/connectors/remove-dialog.tsx',
  'features/connectors/revision-list.tsx',
  'features/editor/close-dialog.tsx',
  'features/editor/code-editor.tsx',
  'features/editor/diff-view.tsx',
  'features/editor/editor-area.tsx',
  'features/editor/stale-dialog.tsx',
  'features/import/',
  'features/logs/',
  'features/probe/',
  'features/problems/',
  'features/publish/',
  'features/reimport/',
  'features/requests/',
  'features/result/',
  'features/run/',
  'features/runs/',
];

/** A word written into an attribute that is shown or read out. */
const attribute =
  /\b(?:aria-label|aria-description|label|title|placeholder|description|alt|what)="[^"]*\p{L}{2}[^"]*"/gu;

/** Words between the tags of an element. */
const content = /(?<!=)>\s*([^<>{}()=;&|]*\p{L}{2}[^<>{}()=;&|]*)<\//gu;

const literals = (source: string): readonly string[] => [
  ...[...source.matchAll(attribute)].map(([found]) => found),
  ...[...source.matchAll(content)].map(([, text]) => (text ?? '').trim()),
];

const files = globSync('**/*.tsx', { cwd: SOURCE, exclude: ['**/*.test.tsx'] }).map((file) =>
  file.replaceAll('\\', '/'),
);
const moved = files.filter((file) => !notMoved.some((prefix) => file.startsWith(prefix)));

it('finds words in attributes and between tags, and nothing else', () => {
  expect(literals('<b title="Close it">{x}</b>')).toEqual(['title="Close it"']);
  expect(literals('<p>\n  Nothing here\n</p>')).toEqual(['Nothing here']);
  expect(literals('<p title={t.close} className="tone-dim">{texts.a}</p>')).toEqual([]);
  expect(literals('const f = (a: A): Promise<void> => g(a);\nreturn <i>{a > b ? <b/> : null}</i>;')).toEqual([]);
});

it('every word of the interface stands in renderer/src/texts', () => {
  expect(moved.length).toBeGreaterThan(30);
  const found = moved.flatMap((file) =>
    literals(readFileSync(path.join(SOURCE, file), 'utf8')).map((text) => `${file}: ${text}`),
  );
  expect(found).toEqual([]);
});

it('texts import no React', () => {
  for (const file of globSync('texts/*.ts', { cwd: SOURCE }))
    expect(readFileSync(path.join(SOURCE, file), 'utf8'), file).not.toMatch(/from '(?:react|@mantine)/);
});
