import path from 'node:path';
import Database from 'better-sqlite3';
import { expect, it, onTestFinished } from 'vitest';
import { interfaceLimits } from '../../shared/limits.ts';
import { openWorkspace } from './index.ts';
import { temporaryFolder, temporaryWorkspace, unwrap } from './testing/temporary.ts';

it('what the window remembers lasts from one opening to the next; the last writer counts', () => {
  const directory = temporaryFolder();
  const first = unwrap(openWorkspace(directory));
  expect(first.interface.all()).toEqual([]);
  unwrap(
    first.interface.write([
      { key: 'layout', json: '{"sidebar":true}' },
      { key: 'scheme', json: '"dark"' },
    ]),
  );
  unwrap(first.interface.write([{ key: 'layout', json: '{"sidebar":false}' }]));
  first.close();
  expect(temporaryWorkspace(directory).interface.all()).toEqual([
    { key: 'layout', json: '{"sidebar":false}' },
    { key: 'scheme', json: '"dark"' },
  ]);
});

it('R32: what is no JSON is not kept, and takes nothing else with it', () => {
  const { interface: store } = temporaryWorkspace();
  const written = store.write([
    { key: 'good', json: '1' },
    { key: 'bad', json: '{' },
  ]);
  expect(written).toMatchObject({ ok: false, error: { code: 'bad_json' } });
  expect(store.all()).toEqual([]);
});

it('R32: a damaged record is left out, the others are read', () => {
  const directory = temporaryFolder();
  const workspace = temporaryWorkspace(directory);
  unwrap(workspace.interface.write([{ key: 'layout', json: '1' }]));
  const db = new Database(path.join(directory, 'workspace.db'));
  onTestFinished(() => void db.close());
  db.prepare("INSERT INTO interface VALUES ('? no key', '1')").run();
  expect(workspace.interface.all()).toEqual([{ key: 'layout', json: '1' }]);
});

it(`at most ${interfaceLimits.keys} values are kept; those that are there can still be changed`, () => {
  const { interface: store } = temporaryWorkspace();
  unwrap(store.write(Array.from({ length: interfaceLimits.keys }, (_, n) => ({ key: `k${n}`, json: '0' }))));
  expect(store.write([{ key: 'more', json: '0' }])).toMatchObject({ ok: false, error: { code: 'interface_full' } });
  unwrap(store.write([{ key: 'k0', json: '1' }]));
  expect(store.all()).toHaveLength(interfaceLimits.keys);
});
