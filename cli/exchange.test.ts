import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { saveConnection } from '../core/studio/connections.ts';
import { openStudio } from '../core/studio/index.ts';
import { unwrap } from '../core/workspace/testing/temporary.ts';
import { createDemoApi, type DemoApi } from '../resources/demo/index.ts';

const canary = 'canary-Q7x9Z-3141';
const esc = '\u001b';

let demo: DemoApi;
let folder = '';
let runs: { readonly live: string; readonly second: string };

beforeAll(async () => {
  vi.stubEnv('STUDIO_VAULT', 'session');
  demo = await createDemoApi();
  vi.stubEnv('DEMO_KEY', demo.key);
  folder = mkdtempSync(path.join(tmpdir(), 'studio-exchange-'));
  const studio = unwrap(await openStudio({ workspace: folder, host: 'cli' }));
  const manifest = {
    ...{
      formatVersion: 1,
      id: 'demo',
      name: 'Demo',
      description: '',
      version: '1.0.0',
      kind: 'saas',
      executionModel: 'script',
    },
    authentication: [{ id: 'key', name: 'Key', type: 'apiKey', in: 'header', param: 'X-API-Key' }],
    connectionConfig: { baseUrl: { type: 'string', default: demo.url } },
    ...{ hosts: [], entities: [], commands: {}, allowAiAutoFixCode: false },
  };
  const code = `export const data = async ({ account, filter }) => {
    const answer = await fetch(account.baseUrl + '/companies?per_page=2&page=' + (filter.page ?? 1), { headers: { 'X-API-Key': account.key, 'X-Strange': 'a\\u009bb' } });
    return { items: (await answer.json()).data, pagination: { hasNext: false } };
  };`;
  const files = ['validate', 'config', 'schema'].map((name) => ({
    path: `functions/${name}.js`,
    text: `export const ${name} = () => ({});`,
  }));
  const all = [
    { path: 'connector.json', text: JSON.stringify(manifest) },
    ...files,
    { path: 'functions/data.js', text: code },
  ];
  unwrap(studio.workspace.connectors.create(all, 'made by a test'));
  const secret = { secrets: { key: demo.key }, variables: { key: 'DEMO_KEY' } };
  const hosts = [new URL(demo.url).host];
  unwrap(
    await saveConnection(studio, {
      connector: 'demo',
      name: 'me',
      auth: 'key',
      fields: {},
      ...secret,
      allowedHosts: hosts,
    }),
  );
  const run = async (page: number) =>
    unwrap(
      await studio.runner.start({ connector: 'demo', target: 'data', input: { filter: { page } } }, () => undefined),
    ).done;
  const [live, second] = [await run(1), await run(2)];
  expect([live.outcome, live.exchangeCount]).toEqual([{ kind: 'ok' }, 1]);
  runs = { live: live.id, second: second.id };
  await studio.close();
});
afterAll(async () => {
  await demo.close();
  rmSync(folder, { recursive: true, force: true });
});

const studioCommand = (...args: string[]) =>
  new Promise<{ readonly code: number; readonly stdout: string; readonly stderr: string }>((resolve) => {
    const program = path.join(import.meta.dirname, 'main.ts');
    execFile(
      process.execPath,
      [program, ...args, ...(args[1] === 'check' ? [] : ['--workspace', folder])],
      (error, stdout, stderr) => resolve({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr }),
    );
  });
const file = (name: string): string => path.join(folder, name);

