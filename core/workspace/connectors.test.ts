import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { workspaceLimits } from '../../shared/limits.ts';
import type { Result } from '../../shared/result.ts';
import { sampleConnector } from '../package/testing/sample.ts';
import { temporaryFolder, temporaryWorkspace, unwrap } from './testing/temporary.ts';
import type { ConnectorStore } from './types.ts';

function storeWithSample(directory?: string): ConnectorStore {
  const { connectors } = temporaryWorkspace(directory);
  unwrap(connectors.create(sampleConnector(), 'Made'));
  return connectors;
}

const manifestFile = (changes: Record<string, unknown>) => sampleConnector(changes).slice(0, 1);
const failureOf = (result: Result<unknown>): string =>
  result.ok ? 'no failure' : `${result.error.code}: ${result.error.message}`;

/** Changes the database behind the studio's back. */
function alter(directory: string, sql: string): void {
  const db = new Database(path.join(directory, 'workspace.db'));
  db.exec(sql);
  db.close();
}

describe('create', () => {
  it('gives a connector that is listed, read and described', () => {
    const connectors = storeWithSample();
    expect(connectors.list()).toMatchObject({ data: [{ id: 'weather', name: 'Weather', revision: 1 }], errors: [] });
    const detail = unwrap(connectors.get('weather'));
    expect(detail.manifest?.hosts).toEqual(['api.example.com']);
    expect(detail.files).toContainEqual({ path: 'functions/data.js', bytes: 43 });
    expect(unwrap(connectors.readFile('weather', 'functions/data.js'))).toMatchObject({ revision: 1 });
  });

  it('says that an id is taken, which, and what to do', () => {
    expect(failureOf(storeWithSample().create(sampleConnector(), 'Again'))).toMatch(
      /^id_taken: .*weather already: choose another id, or open .*revision\.$/,
    );
  });

  it('FB-80, FB-81: refuses an incomplete or invalid connector by name', () => {
    const { connectors } = temporaryWorkspace();
    expect(failureOf(connectors.create(sampleConnector({ name: 'Weather 2' }), ''))).toBe(
      'bad_manifest: In connector.json name is not valid: use letters and spaces only.',
    );
    expect(failureOf(connectors.create(sampleConnector().slice(0, 4), ''))).toMatch(/^missing_function: .*data\.js/);
    expect(failureOf(connectors.create(sampleConnector({}, { '../evil.js': '' }), ''))).toMatch(
      /^bad_path: "\.\.\/evil/,
    );
    expect(connectors.list().data).toEqual([]);
  });

  it('says the number where a limit is hit', () => {
    const { connectors } = temporaryWorkspace();
    const large = 'x'.repeat(workspaceLimits.fileBytes + 1);
    expect(failureOf(connectors.create(sampleConnector({}, { 'spec/api.json': large }), ''))).toBe(
      `file_too_large: spec/api.json holds ${large.length} bytes; a file may hold at most ${workspaceLimits.fileBytes}: make it smaller.`,
    );
    const many = Object.fromEntries(Array.from({ length: workspaceLimits.files }, (_, n) => [`spec/${n}`, '']));
    expect(failureOf(connectors.create(sampleConnector({}, many), ''))).toContain(`at most ${workspaceLimits.files}`);
  });
});

