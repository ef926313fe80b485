import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { checkHar } from '../core/exchanges/har/check.ts';
import { saveConnection } from '../core/studio/connections.ts';
import { openStudio } from '../core/studio/index.ts';
import { unwrap } from '../core/workspace/testing/temporary.ts';
import { createDemoApi, type DemoApi } from '../resources/demo/index.ts';

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
    execFile(process.execPath, [program, ...args, '--workspace', folder], (error, stdout, stderr) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr }),
    );
  });
const file = (name: string): string => path.join(folder, name);

// Each command is a process of its own, so there are few of them; what they call has its tests in core.
describe('studio exchange', () => {
  it('A75, A105: shows and copies a request; nothing acts on the terminal, and the key is a variable', async () => {
    const id = `${runs.live}-1`;
    const [shown, json, copied] = await Promise.all([
      studioCommand('exchange', 'show', id),
      studioCommand('exchange', 'show', id, '--json'),
      studioCommand('exchange', 'copy', id, '--as', 'python'),
    ]);
    expect(shown.code, shown.stderr).toBe(0);
    expect(shown.stdout).toContain(`GET ${demo.url}/companies?per_page=2&page=1 → 200 OK`);
    expect(shown.stdout).toContain('> X-API-Key: ***');
    expect(shown.stdout).toContain('> X-Strange: a\\u009bb');
    expect(copied.stdout).toContain('connection.putheader("X-API-Key", os.environ["API_KEY"])');
    expect(copied.stderr).toContain('Set the variable API_KEY: it is sent in the header X-API-Key.');
    expect(JSON.parse(json.stdout).requestHeaders).toContainEqual(['X-Strange', 'a\u009bb']);
    for (const { stdout, stderr } of [shown, json, copied]) {
      expect(stdout + stderr).not.toContain(demo.key);
      expect(stdout + stderr).not.toContain('\u009b');
    }
  });

  it('sends it again with the credentials of the connection', async () => {
    const id = `${runs.live}-1`;
    const edits = ['--url', `${demo.url}/companies?per_page=1`, '--remove-header', 'x-strange'];
    const [again, lost] = await Promise.all([
      studioCommand('exchange', 'resend', id, ...edits),
      studioCommand('exchange', 'resend', id, '--url', 'http://127.0.0.1:9/'),
    ]);
    expect(again.code, again.stderr).toBe(0);
    expect(again.stdout).toContain('→ 200 OK');
    expect(again.stdout).toContain(`repeats ${id}`);
    expect(again.stdout).not.toContain(demo.key);
    expect(lost).toMatchObject({ code: 1, stdout: expect.stringContaining('may not reach 127.0.0.1:9') });
  });
});

it('studio compare says what sets two runs apart', async () => {
  const both = await studioCommand('compare', runs.live, runs.second);
  expect(both.code, both.stderr).toBe(0);
  expect(both.stdout).toContain('rows (by id): 0 the same, 0 changed, 2 added, 2 removed');
  expect(both.stdout).toContain(`- GET ${demo.url}/companies?per_page=2&page=1 (${runs.live}-1)`);
});

describe('studio har', () => {
  it('exports, and takes in what it exported', async () => {
    const target = file('out.har');
    expect(await studioCommand('har', 'export', runs.live, target)).toMatchObject({ code: 0 });
    const text = readFileSync(target, 'utf8');
    expect(text).not.toContain(demo.key);
    expect(checkHar(JSON.parse(text))).toEqual([]);
    const imported = await studioCommand('har', 'import', target, '--connector', 'demo', '--json');
    expect(imported.code, imported.stderr).toBe(0);
    expect(JSON.parse(imported.stdout)).toMatchObject({ exchanges: 1, leftOut: 0, missingBodies: 0 });
  });

  it('prints the faults of an archive, A75: with nothing that acts; ends with 2', async () => {
    const broken = { log: { version: '1.2', entries: [{ startedDateTime: `${esc}]0;title\u0007` }] } };
    writeFileSync(file('bad.har'), JSON.stringify(broken));
    const checked = await studioCommand('har', 'check', file('bad.har'));
    expect(checked.code).toBe(2);
    expect(checked.stdout).toContain('unreadable: #/log/entries/0/startedDateTime must be a date with time and zone');
    expect(checked.stdout).toContain('invalid: #/log/creator is missing');
    expect(checked.stdout).not.toContain(esc);
  });
});
