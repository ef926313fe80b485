import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { inspectDescription } from '../core/import/index.ts';
import { saveConnection } from '../core/studio/connections.ts';
import { createFromReport } from '../core/studio/import.ts';
import { openStudio, type Studio } from '../core/studio/index.ts';
import { probeInWorkspace } from '../core/studio/probe.ts';
import { unwrap } from '../core/workspace/testing/temporary.ts';
import { createStore } from '../resources/demo/data/store.ts';
import { createDemoApi, DEFAULT_SEED, type DemoApi } from '../resources/demo/index.ts';
import type { ImportChoices, ImportReport } from '../shared/import/report.ts';

let demo: DemoApi;
let folder = '';
let studio: Studio;
let description = '';

beforeAll(async () => {
  vi.stubEnv('STUDIO_VAULT', 'session');
  demo = await createDemoApi();
  vi.stubEnv('DEMO_KEY', demo.key);
  folder = mkdtempSync(path.join(tmpdir(), 'studio-probe-'));
  description = await (await fetch(`${demo.url}/openapi.json`)).text();
  studio = unwrap(await openStudio({ workspace: folder, host: 'cli' }));
});
afterAll(async () => {
  await studio.close();
  await demo.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Makes a connector of the demo API with a connection to it; `change` stands for the review. */
async function imported(
  id: string,
  change: (report: ImportReport) => ImportReport = (same) => same,
  corrections: ImportChoices['corrections'] = {},
): Promise<void> {
  const report = change(unwrap(await inspectDescription({ fileName: 'openapi.json', text: description })));
  const choices = { id, entities: 'all', commands: 'all', corrections } as const;
  unwrap(createFromReport(studio, report, choices, { fileName: 'openapi.json', text: description }));
  unwrap(
    await saveConnection(studio, {
      connector: id,
      name: 'me',
      auth: 'apiKey',
      fields: {},
      secrets: { key: demo.key },
      variables: { key: 'DEMO_KEY' },
      allowedHosts: [new URL(demo.url).host],
    }),
  );
}

const probe = async (connector: string, apply = false) =>
  unwrap(await probeInWorkspace(studio, { connector, apply }, { limits: { pauseMs: 0 } }));

const command = (...args: string[]) =>
  new Promise<{ readonly code: number; readonly stdout: string; readonly stderr: string }>((resolve) => {
    const program = path.join(import.meta.dirname, 'main.ts');
    execFile(process.execPath, [program, ...args, '--workspace', folder], (error, stdout, stderr) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr }),
    );
  });

/** Rows of a table that a connector reads over all its pages. */
async function rowsRead(connector: string, requestedType: string): Promise<unknown> {
  const request = { connector, target: 'data', input: { requestedType }, allPages: true };
  const { outcome, result } = await unwrap(await studio.runner.start(request, () => undefined)).done;
  return typeof result === 'object' && result !== null && 'rows' in result ? result.rows : outcome;
}

it('proves every list of the demo API as it is imported', async () => {
  await imported('demo');
  const { verdicts } = await probe('demo');
  expect(verdicts.map(({ entity, verdict }) => `${entity} ${verdict}`)).toEqual([
    'users proven',
    'companies proven',
    'contacts proven',
    'notes proven',
    'deals proven',
    'activities proven',
    'products proven',
  ]);
  expect(verdicts.flatMap(({ checks }) => checks.filter((check) => !check.ok))).toEqual([]);
  for (const { before, pagination } of verdicts) expect(pagination).toEqual(before);
});

it('finds how each list is paged where nothing is known, and writes source that reads every row', async () => {
  await imported('blind', (report) => ({
    ...report,
    entities: report.entities.map((one) => ({ ...one, pagination: { kind: 'unproven' } })),
  }));
  const { verdicts } = await probe('blind', true);
  expect(verdicts.map(({ entity, verdict, pagination }) => `${entity} ${verdict} ${pagination.kind}`)).toEqual([
    'users proven none',
    'companies proven page',
    'contacts proven offset',
    'notes proven page',
    'deals proven cursor',
    'activities proven linkHeader',
    'products proven nextUrl',
  ]);
  // Without the notes: they stand below each of 420 contacts. Tables below others are read whole in tools/conformance.
  const { users, companies, contacts, deals, activities, products } = createStore(DEFAULT_SEED);
  const tables = Object.entries({ users, companies, contacts, deals, activities, products });
  for (const [name, rows] of tables) expect([name, await rowsRead('blind', name)]).toEqual([name, rows.length]);
}, 120_000);

