import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { createStore } from '../resources/demo/data/store.ts';
import { DEFAULT_SEED } from '../resources/demo/index.ts';
import { type ServerProcess, serve, studio } from './studio-command.ts';

test.describe.configure({ mode: 'serial' });

let folder = '';
let demo: ServerProcess;
let market: ServerProcess;
let env: Record<string, string> = {};
const run = (...args: string[]) => studio([...args, '--workspace', path.join(folder, 'workspace'), '--json'], env);

test.beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'studio-cli-'));
  demo = await serve(['demo-api', '--port', '0']);
  market = await serve(['marketplace', '--port', '0', '--data', path.join(folder, 'market')]);
  env = { DEMO_KEY: demo.ready.key ?? '', MARKET_KEY: market.ready.key ?? '' };
});

test.afterAll(async () => {
  expect(await demo.stop()).toBe(0);
  expect(await market.stop()).toBe(0);
  rmSync(folder, { recursive: true, force: true });
});

/** Runs a command that must succeed and gives its JSON document. */
async function ok(...args: string[]) {
  const result = await run(...args);
  expect(result, result.stderr).toMatchObject({ code: 0 });
  return JSON.parse(result.stdout);
}

/** Rows that the demo API holds, counted in its data and not by its answers. */
function demoRows(): Record<string, number> {
  const { users, companies, contacts, notes, deals, activities, products } = createStore(DEFAULT_SEED);
  const tables = { users, companies, contacts, notes, deals, activities, products };
  return Object.fromEntries(Object.entries(tables).map(([name, rows]) => [name, rows.length]));
}

const demoHost = () => new URL(demo.ready.url ?? '').host;

test('import makes a connector from the description of a running API', async () => {
  const spec = `${demo.ready.url}/openapi.json`;
  const report = await ok('inspect', spec);
  const kinds: string[] = report.entities.map((one: { pagination: { kind: string } }) => one.pagination.kind);
  expect(new Set(kinds)).toEqual(new Set(['none', 'page', 'offset', 'cursor', 'nextUrl', 'linkHeader']));
  expect(report).toMatchObject({ validate: { operation: 'GET /me' }, warnings: [] });
  const created = await ok('import', spec, '--id', 'demo');
  expect(created).toMatchObject({ id: 'demo', entities: report.entities.length, commands: report.commands.length });
});

test('the same description again changes nothing', async () => {
  const again = await ok('reimport', 'demo', `${demo.ready.url}/openapi.json`);
  expect(again).toMatchObject({ saved: false, revision: 1, plan: { diff: { changes: [] }, conflicts: [], open: 0 } });
});

test('a loopback host is refused until the user allows it', async () => {
  await ok('connect', 'demo', '--name', 'me', '--auth', 'apiKey', '--secret', 'key=DEMO_KEY');
  const refused = await run('run', 'demo', 'validate', '--account', 'me');
  expect(refused.code).toBe(1);
  expect(refused.stderr).toContain(`--allow-host ${demoHost()}`);
  expect(JSON.parse(refused.stdout)).toMatchObject({ outcome: { kind: 'refused' }, exchanges: [{ status: null }] });

  const connection = await ok('connect', 'demo', '--name', 'me', '--allow-host', demoHost());
  expect(connection).toMatchObject({ auth: 'apiKey', allowedHosts: [demoHost()] });
});

test('validate, schema and data run in the sandbox with every request recorded', async () => {
  const validated = await ok('run', 'demo', 'validate', '--account', 'me');
  expect(validated).toMatchObject({ outcome: { kind: 'ok' }, result: { name: expect.any(String) } });
  expect(validated.exchanges).toHaveLength(1);
  expect(JSON.stringify(validated)).not.toContain(env.DEMO_KEY);

  const { manifest } = await ok('show', 'demo');
  const entities: { name: string; pagination: { kind: string } }[] = manifest.entities;
  const names = entities.map((entity) => entity.name);
  const schema = await ok('run', 'demo', 'schema', '--account', 'me');
  expect(Object.keys(schema.result)).toEqual(names);

  const rows: Record<string, number> = {};
  for (const { name, pagination } of entities) {
    const { result, exchanges } = await ok('run', 'demo', 'data', '--account', 'me', '--entity', name, '--all-pages');
    const ids: string[] = result.items.map((row: { id: string }) => row.id);
    expect(new Set(ids).size, name).toBe(ids.length);
    if (pagination.kind !== 'none') expect(exchanges.length, name).toBeGreaterThan(1);
    expect(Object.keys(result.items[0])).toEqual(expect.arrayContaining(['id', 'name']));
    expect(Object.keys(schema.result[name])).toEqual(expect.arrayContaining(['id', 'name']));
    rows[name] = ids.length;
  }
  // Notes of all contacts included: not a row is lost and none comes twice.
  expect(rows).toEqual(demoRows());
});

test('a run is written as HAR without its secrets, and replayed offline', async () => {
  const file = path.join(folder, 'deals.har');
  const live = await ok('run', 'demo', 'data', '--entity', 'deals', '--har', file);
  const har = readFileSync(file, 'utf8');
  expect(har).not.toContain(env.DEMO_KEY);
  expect(JSON.parse(har)).toMatchObject({
    log: { version: '1.2', entries: [{ request: { method: 'GET' }, response: { status: 200 } }] },
  });

  const replayed = await ok('run', 'demo', 'data', '--entity', 'deals', '--replay', live.run);
  expect(replayed.result).toEqual(live.result);
  const missed = await run('run', 'demo', 'data', '--entity', 'companies', '--replay', live.run);
  expect(missed.code).toBe(1);
  expect(JSON.parse(missed.stdout).outcome.message).toContain('/companies');
});

test('the listing is there with the right digest, and publishing again changes nothing', async () => {
  const file = path.join(folder, 'demo.connector');
  const packed = await ok('pack', 'demo', file);
  const digest = `sha256:${createHash('sha256').update(readFileSync(file)).digest('hex')}`;
  expect(packed.digest).toBe(digest);

  const url = market.ready.url ?? '';
  const first = await ok('publish', 'demo', '--marketplace', url, '--key-env', 'MARKET_KEY');
  const published = { listing: 'cn-demo', version: '1.0.0', digest, state: 'done', created: true };
  expect(first).toEqual({ ...published, publication: expect.stringMatching(/^pub_/) });
  const headers = { authorization: `Bearer ${env.MARKET_KEY}` };
  const listing = async () => (await fetch(`${url}/v1/listings/cn-demo`, { headers })).json();
  const before = await listing();
  expect(JSON.stringify(before)).toContain(digest);

  const second = await ok('publish', 'demo', '--marketplace', url, '--key-env', 'MARKET_KEY');
  expect(second).toMatchObject({ ...published, created: false });
  expect(await listing()).toEqual(before);
});

test('an exported folder and an archive open again as the same connector', async () => {
  const directory = path.join(folder, 'exported');
  await ok('export', 'demo', directory);
  expect(await ok('open', directory)).toMatchObject({ id: 'demo', changed: false });
  const elsewhere = ['--workspace', path.join(folder, 'elsewhere'), '--json'];
  const opened = await studio(['open', path.join(folder, 'demo.connector'), ...elsewhere]);
  expect(JSON.parse(opened.stdout)).toMatchObject({ id: 'demo', created: true });
  const repacked = await studio(['pack', 'demo', path.join(folder, 'again.connector'), ...elsewhere]);
  expect(repacked.code).toBe(0);
  expect(readFileSync(path.join(folder, 'again.connector'))).toEqual(readFileSync(path.join(folder, 'demo.connector')));
});
