import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { type ServerProcess, serve, studio } from './studio-command.ts';

let folder = '';
let demo: ServerProcess;
const at = (name: string) => path.join(folder, name);
const run = (...args: string[]) =>
  studio([...args, '--workspace', at('workspace')], { DEMO_KEY: demo.ready.key ?? '' });

test.beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'studio-bad-'));
  demo = await serve(['demo-api', '--port', '0']);
  writeFileSync(at('html.json'), '<!doctype html><title>404</title>');
  writeFileSync(at('broken.json'), '{"openapi":"3.0.0",\n  "paths": {,}}');
  writeFileSync(at('broken.yaml'), 'openapi: 3.0.0\ninfo: x\npaths: a: b\n');
  writeFileSync(at('no-paths.json'), '{"openapi":"3.0.0","info":{"title":"x","version":"1"}}');
  const spec = `${demo.ready.url}/openapi.json`;
  expect((await run('import', spec, '--id', 'demo')).code).toBe(0);
  const host = new URL(spec).host;
  const connect = [
    'connect',
    'demo',
    '--name',
    'me',
    '--auth',
    'apiKey',
    '--secret',
    'key=DEMO_KEY',
    '--allow-host',
    host,
  ];
  expect((await run(...connect)).code).toBe(0);
});
test.afterAll(async () => {
  await demo.stop();
  rmSync(folder, { recursive: true, force: true });
});

const sentence = /^[^\n]+\n$/;
const noTrace = /\n\s+at |node:internal|\.ts:\d+/;

test('each mistake gives one sentence that names the thing, and exit code 2', async () => {
  const cases: [string[], RegExp][] = [
    [['inspect', at('html.json')], /html\.json.*(HTML|OpenAPI)/],
    [['inspect', at('broken.json')], /broken\.json.*line 2, column \d+/],
    [['inspect', at('broken.yaml')], /broken\.yaml.*line 3/],
    [['inspect', at('no-paths.json')], /no-paths\.json.*paths/],
    [['inspect', at('absent.json')], /absent\.json.*no such file/],
    [['import', `${demo.ready.url}/openapi.json`, '--id', 'demo'], /demo.*--id/],
    [['import', `${demo.ready.url}/openapi.json`, '--id', 'Not An Id'], /not-an-id/],
    [['import', `${demo.ready.url}/openapi.json`, '--id', 'other', '--entities', 'contcts'], /contcts.*contacts/],
    [['show', 'absent'], /absent.*demo/],
    [['run', 'absent', 'validate'], /absent.*demo/],
    [['run', 'demo', 'valdate'], /valdate.*validate/],
    [['run', 'demo', 'data', '--entity', 'contcts'], /contcts.*contacts/],
    [['run', 'demo', 'data', '--account', 'you'], /you.*me/],
    [['run', 'demo', 'data', '--input', '{'], /--input.*JSON/],
    [['run', 'demo', 'data', '--input', '@absent.json'], /absent\.json.*no such file/],
    [['connect', 'demo', '--name', 'x', '--auth', 'magic'], /magic.*apiKey/],
    [['connect', 'demo', '--name', 'x', '--auth', 'apiKey'], /--secret key=/],
    [['connect', 'demo', '--name', 'x', '--auth', 'apiKey', '--secret', 'key=NOT_SET_ANYWHERE'], /NOT_SET_ANYWHERE/],
    [['connect', 'demo', '--name', 'x', '--auth', 'apiKey', '--set', 'key=abc'], /--secret key=/],
    [['connect', 'demo', '--name', 'x', '--auth', 'apiKey', '--allow-host', 'http://a'], /http:\/\/a.*host/],
    [['open', at('absent')], /absent/],
    [['open', at('html.json')], /html\.json/],
    [['publish', 'demo', '--marketplace', 'http://127.0.0.1:9', '--key-env', 'NOT_SET_ANYWHERE'], /NOT_SET_ANYWHERE/],
  ];
  for (const [args, expected] of cases) {
    const result = await run(...args);
    expect(result, args.join(' ')).toMatchObject({ code: 2, stdout: '' });
    expect(result.stderr, args.join(' ')).toMatch(expected);
    expect(result.stderr, args.join(' ')).toMatch(sentence);
    expect(result.stderr).not.toMatch(noTrace);
  }
});

test('bad usage shows what to call, with exit code 2', async () => {
  for (const args of [['nonsense'], ['import'], ['run', 'demo'], ['demo-api', '--port', 'x']]) {
    const result = await studio(args);
    expect(result.code, args.join(' ')).toBe(2);
    expect(result.stderr).toContain('--help');
    expect(result.stderr).not.toMatch(noTrace);
  }
});

test('a marketplace that cannot be reached is named, with exit code 1', async () => {
  const result = await studio(
    ['publish', 'demo', '--marketplace', 'http://127.0.0.1:9', '--key-env', 'KEY', '--workspace', at('workspace')],
    { KEY: 'sk_x' },
  );
  expect(result.code).toBe(1);
  expect(result.stderr).toMatch(/http:\/\/127\.0\.0\.1:9/);
  expect(result.stderr).toMatch(sentence);
});

test('mistakes in a function are reported at their place, and what was saved stays', async () => {
  const folderOf = at('edited');
  expect((await run('export', 'demo', folderOf)).code).toBe(0);
  const file = path.join(folderOf, 'functions/validate.js');
  const saved = readFileSync(file, 'utf8');
  const runEdited = async (text: string) => {
    writeFileSync(file, text);
    expect((await run('open', folderOf)).code).toBe(0);
    const result = await run('run', 'demo', 'validate', '--account', 'me', '--json');
    return { code: result.code, ...JSON.parse(result.stdout) };
  };
  expect(await runEdited('export function validate() {\n  let a = ;\n}\n')).toMatchObject({
    code: 1,
    outcome: { kind: 'error', name: 'SyntaxError', place: { file: 'functions/validate.js', line: 2 } },
  });
  expect(await runEdited("export function validate() {\n\n  throw new TypeError('boom');\n}\n")).toMatchObject({
    code: 1,
    outcome: { kind: 'error', name: 'TypeError', message: 'boom', place: { file: 'functions/validate.js', line: 3 } },
  });
  writeFileSync(file, saved);
  expect((await run('open', folderOf)).code).toBe(0);
  expect((await run('run', 'demo', 'validate', '--account', 'me')).code).toBe(0);
});