it('prints a line per entity and what was seen, without the key; show tells what is proven', async () => {
  const { code, stdout, stderr } = await command('probe', 'demo', '--entity', 'companies,deals', '--apply');
  expect(code, stderr).toBe(0);
  expect(stdout).toMatch(/^ENTITY +VERDICT +BEFORE/);
  expect(stdout).toMatch(/^companies +proven +page \(page, per_page, from 1, 100 rows\)/m);
  expect(stdout).toContain('  page 2: 2 other rows, ids 3…4');
  expect(stdout).not.toContain('contacts');
  expect(stdout).toMatch(/^Written to demo as revision 2: connector\.json\.$/m);
  expect(stderr).toContain(`GET ${demo.url}/companies?page=2&per_page=2 → 200`);
  expect(stdout + stderr).not.toContain(demo.key);
  const shown = await command('show', 'demo');
  expect(shown.stdout).toMatch(/^ {2}companies: page \(page, per_page, from 1, 100 rows\), proven at 20/m);
}, 60_000);

it('merges what it proved: edits of another table and of the README stay', async () => {
  const unproven = { pagination: { kind: 'unproven' } } as const;
  await imported('edited', undefined, { companies: unproven, deals: unproven });
  const { connectors } = studio.workspace;
  const fileOf = (name: string): string => unwrap(connectors.readFile('edited', name)).text;
  const [code, readme] = ['functions/entities.js', 'README.md'];
  const users = fileOf(code).replace(/(const users = [\s\S]*?await get\()/, '$1/* mine */ ');
  expect(users).not.toBe(fileOf(code));
  const edits = [
    { path: code, text: users },
    { path: readme, text: `${fileOf(readme)}\nMy own words.\n` },
  ];
  unwrap(connectors.save('edited', 1, edits, 'edited'));
  const applied = await command('probe', 'edited', '--entity', 'companies', '--apply');
  expect(applied.code, applied.stderr).toBe(0);
  expect(applied.stdout).toMatch(/^Written to edited as revision 3: connector\.json, .*functions\/entities\.js/m);
  expect(fileOf(code)).toMatch(/const users = [\s\S]*?await get\(\/\* mine \*\/ /);
  expect(fileOf(readme)).toContain('My own words.');
  expect(await rowsRead('edited', 'companies')).toBe(createStore(DEFAULT_SEED).companies.length);

  unwrap(
    connectors.save(
      'edited',
      3,
      [{ path: code, text: fileOf(code).replace(/(const deals = [\s\S]*?await get\()/, '$1/* mine */ ') }],
      'edited',
    ),
  );
  const refused = await command('probe', 'edited', '--entity', 'deals', '--apply');
  expect(refused.code).toBe(1);
  expect(refused.stdout).toContain('your edits of deals.read in functions/entities.js stand where new source must go');
  expect(unwrap(connectors.files('edited')).revision).toBe(4);
}, 60_000);

it('ends with 2 for what is not there and 1 for what could not be told; --json is one document', async () => {
  const unknown = await command('probe', 'demo', '--entity', 'compnies');
  expect(unknown).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining('try companies') });
  unwrap(
    await saveConnection(studio, {
      connector: 'demo',
      name: 'lost',
      auth: 'apiKey',
      fields: { baseUrl: 'http://127.0.0.1:9' },
      secrets: { key: demo.key },
      variables: { key: 'DEMO_KEY' },
      allowedHosts: ['127.0.0.1:9'],
    }),
  );
  const { code, stdout } = await command('probe', 'demo', '--account', 'lost', '--entity', 'users', '--json');
  expect(code).toBe(1);
  expect(JSON.parse(stdout)).toMatchObject({ requests: 1, verdicts: [{ entity: 'users', verdict: 'failed' }] });
}, 60_000);