describe('save', () => {
  it('takes files away, in one revision with what is written', () => {
    const connectors = storeWithSample();
    const renamed = [
      { path: 'functions/data.js', text: null },
      { path: 'functions/rows.js', text: 'export const rows = [];' },
    ];
    expect(unwrap(connectors.save('weather', 1, renamed, 'Renamed'))).toEqual({ revision: 2, changed: true });
    const paths = unwrap(connectors.get('weather')).files.map((file) => file.path);
    expect(paths).toContain('functions/rows.js');
    expect(paths).not.toContain('functions/data.js');
    expect(unwrap(connectors.revisions('weather'))[0]?.changed).toEqual(['functions/data.js', 'functions/rows.js']);
    expect(unwrap(connectors.save('weather', 2, [{ path: 'README.md', text: null }], '')).changed).toBe(false);
    // A script may change its language.
    const typed = [
      { path: 'functions/rows.js', text: null },
      { path: 'functions/rows.ts', text: '' },
    ];
    expect(connectors.save('weather', 2, typed, 'Typed').ok).toBe(true);
    expect(failureOf(connectors.save('weather', 3, [{ path: 'connector.json', text: null }], ''))).toMatch(
      /^manifest_needed: .*remove the whole connector/,
    );
  });

  it('makes a revision of what differs, and none of what does not', () => {
    const connectors = storeWithSample();
    const file = { path: 'functions/data.js', text: 'new\r\n\u0000 🙂' };
    expect(connectors.save('weather', 1, [file], 'Edited')).toEqual({
      ok: true,
      value: { revision: 2, changed: true },
    });
    expect(connectors.save('weather', 2, [file], 'Again')).toEqual({
      ok: true,
      value: { revision: 2, changed: false },
    });
    expect(unwrap(connectors.readFile('weather', file.path)).text).toBe(file.text);
    expect(unwrap(connectors.files('weather', 1)).files.find((one) => one.path === file.path)?.text).toContain('items');
    expect(unwrap(connectors.revisions('weather')).map((one) => [one.number, one.message, one.changed])).toEqual([
      [2, 'Edited', ['functions/data.js']],
      [
        1,
        'Made',
        sampleConnector()
          .map((one) => one.path)
          .sort(),
      ],
    ]);
  });

  it('R13: refuses a change that was made on an older revision', () => {
    const connectors = storeWithSample();
    unwrap(connectors.save('weather', 1, [{ path: 'README.md', text: 'mine' }], ''));
    const second = connectors.save('weather', 1, [{ path: 'README.md', text: 'theirs' }], '');
    expect(failureOf(second)).toMatch(/^stale_revision: weather is at revision 2, .* on revision 1/);
    expect(unwrap(connectors.readFile('weather', 'README.md')).text).toBe('mine');
  });

  it('keeps a connector.json that does not parse, says so, and lists the connector all the same', () => {
    const connectors = storeWithSample();
    unwrap(connectors.save('weather', 1, [{ path: 'connector.json', text: '{"id": "weather",' }], 'Typing'));
    const detail = unwrap(connectors.get('weather'));
    expect([detail.manifest, detail.problem]).toEqual([null, expect.stringContaining('connector.json is not JSON')]);
    expect(connectors.list()).toMatchObject({ data: [{ id: 'weather', name: 'Weather', revision: 2 }], errors: [] });
    unwrap(connectors.save('weather', 2, manifestFile({ name: 'Climate', version: '1.1.0' }), 'Mended'));
    expect(connectors.list().data[0]).toMatchObject({ name: 'Climate', version: '1.1.0', revision: 3 });
  });

  it('refuses another id, other paths, paths that differ in case, halves of characters', () => {
    const connectors = storeWithSample();
    const save = (file: string, content = '') =>
      failureOf(connectors.save('weather', 1, [{ path: file, text: content }], ''));
    expect(failureOf(connectors.save('weather', 1, manifestFile({ id: 'climate' }), ''))).toMatch(
      /^other_id: .*"climate"/,
    );
    expect(save('package.json')).toMatch(/^bad_path: /);
    expect(save('functions/Data.js')).toMatch(
      /^ambiguous_path: functions\/data\.js and functions\/Data\.js cannot both/,
    );
    expect(save('README.md', 'half \ud83d')).toMatch(/^bad_text: README\.md/);
    expect(failureOf(connectors.save('wether', 1, manifestFile({ id: 'wether' }), ''))).toBe(
      'unknown_connector: There is no connector "wether": the workspace has weather.',
    );
  });

  it('stops at the number of files', () => {
    const connectors = storeWithSample();
    const files = Array.from({ length: workspaceLimits.files - 4 }, (_, n) => ({ path: `spec/${n}`, text: '' }));
    expect(failureOf(connectors.save('weather', 1, files, ''))).toContain(`at most ${workspaceLimits.files}`);
    expect(connectors.save('weather', 1, files.slice(1), '').ok).toBe(true);
  });
});

