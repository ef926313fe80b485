import { afterEach, beforeEach, expect, it } from 'vitest';
import { openFiles } from './open.ts';
import { files, manifest, openTestStudio } from './testing.ts';

let test: ReturnType<typeof openTestStudio>;
beforeEach(() => {
  test = openTestStudio();
});
afterEach(() => test.close());

const withManifest = (text: string) => [{ path: 'connector.json', text }, ...files.slice(1)];

it('makes no revision where nothing differs, and one where something does', () => {
  expect(openFiles(test.studio, files, 'again')).toMatchObject({ ok: true, value: { created: false, changed: false } });
  const changed = withManifest(JSON.stringify({ ...manifest, description: 'new' }));
  expect(openFiles(test.studio, changed, 'changed')).toMatchObject({
    ok: true,
    value: { created: false, changed: true },
  });
});

it('adds a connector that is not known', () => {
  const other = withManifest(JSON.stringify({ ...manifest, id: 'other' }));
  expect(openFiles(test.studio, other, 'new')).toMatchObject({ ok: true, value: { id: 'other', created: true } });
});

it.each([
  ['no manifest', files.slice(1), /no connector\.json/],
  ['not JSON', withManifest('{'), /not JSON/],
  ['no id', withManifest('{}'), /formatVersion is missing/],
  ['a bad id', withManifest(JSON.stringify({ ...manifest, id: '../x' })), /id is not valid/],
])('refuses %s with a sentence', (_, given, message) => {
  const opened = openFiles(test.studio, given, 'x');
  expect(opened.ok ? '' : opened.error.message).toMatch(message);
  expect(test.studio.workspace.connectors.list().data.map((one) => one.id)).toEqual(['crm']);
});
