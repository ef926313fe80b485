import { describe, expect, it } from 'vitest';
import { exchangeLimits } from '../../shared/limits.ts';
import { testRunner } from '../runs/testing/studio.ts';
import { unwrap } from '../workspace/testing/temporary.ts';
import { compareStoredExchanges, compareStoredRuns } from './compare.ts';
import { copyExchange } from './copy.ts';
import { exportHar } from './har/export.ts';
import { importHar } from './har/import.ts';
import { searchBodies } from './search.ts';

interface Answer {
  readonly path: string;
  readonly text?: string;
  readonly post?: string;
}

/** A workspace with recordings of these answers. */
async function recordings(...runs: readonly (readonly Answer[])[]) {
  const studio = testRunner();
  const ids: string[] = [];
  for (const answers of runs) {
    const entries = answers.map(({ path, text, post }) => ({
      startedDateTime: '2026-01-01T00:00:00Z',
      request: {
        method: post === undefined ? 'GET' : 'POST',
        url: `https://crm.example.com${path}`,
        headers: [{ name: 'Authorization', value: 'Bearer t0ken-of-mine' }],
        ...(post === undefined ? {} : { postData: { mimeType: 'text/plain', text: post } }),
      },
      response: {
        status: 200,
        content: { size: 1, mimeType: 'application/json', ...(text === undefined ? {} : { text }) },
      },
    }));
    const text = JSON.stringify({ log: { entries } });
    ids.push(unwrap(await importHar(studio.workspace, { connector: 'crm', fileName: 'a.har', text })).run);
  }
  return { workspace: studio.workspace, ids };
}

describe('of what the workspace keeps', () => {
  it('two runs are compared, bodies by their bytes', async () => {
    const { workspace, ids } = await recordings(
      [{ path: '/a', text: '[1]' }, { path: '/b', text: '[2]' }, { path: '/gone' }],
      [{ path: '/a', text: '[1]' }, { path: '/b', text: '[3]' }, { path: '/gone' }, { path: '/c' }],
    );
    const [a = '', b = ''] = ids;
    expect(unwrap(compareStoredRuns(workspace, a, b)).requests).toMatchObject({
      counts: { added: 1, removed: 0, changed: 1, same: 2 },
      changed: [{ a: `${a}-2`, b: `${b}-2`, what: ['responseBody'] }],
      onlyB: [{ url: 'https://crm.example.com/c' }],
    });
    expect(unwrap(compareStoredExchanges(workspace, `${a}-2`, `${b}-2`))).toMatchObject({
      same: false,
      responseBody: { kind: 'json', changes: [{ path: '$[0]', before: '2', after: '3' }] },
    });
    expect(compareStoredRuns(workspace, a, 'run_0')).toMatchObject({ ok: false, error: { code: 'unknown_run' } });
    expect(compareStoredExchanges(workspace, a, 'run_0-1')).toMatchObject({
      ok: false,
      error: { code: 'unknown_exchange' },
    });
  });

  it('texts are found in bodies of both sides, whatever their case', async () => {
    const { workspace, ids } = await recordings([
      { path: '/a', text: '{"name":"Ärmel"}' },
      { path: '/b', text: '{}', post: 'ÄRMEL' },
      { path: '/c', text: '{"ärger":1}' },
    ]);
    const [run = ''] = ids;
    expect(await searchBodies(workspace, run, 'ärmel')).toEqual({
      ok: true,
      value: { exchanges: [`${run}-1`, `${run}-2`], complete: true },
    });
    expect(await searchBodies(workspace, 'run_0', 'x')).toMatchObject({ ok: false, error: { code: 'unknown_run' } });
  });

  it('a search reads a limited number of bytes, and says so', async () => {
    const { workspace, ids } = await recordings([
      { path: '/a', text: `${'x'.repeat(exchangeLimits.searchBodyBytes)}needle` },
      { path: '/b', text: 'needle' },
      { path: '/gone' },
    ]);
    const [run = ''] = ids;
    expect(unwrap(await searchBodies(workspace, run, 'needle'))).toEqual({ exchanges: [`${run}-2`], complete: false });
    // Exchanges that share one body of the largest size: so many that the last is not read any more.
    const [large] = unwrap(workspace.runs.get(run)).exchanges;
    const count = exchangeLimits.searchBytes / exchangeLimits.searchBodyBytes;
    for (let seq = 4; large && seq < 4 + count; seq++)
      workspace.runs.putExchange({ ...large, id: `${run}-${seq}`, seq });
    const found = unwrap(await searchBodies(workspace, run, 'xx'));
    expect(found).toMatchObject({ complete: false });
    expect(found.exchanges).toHaveLength(count);
  });

  it('an exchange is copied, and a run exported up to a limit', async () => {
    const { workspace, ids } = await recordings([{ path: '/a', post: 'it’s', text: 'x'.repeat(6 * 1024 * 1024) }]);
    const [run = ''] = ids;
    expect(unwrap(copyExchange(workspace, `${run}-1`, 'curl')).text).toContain(`--data-raw 'it’s'`);
    expect(copyExchange(workspace, 'run_0-1', 'curl')).toMatchObject({
      ok: false,
      error: { code: 'unknown_exchange' },
    });
    expect(JSON.parse(unwrap(exportHar(workspace, run))).log.entries).toHaveLength(1);
    const record = unwrap(workspace.runs.get(run)).exchanges[0];
    for (let seq = 2; record && seq < 13; seq++) workspace.runs.putExchange({ ...record, id: `${run}-${seq}`, seq });
    expect(exportHar(workspace, run)).toMatchObject({
      ok: false,
      error: { code: 'too_large', message: expect.stringContaining(`studio har export ${run} FILE`) },
    });
  });
});
