import path from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { sampleConnector } from '../package/testing/sample.ts';
import { openWorkspace } from './index.ts';
import { migrate } from './migrations.ts';
import { temporaryFolder, temporaryWorkspace, unwrap } from './testing/temporary.ts';

const generatedFor = (spec: string) => ({
  files: sampleConnector({}, { 'spec/api.json': spec, 'README.md': `generated from ${spec}` }),
  reviewed: [{ operation: 'GET /a', property: 'pagination', was: null, value: { kind: 'none' } }],
});

describe('what was generated', () => {
  it('is kept beside the revision, with what was proven', () => {
    const { connectors } = temporaryWorkspace();
    const generated = generatedFor('v1');
    unwrap(connectors.create(generated.files, 'Imported', generated));
    const found = unwrap(connectors.generated('weather', 1));
    expect(found?.reviewed).toEqual(generated.reviewed);
    expect(found?.files.map((file) => file.path)).toEqual(generated.files.map((file) => file.path).sort());
    unwrap(connectors.save('weather', 1, [{ path: 'README.md', text: 'mine' }], 'Edited'));
    expect(unwrap(connectors.generated('weather', 2))?.files.find((file) => file.path === 'README.md')?.text).toBe(
      'generated from v1',
    );
  });

  it('is unknown for a connector that came from elsewhere', () => {
    const { connectors } = temporaryWorkspace();
    unwrap(connectors.create(sampleConnector({}, { 'spec/api.json': 'v1' }), 'Opened'));
    expect(unwrap(connectors.generated('weather', 1))).toBeUndefined();
  });

  it('belongs to the description that a revision keeps', () => {
    const { connectors } = temporaryWorkspace();
    const [one, two] = [generatedFor('v1'), generatedFor('v2')];
    unwrap(connectors.create(one.files, 'Imported', one));
    unwrap(connectors.replace('weather', two.files, 'Merged', { baseRevision: 1, generated: two }));
    unwrap(connectors.replace('weather', one.files, 'Back'));
    const readme = (revision: number) =>
      unwrap(connectors.generated('weather', revision))?.files.find((file) => file.path === 'README.md')?.text;
    expect([1, 2, 3].map(readme)).toEqual(['generated from v1', 'generated from v2', 'generated from v1']);
  });

  it('R13: is not saved over a newer revision', () => {
    const { connectors } = temporaryWorkspace();
    const [one, two] = [generatedFor('v1'), generatedFor('v2')];
    unwrap(connectors.create(one.files, 'Imported', one));
    unwrap(connectors.save('weather', 1, [{ path: 'README.md', text: 'mine' }], 'Edited'));
    expect(connectors.replace('weather', two.files, 'Merged', { baseRevision: 1, generated: two })).toMatchObject({
      ok: false,
      error: { code: 'stale_revision' },
    });
    expect(unwrap(connectors.files('weather')).revision).toBe(2);
  });

  it('A108: goes with its connector', () => {
    const directory = temporaryFolder();
    const { connectors } = temporaryWorkspace(directory);
    const generated = generatedFor('v1');
    unwrap(connectors.create(sampleConnector({}, { 'spec/api.json': 'v1' }), 'Imported', generated));
    expect(connectors.remove('weather')).toBe(true);
    const db = new Database(path.join(directory, 'workspace.db'), { readonly: true });
    const count = (table: string) => db.prepare(`SELECT count(*) FROM ${table}`).pluck().get();
    expect(['blobs', 'generations', 'generated_files'].map(count)).toEqual([0, 0, 0]);
    db.close();
  });

  it('is known of imports that an older studio made', () => {
    const directory = temporaryFolder();
    const first = unwrap(openWorkspace(directory));
    unwrap(first.connectors.create(sampleConnector({}, { 'spec/api.json': 'v1' }), 'Imported from api.json'));
    unwrap(first.connectors.create(sampleConnector({ id: 'opened' }, { 'spec/api.json': 'v1' }), 'Opened from x'));
    first.close();
    const older = temporaryFolder();
    const db = new Database(path.join(older, 'workspace.db'));
    migrate(db, 1);
    db.prepare('ATTACH ? AS newer').run(path.join(directory, 'workspace.db'));
    for (const table of ['connectors', 'blobs', 'revisions', 'revision_files']) {
      // Those that the older studio had.
      const columns = db.prepare('SELECT name FROM pragma_table_info(?)').pluck().all(table).join(', ');
      db.exec(`INSERT INTO ${table} (${columns}) SELECT ${columns} FROM newer.${table}`);
    }
    db.close();
    const { connectors } = temporaryWorkspace(older);
    expect(unwrap(connectors.generated('weather', 1))).toMatchObject({ reviewed: [] });
    expect(unwrap(connectors.generated('opened', 1))).toBeUndefined();
  });
});