describe('studio exchange', () => {
  it('A75, A105: shows and copies a request; nothing acts on the terminal, and the key is a variable', async () => {
    const id = `${runs.live}-1`;
    const [shown, copied, body] = await Promise.all([
      studioCommand('exchange', 'show', id),
      studioCommand('exchange', 'copy', id, '--as', 'python'),
      studioCommand('exchange', 'show', id, '--body', 'response', '--json'),
    ]);
    expect(shown.code, shown.stderr).toBe(0);
    expect(shown.stdout).toContain(`GET ${demo.url}/companies?per_page=2&page=1 → 200 OK`);
    expect(shown.stdout).toContain('> X-API-Key: ***');
    expect(shown.stdout).toContain('> X-Strange: a\\u009bb');
    expect(copied.stdout).toContain('connection.putheader("X-API-Key", os.environ["API_KEY"])');
    expect(copied.stderr).toContain('Set the variable API_KEY: it is sent in the header X-API-Key.');
    expect(JSON.parse(JSON.parse(body.stdout).text)).toHaveProperty('data');
    for (const { stdout, stderr } of [shown, copied, body]) {
      expect(stdout + stderr).not.toContain(demo.key);
      expect(stdout + stderr).not.toContain('\u009b');
    }
  });

  it('sends it again with the credentials of the connection', async () => {
    const again = await studioCommand(
      'exchange',
      'resend',
      `${runs.live}-1`,
      '--url',
      `${demo.url}/companies?per_page=1`,
      '--remove-header',
      'x-strange',
    );
    expect(again.code, again.stderr).toBe(0);
    expect(again.stdout).toContain('→ 200 OK');
    expect(again.stdout).toContain(`repeats ${runs.live}-1`);
    expect(again.stdout).not.toContain(demo.key);
    const lost = await studioCommand('exchange', 'resend', `${runs.live}-1`, '--url', 'http://127.0.0.1:9/');
    expect(lost).toMatchObject({ code: 1, stdout: expect.stringContaining('may not reach 127.0.0.1:9') });
    expect(await studioCommand('exchange', 'resend', 'run_0-1')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('There is no exchange'),
    });
  });

  it('says what sets two exchanges and two runs apart', async () => {
    const [exchanges, both] = await Promise.all([
      studioCommand('exchange', 'compare', `${runs.live}-1`, `${runs.second}-1`),
      studioCommand('compare', runs.live, runs.second),
    ]);
    expect(exchanges.code, exchanges.stderr).toBe(0);
    expect(exchanges.stdout).toContain('~ ?page: "1" → "2"');
    expect(exchanges.stdout).toMatch(/response body\n {2}~ \$\.data\[0\]\.id: /);
    expect(both.code, both.stderr).toBe(0);
    expect(both.stdout).toContain('rows (by id): 0 the same, 0 changed, 2 added, 2 removed');
    expect(both.stdout).toContain(`- GET ${demo.url}/companies?per_page=2&page=1 (${runs.live}-1)`);
  });
});

describe('studio har', () => {
  it('exports, checks, takes in and replays', async () => {
    const target = file('out.har');
    expect((await studioCommand('har', 'export', runs.live, target)).code).toBe(0);
    expect(readFileSync(target, 'utf8')).not.toContain(demo.key);
    const [checked, imported] = await Promise.all([
      studioCommand('har', 'check', target),
      studioCommand('har', 'import', target, '--connector', 'demo', '--json'),
    ]);
    expect(checked).toMatchObject({ code: 0, stdout: `${target} is a valid HTTP archive (HAR 1.2).\n` });
    expect(imported.code, imported.stderr).toBe(0);
    const { run, exchanges } = JSON.parse(imported.stdout);
    expect(exchanges).toBe(1);
    const replayed = await studioCommand('run', 'demo', 'data', '--replay', run, '--har', file('again.har'), '--json');
    expect(replayed.code, replayed.stderr).toBe(0);
    expect(JSON.parse(replayed.stdout).result.items).toHaveLength(2);
    expect(JSON.parse(readFileSync(file('again.har'), 'utf8')).log.entries).toMatchObject([
      { _answeredBy: 'recording' },
    ]);
  });

  it('prints the faults of an archive, A75: with nothing that acts; ends with 2', async () => {
    const broken = {
      log: {
        version: '1.2',
        creator: { name: 'x', version: `${esc}[2J${canary}` },
        entries: [{ startedDateTime: `${esc}]0;title\u0007` }],
      },
    };
    writeFileSync(file('bad.har'), JSON.stringify(broken));
    const checked = await studioCommand('har', 'check', file('bad.har'));
    expect(checked.code).toBe(2);
    expect(checked.stdout).toContain('unreadable: #/log/entries/0/startedDateTime must be a date with time and zone');
    expect(checked.stdout).not.toContain(esc);
    expect(await studioCommand('har', 'import', file('bad.har'), '--connector', 'demo')).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringContaining('#/log/entries/0/startedDateTime must be a date'),
    });
    expect(await studioCommand('har', 'check', file('nothing.har'))).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('there is no such file'),
    });
  });
});
