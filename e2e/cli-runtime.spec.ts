import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { serve, studio } from './studio-command.ts';

let folder = '';
test.beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'studio-runtime-'));
});
test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Commands on one workspace, with the key of a demo API in their environment. */
function commands(key: string) {
  const run = (...args: string[]) =>
    studio([...args, '--workspace', path.join(folder, 'workspace'), '--json'], { DEMO_KEY: key });
  const ok = async (...args: string[]) => {
    const result = await run(...args);
    expect(result, result.stderr).toMatchObject({ code: 0 });
    expect(result.stdout + result.stderr).not.toContain(key);
    return JSON.parse(result.stdout);
  };
  return { run, ok };
}

test('a source that fails, that is kept and that is gone: faults, archives, replay and mocks', async () => {
  const demo = await serve(['demo-api', '--port', '0']);
  const { url = '', key = '' } = demo.ready;
  const { run, ok } = commands(key);
  await ok('import', `${url}/openapi.json`, '--id', 'demo', '--entities', 'deals', '--commands', 'createContact');
  const account = ['--name', 'me', '--auth', 'apiKey', '--secret', 'key=DEMO_KEY'];
  await ok('connect', 'demo', ...account, '--allow-host', new URL(url).host);
  const deals = ['run', 'demo', 'data', '--entity', 'deals'];

  const struck = await ok(...deals, '--fault', '429:0@1', '--attempts', '2');
  const [refused, again] = struck.exchanges;
  expect(struck.exchanges).toHaveLength(2);
  expect(refused).toMatchObject({ status: 429, answeredBy: 'mock', fault: '429 with Retry-After: 0' });
  expect(again).toMatchObject({ status: 200, retryOf: refused.id });

  const live = await ok(...deals);
  expect(live).toMatchObject({ mode: 'live', outcome: { kind: 'ok' }, result: struck.result });
  const { text } = await ok('exchange', 'copy', live.exchanges[0].id, '--as', 'curl');
  expect(text).toMatch(/^curl /);
  expect(text).toContain(`${url}/deals`);
  const archive = path.join(folder, 'deals.har');
  await ok('har', 'export', live.run, archive);
  expect(readFileSync(archive, 'utf8')).not.toContain(key);
  const taken = await ok('har', 'import', archive, '--connector', 'demo');
  expect(taken).toMatchObject({ exchanges: 1, leftOut: 0, missingBodies: 0 });

  expect(await demo.stop()).toBe(0);
  const lost = await run(...deals);
  expect(lost.code).toBe(1);
  expect(JSON.parse(lost.stdout)).toMatchObject({
    exchanges: [{ status: null, error: { code: 'connection_refused' } }],
  });
  for (const recording of [live.run, taken.run]) {
    const replayed = await ok(...deals, '--replay', recording);
    expect(replayed).toMatchObject({ mode: 'replay', exchanges: [{ status: 200, answeredBy: 'recording' }] });
    expect(replayed.result).toEqual(live.result);
  }

  const exported = path.join(folder, 'demo');
  await ok('export', 'demo', exported);
  const made = { success: true, payload: { id: 7, name: 'Ada' } };
  writeFileSync(path.join(exported, 'mocks.json'), JSON.stringify({ createContact: { default: made } }));
  expect(await ok('open', exported)).toMatchObject({ id: 'demo', changed: true });
  const mocked = await ok('run', 'demo', 'createContact', '--input', '{"name":"Ada"}', '--mock');
  expect(mocked).toMatchObject({ mode: 'mock', exchanges: [], result: made });
});
