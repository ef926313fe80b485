import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Command, CommanderError } from 'commander';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { sampleConnector } from '../core/package/testing/sample.ts';
import { openWorkspace } from '../core/workspace/index.ts';
import { unwrap } from '../core/workspace/testing/temporary.ts';
import { registerRun } from './commands/run.ts';
import { registerRuns } from './commands/runs.ts';

let folder = '';
beforeAll(() => {
  vi.stubEnv('STUDIO_VAULT', 'session');
  folder = mkdtempSync(path.join(tmpdir(), 'studio-runs-'));
  const workspace = unwrap(openWorkspace(folder));
  const http = [{ respond: { status: 200, body: { n: 1 } }, times: 2 }];
  const files = {
    'functions/data.js':
      "export const data = async () => ({ items: [(await http.get('https://api.example.com/x')).status] });",
    'functions/schema.js': "export const schema = () => { progress(1, 2, 'tables'); progress(2); return {}; };",
    'mocks.json': JSON.stringify({ data: { default: { http }, late: { items: ['late'] } } }),
  };
  unwrap(workspace.connectors.create(sampleConnector({}, files), 'Made'));
  workspace.close();
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
  process.exitCode = 0;
});

/** Runs a command line in this process; its exit code and what it wrote. */
async function command(...args: readonly string[]) {
  const program = new Command().exitOverride().configureOutput({ writeErr: (text) => process.stderr.write(text) });
  registerRun(program);
  registerRuns(program);
  for (const one of program.commands) one.exitOverride().copyInheritedSettings(program);
  const written = { out: '', err: '' };
  const spies = (['stdout', 'stderr'] as const).map((stream) =>
    vi.spyOn(process[stream], 'write').mockImplementation((text) => {
      written[stream === 'stdout' ? 'out' : 'err'] += String(text);
      return true;
    }),
  );
  process.exitCode = 0;
  try {
    await program.parseAsync([...args, '--workspace', folder], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    process.exitCode = 2;
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
  return { code: process.exitCode, ...written };
}

it('a run with a scenario, faults and tries is shown, listed and removed', async () => {
  const ran = await command(
    ...['run', 'weather', 'data', '--mock', '--fault', '503:0@1', '--attempts', '2', '--wall-ms', '20000', '--json'],
  );
  expect([ran.code, JSON.parse(ran.out)]).toMatchObject([
    0,
    {
      mode: 'mock',
      result: { items: [200] },
      exchanges: [
        { status: 503, answeredBy: 'mock', fault: '503 with Retry-After: 0' },
        { status: 200, answeredBy: 'mock', retryOf: expect.any(String) },
      ],
    },
  ]);
  expect(ran.err).toMatch(/→ 503 \(.*\) \[from the mock; fault 503 with Retry-After: 0\]\n/);
  expect(ran.err).toMatch(/\nok \(a mock, \d+ ms, 2 requests\)\n$/);
  const { run } = JSON.parse(ran.out);

  const late = await command('run', 'weather', 'data', '--mock', 'late');
  expect([late.code, JSON.parse(late.out)]).toEqual([0, { items: ['late'] }]);
  const listed = await command('runs', 'weather', '--limit', '1');
  expect(listed.out).toMatch(/^RUN +STARTED +TARGET +MODE +REQUESTS +TIME +OUTCOME\nrun_[0-9a-f]+ .* data +mock +0 /);
  const shown = await command('runs', 'show', run);
  expect(shown.out).toMatch(
    /^run_\w+: weather data, a mock\n[\s\S]*\n2 requests\n {2}GET .* → 503 [\s\S]*a further try/,
  );
  expect(JSON.parse((await command('runs', 'show', run, '--json')).out)).toMatchObject({ id: run, exchangeCount: 2 });

  expect((await command('runs', 'remove', run)).out).toBe(`${run} is removed.\n`);
  const gone = await command('runs', 'show', run, '--json');
  expect([gone.code, JSON.parse(gone.out)]).toMatchObject([2, { error: { code: 'unknown_run' } }]);
  expect(JSON.parse((await command('runs', 'remove', '--all', 'weather', '--json')).out)).toEqual({ removed: 1 });
  expect((await command('runs', 'list', 'weather')).out).toBe('weather has not been run yet.\n');
});

it('what shaped a request is told once, and how far a function is as well', async () => {
  const slow = await command('run', 'weather', 'data', '--mock', '--fault', 'slow:1@1', '--fault', 'cut@2');
  expect(slow.err.match(/^GET /gm)).toHaveLength(1);
  expect(slow.err).toMatch(/→ 200 \(.*\) \[from the mock; fault slow: 1 ms later\]\n/);
  const far = await command('run', 'weather', 'schema');
  expect(far.err).toContain('progress: 1 of 2, tables\nprogress: 2\nok (live, ');
});

it('what is asked of a function that has no use for it is refused before anything runs', async () => {
  const before = JSON.parse((await command('runs', 'weather', '--json')).out);
  for (const [args, sentence] of [
    [['schema', '--all-pages'], '--all-pages is for data; schema has no pages. Leave it out.'],
    [['validate', '--entity', 'a'], '--entity is for data; give validate what it needs with --input.'],
    [['data', '--mock', '--har', path.join(folder, 'no', 'x.har')], 'cannot be written: there is no such folder.'],
    [['data', '--mock', '--har', folder], `${folder} cannot be written: it is a folder.`],
  ] as const)
    expect(await command('run', 'weather', ...args)).toMatchObject({ code: 2, err: expect.stringContaining(sentence) });
  expect(JSON.parse((await command('runs', 'weather', '--json')).out)).toEqual(before);
});

it.each([
  [['run', 'weather', 'data', '--fault', 'later'], '"later" is not a fault: write EFFECT'],
  [['run', 'weather', 'data', '--attempts', '11'], "argument '11' is invalid. It is a number from 1 to 10."],
  [['run', 'weather', 'data', '--wall-ms', '1.5'], "argument '1.5' is invalid. It is a number of ms from 1."],
  [['run', 'weather', 'data', '--mock', '--replay', 'run_1'], 'A run is either a mock or a replay'],
  [['runs', 'remove', 'run_1', '--all', 'weather'], 'Name the run to remove, or'],
  [['runs', 'remove', 'run_1'], 'There is no run "run_1" in the workspace'],
  [['runs', 'list', 'weather', '--limit', '0'], 'It is a number from 1 to 1000.'],
])('%j is bad usage', async (args, sentence) => {
  const { code, err } = await command(...args);
  expect([code, err]).toEqual([2, expect.stringContaining(sentence)]);
});
