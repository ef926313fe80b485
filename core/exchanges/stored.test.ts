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

  it('a comparison reads a limited number of bytes', async () => {
    const { workspace, ids } = await recordings(
      [
        { path: '/a', text: '[1]' },
        { path: '/b', text: '[2]' },
      ],
      [
        { path: '/a', text: '[3]' },
        { path: '/b', text: '[4]' },
      ],
    );
    const [a = '', b = ''] = ids;
    expect(unwrap(compareStoredRuns(workspace, a, b, 3)).requests.counts).toMatchObject({ changed: 1, same: 1 });
    expect(unwrap(compareStoredRuns(workspace, a, b, 6)).requests.counts).toMatchObject({ changed: 2, same: 0 });
    const { compareBytes } = exchangeLimits;
    for (const run of [a, b]) {
      const [exchange] = unwrap(workspace.runs.get(run)).exchanges;
      const ref = exchange?.responseBody;
      if (!ref) throw new Error('the recording has a body');
      const bytes = Buffer.concat([Buffer.alloc(compareBytes, 'x'), Buffer.from(run)]);
      workspace.runs.record({
        exchanges: [{ ...exchange, responseBody: { ...ref, bytes: bytes.byteLength } }],
        bodies: [{ id: ref.id, bytes }],
      });
    }
    expect(unwrap(compareStoredExchanges(workspace, `${a}-1`, `${b}-1`)).responseBody).toEqual({
      kind: 'unknown',
      reason: `The bodies are alike in their first ${compareBytes} bytes; more was not compared.`,
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
      { path: '/a', text: `${'x'.repeat(20)}needle` },
      { path: '/b', text: 'needle' },
      { path: '/c', text: 'needle' },
    ]);
    const [run = ''] = ids;
    const found = async (searchBytes: number, searchBodyBytes: number) =>
      unwrap(await searchBodies(workspace, run, 'needle', { searchBytes, searchBodyBytes }));
    expect(await found(100, 20)).toEqual({ exchanges: [`${run}-2`, `${run}-3`], complete: false });
    expect(await found(32, 26)).toEqual({ exchanges: [`${run}-1`, `${run}-2`], complete: false });
    expect(await found(38, 26)).toEqual({ exchanges: [`${run}-1`, `${run}-2`, `${run}-3`], complete: true });
    expect(exchangeLimits).toMatchObject({ searchBytes: 134_217_728, searchBodyBytes: 8_388_608 });
  });

  it('a body that is no longer there makes a search incomplete', async () => {
    const { workspace, ids } = await recordings([{ path: '/gone' }]);
    expect(unwrap(await searchBodies(workspace, ids[0] ?? '', 'x'))).toEqual({ exchanges: [], complete: false });
  });

  it('an exchange is copied, and a run exported up to a limit', async () => {
    const { workspace, ids } = await recordings([{ path: '/a', post: 'it’s', text: 'xyz' }]);
    const [run = ''] = ids;
    expect(unwrap(copyExchange(workspace, `${run}-1`, 'curl')).text).toContain(`--data-raw 'it’s'`);
    expect(copyExchange(workspace, 'run_0-1', 'curl')).toMatchObject({
      ok: false,
      error: { code: 'unknown_exchange' },
    });
    expect(JSON.parse(unwrap(exportHar(workspace, run))).log.entries).toHaveLength(1);
    expect(exportHar(workspace, run, 200)).toMatchObject({
      ok: false,
      error: { code: 'too_large', message: expect.stringContaining(`studio har export ${run} FILE`) },
    });
  });
});
