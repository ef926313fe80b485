import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { inspectDescription } from '../core/import/index.ts';
import { createFromReport } from '../core/studio/import.ts';
import { openStudio } from '../core/studio/index.ts';
import { createStore } from '../resources/demo/data/store.ts';
import { createDemoApi, DEFAULT_SEED, type DemoApi } from '../resources/demo/index.ts';
import type { ProbeReport } from '../shared/import/probe.ts';

let demo: DemoApi;
let folder = '';
let description = '';

beforeAll(async () => {
  demo = await createDemoApi();
  folder = mkdtempSync(path.join(tmpdir(), 'studio-probe-'));
  description = await (await fetch(`${demo.url}/openapi.json`)).text();
  vi.stubEnv('STUDIO_VAULT', 'session');
  vi.stubEnv('DEMO_KEY', demo.key);
});
afterAll(async () => {
  await demo.close();
  rmSync(folder, { recursive: true, force: true });
});

interface CommandEnd {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

const studio = (...args: string[]): Promise<CommandEnd> =>
  new Promise((resolve) => {
    const program = path.join(import.meta.dirname, 'main.ts');
    execFile(process.execPath, [program, ...args, '--workspace', folder], (error, stdout, stderr) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr }),
    );
  });

const connect = (id: string): Promise<CommandEnd> =>
  studio(
    'connect',
    id,
    '--name',
    'me',
    '--auth',
    'apiKey',
    '--secret',
    'key=DEMO_KEY',
    '--allow-host',
    new URL(demo.url).host,
  );

/** Imports the demo API with nothing known of how its lists are paged. */
async function importUnproven(id: string): Promise<void> {
  const opened = await openStudio({ workspace: folder, host: 'cli' });
  const inspected = await inspectDescription({ fileName: 'openapi.json', text: description });
  if (!opened.ok || !inspected.ok) throw new Error('the demo API could not be imported');
  const report = {
    ...inspected.value,
    entities: inspected.value.entities.map((one) => ({ ...one, pagination: { kind: 'unproven' as const } })),
  };
  const choices = { id, entities: 'all', commands: 'all' } as const;
  expect(createFromReport(opened.value, report, choices, { fileName: 'openapi.json', text: description }).ok).toBe(
    true,
  );
  await opened.value.close();
}

/** Rows of a table that the connector reads over all its pages. */
async function rowsRead(id: string, entity: string): Promise<number> {
  const { stdout } = await studio('run', id, 'data', '--entity', entity, '--all-pages', '--json');
  return JSON.parse(stdout).result.rows;
}

it('proves every list of the demo API as it is imported', async () => {
  const spec = `${demo.url}/openapi.json`;
  expect((await studio('import', spec, '--id', 'demo')).code).toBe(0);
  expect((await connect('demo')).code).toBe(0);
  const { code, stdout, stderr } = await studio('probe', 'demo', '--json');
  const report: ProbeReport = JSON.parse(stdout);
  expect(code, stderr).toBe(0);
  expect(report.verdicts.map(({ entity, verdict }) => `${entity} ${verdict}`)).toEqual([
    'users proven',
    'companies proven',
    'contacts proven',
    'notes proven',
    'deals proven',
    'activities proven',
    'products proven',
  ]);
  expect(report.verdicts.flatMap(({ checks }) => checks.filter((check) => !check.ok))).toEqual([]);
  for (const { before, pagination } of report.verdicts) expect(pagination).toEqual(before);
  expect(stdout + stderr).not.toContain(demo.key);
});

it('prints a line per entity, and refuses what is not there', async () => {
  const { code, stdout } = await studio('probe', 'demo', '--entity', 'companies,deals');
  expect(code).toBe(0);
  expect(stdout).toMatch(/^ENTITY +VERDICT +BEFORE/);
  expect(stdout).toMatch(/^companies +proven +page \(page, per_page, from 1, 100 rows\)/m);
  expect(stdout).toContain('  page 2: 2 other rows, ids 3…4');
  expect(stdout).not.toContain('contacts');
  const unknown = await studio('probe', 'demo', '--entity', 'compnies');
  expect(unknown).toMatchObject({ code: 2, stderr: expect.stringContaining('try companies') });
  expect((await studio('probe', 'demo', '--filter', 'x')).code).toBe(2);
});

it('finds how each list is paged where nothing is known, and writes source that reads every row', async () => {
  await importUnproven('blind');
  await connect('blind');
  const { code, stdout, stderr } = await studio('probe', 'blind', '--apply', '--json');
  const report: ProbeReport = JSON.parse(stdout);
  expect(code, stderr).toBe(0);
  expect(report.verdicts.map(({ entity, verdict, pagination }) => `${entity} ${verdict} ${pagination.kind}`)).toEqual([
    'users proven none',
    'companies proven page',
    'contacts proven offset',
    'notes proven page',
    'deals proven cursor',
    'activities proven linkHeader',
    'products proven nextUrl',
  ]);
  const store = createStore(DEFAULT_SEED);
  const { users, companies, contacts, deals, activities, products, notes } = store;
  const expected = { users, companies, contacts, deals, activities, products, notes };
  for (const [entity, rows] of Object.entries(expected))
    expect([entity, await rowsRead('blind', entity)]).toEqual([entity, rows.length]);
  const shown = await studio('show', 'blind');
  expect(shown.stdout).toMatch(/^ {2}companies: page \(page, per_page, from 1.*\), proven at 20/m);
}, 120_000);

it('answers with exit code 1 where something could not be told', async () => {
  await studio(
    'connect',
    'demo',
    '--name',
    'lost',
    '--auth',
    'apiKey',
    '--secret',
    'key=DEMO_KEY',
    '--set',
    'baseUrl=http://127.0.0.1:9',
  );
  const { code, stdout } = await studio('probe', 'demo', '--account', 'lost', '--entity', 'users');
  expect(code).toBe(1);
  expect(stdout).toMatch(/^users +failed/m);
});