describe('replace', () => {
  it('takes the whole set: what is not in it is gone in the new revision', () => {
    const connectors = storeWithSample();
    unwrap(connectors.save('weather', 1, [{ path: 'README.md', text: 'x' }], ''));
    expect(connectors.replace('weather', sampleConnector(), 'Opened')).toEqual({
      ok: true,
      value: { revision: 3, changed: true },
    });
    expect(unwrap(connectors.revisions('weather'))[0]?.changed).toEqual(['README.md']);
    expect(unwrap(connectors.replace('weather', sampleConnector(), ''))).toEqual({ revision: 3, changed: false });
    expect(failureOf(connectors.replace('weather', sampleConnector({ id: 'other' }), ''))).toMatch(/^other_id/);
  });
});

describe('reading', () => {
  it('names the ids there are where one is unknown', () => {
    const { connectors } = temporaryWorkspace();
    expect(failureOf(connectors.get('x'))).toBe(
      'unknown_connector: There is no connector "x": the workspace has none yet.',
    );
    unwrap(connectors.create(sampleConnector(), ''));
    unwrap(connectors.create(sampleConnector({ id: 'b' }), ''));
    for (const result of [connectors.files('x'), connectors.revisions('x'), connectors.readFile('x', 'README.md')]) {
      expect(failureOf(result)).toContain('the workspace has b, weather.');
    }
    expect(failureOf(connectors.readFile('b', 'README.md'))).toMatch(/^unknown_file/);
    expect(failureOf(connectors.files('b', 7))).toMatch(/^unknown_revision: b has no revision 7: its newest is 1/);
  });

  it('one row that is damaged is an error beside the good ones', () => {
    const directory = temporaryFolder();
    const connectors = storeWithSample(directory);
    unwrap(connectors.create(sampleConnector({ id: 'b' }), ''));
    alter(directory, "PRAGMA ignore_check_constraints = 1; UPDATE connectors SET entities = 9e15 WHERE id = 'b'");
    alter(directory, "UPDATE connectors SET revision = -9007199254740993 WHERE id = 'b'");
    const { data, errors } = connectors.list();
    expect(data.map((one) => one.id)).toEqual(['weather']);
    expect(errors).toMatchObject([{ code: 'bad_record', message: expect.stringContaining('The connector b') }]);
  });
});

describe('remove', () => {
  it('A108: takes everything of it from the disk, and nothing of another', () => {
    const directory = temporaryFolder();
    const { connectors, connections, runs } = temporaryWorkspace(directory);
    const canary = 'CANARY-9f86d081884c7d65';
    unwrap(connectors.create(sampleConnector({}, { 'README.md': canary }), canary));
    unwrap(connectors.create(sampleConnector({ id: 'other' }), 'stays'));
    connections.save({
      connector: 'weather',
      name: canary,
      auth: 'open',
      fields: {},
      secretFields: [],
      allowedHosts: [],
    });
    runs.begin({
      id: 'run_1',
      connector: 'weather',
      revision: 1,
      target: 'data',
      connection: null,
      input: { canary },
      outcome: null,
      startedAt: new Date().toISOString(),
      durationMs: null,
      exchangeCount: 0,
      pages: 1,
      mode: 'live',
    });
    const end = { durationMs: 1, logs: [], logsDropped: 0, findings: [], pages: 1, outcome: { kind: 'ok' as const } };
    runs.finish('run_1', { ...end, result: { canary } });
    expect(connectors.remove('weather')).toBe(true);
    expect(connectors.remove('weather')).toBe(false);
    const everything = readdirSync(directory, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => readFileSync(path.join(entry.parentPath, entry.name), 'latin1'))
      .join('');
    expect(everything.includes(canary)).toBe(false);
    expect(everything.includes('stays')).toBe(true);
    expect(unwrap(connectors.files('other')).files).toHaveLength(5);
    expect(connections.list('weather')).toEqual([]);
  });
});
