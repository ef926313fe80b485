import { setTimeout as sleep } from 'node:timers/promises';
import { createProcedureClient } from '@orpc/server';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Pagination } from '../../shared/connector/manifest.ts';
import type { ProbeRequest } from '../../shared/import/probe.ts';
import type { ImportReport } from '../../shared/import/report.ts';
import type { RunEvent } from '../../shared/run/run.ts';
import { answers, integer, listOf, openApi, query, report, text } from '../import/testing.ts';
import { number, rowsTo, source } from '../probe/testing.ts';
import { createRouter } from '../procedures/index.ts';
import { createRunner } from '../runs/index.ts';
import { createSessionStore } from '../vault/session.ts';
import { vaultOf } from '../vault/testing/vault.ts';
import { temporaryWorkspace, unwrap } from '../workspace/testing/temporary.ts';
import { saveConnection } from './connections.ts';
import { createFromReport } from './import.ts';
import type { Studio } from './index.ts';
import { readManifest } from './manifest.ts';
import { createOutbox } from './outbox/index.ts';
import { type ProbeOptions, probeInWorkspace } from './probe.ts';
import { noWindows } from './testing.ts';

const KEY = 'a secret of this test that is longer than what sentences quote';
/** The first row is known by the key: what is told of it must not be. */
const ROWS = rowsTo(30).map((row) => (row.id === 1 ? { ...row, id: KEY } : row));

const schema = {
  type: 'object',
  properties: { data: listOf({ id: integer, name: text }), total: integer, echo: text },
};
/** A description that says nothing about how `things` is paged. */
const spec = openApi(
  { '/things': { get: { parameters: [query('page_no'), query('page_size', integer)], responses: answers(schema) } } },
  {
    components: { securitySchemes: { key: { type: 'apiKey', in: 'query', name: 'api_key' } } },
    security: [{ key: [] }],
  },
);

/** A source whose pages are asked for by `page_no`, and which repeats the key that it was given. */
const pages = () =>
  source(({ query: asked }) => {
    if (asked.get('api_key') !== KEY) return { status: 401 };
    const [at, size] = [number(asked, 'page_no', 1) - 1, number(asked, 'page_size', 10)];
    return at < 0 ? { status: 400 } : { body: { data: ROWS.slice(at * size, (at + 1) * size), total: 30, echo: KEY } };
  });

/** A studio with one connector, `things`, made from the description; `change` stands for the review. */
async function studioWith(change: (report: ImportReport) => ImportReport = (same) => same) {
  const server = await pages();
  const workspace = temporaryWorkspace();
  const vault = vaultOf(createSessionStore('This is a test.'));
  const environment = {};
  const runner = createRunner({ workspace, vault, environment });
  onTestFinished(() => runner.close());
  const studio: Studio = {
    host: 'cli',
    workspace,
    vault,
    environment,
    runner,
    ...noWindows(),
    outbox: createOutbox({ workspace, vault, environment: {} }),
    close: async () => undefined,
  };
  const choices = { id: 'things', entities: 'all', commands: 'all', baseUrl: server.url } as const;
  unwrap(createFromReport(studio, change(await report(spec)), choices, { fileName: 'api.json', text: spec }));
  unwrap(
    await saveConnection(studio, {
      connector: 'things',
      name: 'main',
      auth: 'key',
      fields: {},
      secrets: { key: KEY },
      allowedHosts: [server.host],
    }),
  );
  const probe = (request: Partial<ProbeRequest> = {}, options: ProbeOptions = {}) =>
    probeInWorkspace(studio, { connector: 'things', ...request }, { limits: { pauseMs: 0 }, ...options });
  return { studio, server, probe };
}

const found: Pagination = {
  kind: 'page',
  params: { page: 'page_no', size: 'page_size' },
  start: 1,
};
const withPaging =
  (pagination: Pagination) =>
  (from: ImportReport): ImportReport => ({
    ...from,
    entities: from.entities.map((one) => ({ ...one, pagination })),
  });
const unproven = withPaging({ kind: 'unproven' });

async function allRows(studio: Studio): Promise<unknown> {
  const started = unwrap(
    await studio.runner.start({ connector: 'things', target: 'data', allPages: true }, () => undefined),
  );
  const { outcome, result } = await started.done;
  expect(outcome).toEqual({ kind: 'ok' });
  return typeof result === 'object' && result !== null && 'rows' in result ? result.rows : undefined;
}

describe('a probe', () => {
  it('is a run whose exchanges are its requests, without secrets (promises 2 and 3)', async () => {
    const { studio, server, probe } = await studioWith(unproven);
    const events: RunEvent[] = [];
    const report = unwrap(await probe({}, { onEvent: (batch) => events.push(...batch) }));
    expect(report).toMatchObject({ connector: 'things', requests: server.requests.length });
    expect(report.verdicts).toMatchObject([{ entity: 'things', verdict: 'proven', pagination: found }]);
    const run = unwrap(studio.workspace.runs.get(report.run));
    expect(run).toMatchObject({ target: 'probe', connection: 'main', outcome: { kind: 'ok' } });
    expect(run.exchanges.length).toBe(server.requests.length);
    expect(studio.workspace.runs.list('things', 5).map((one) => one.id)).toEqual([report.run]);
    const bodies = run.exchanges.map(({ responseBody }) =>
      Buffer.from(studio.workspace.runs.readBody(responseBody?.id ?? '', 10_000)?.bytes ?? []).toString(),
    );
    expect(bodies.join()).toContain('"echo":"***"');
    expect(report.verdicts[0]?.saw).toContain('page 1: 2 rows, ids ***…2');
    for (const kept of [JSON.stringify(run), JSON.stringify(report), JSON.stringify(events), bodies.join()])
      expect(kept).not.toContain(KEY.slice(0, 20));
    expect(run.exchanges[0]?.url).toContain('api_key=***');
  });

  it('changes nothing where it is not asked to', async () => {
    const { studio, probe } = await studioWith(unproven);
    const before = unwrap(studio.workspace.connectors.files('things'));
    unwrap(await probe());
    expect(studio.workspace.connectors.files('things')).toEqual({ ok: true, value: before });
  });

  it('ends where its caller goes away, and says so', async () => {
    const { studio, server, probe } = await studioWith(unproven);
    const stop = new AbortController();
    const ended = await probe({}, { signal: stop.signal, onEvent: () => stop.abort(), limits: { pauseMs: 1_000 } });
    expect(ended.ok ? '' : ended.error.message).toMatch(/^The probe of things was cancelled; .* run run_/);
    expect(server.requests.length).toBeLessThan(3);
    expect(studio.workspace.runs.list('things', 5)).toMatchObject([{ outcome: { kind: 'cancelled' } }]);
  });

  it('is a procedure, which ends with its signal', async () => {
    const { studio, server } = await studioWith(unproven);
    const { probe } = createRouter(studio).imports;
    const stop = new AbortController();
    const call = createProcedureClient(probe);
    const ended = call({ connector: 'things' }, { signal: stop.signal });
    const deadline = Date.now() + 10_000;
    while (server.requests.length === 0 && Date.now() < deadline) await sleep(5);
    stop.abort();
    await expect(ended).rejects.toMatchObject({ code: 'FAILURE', data: { code: 'cancelled' } });
    expect(server.requests.length).toBeLessThan(3);
    expect(await call({ connector: 'things' })).toMatchObject({ verdicts: [{ verdict: 'proven' }] });
  });

  it('refuses what its caller can mend', async () => {
    const { probe } = await studioWith();
    const entity = await probe({ entities: ['thing'] });
    expect(entity.ok ? '' : entity.error.message).toBe('things has no entity "thing"; try things.');
    const connection = await probe({ connection: 'other' });
    expect(connection.ok ? '' : connection.error.code).toBe('unknown_connection');
    const connector = await probe({ connector: 'nothing' });
    expect(connector.ok ? '' : connector.error.code).toBe('unknown_connector');
  });
});

describe('applying a probe', () => {
  it('writes what was found into the manifest and the source, which then reads every row', async () => {
    const { studio, probe } = await studioWith(unproven);
    expect(await allRows(studio)).toBe(10);
    const report = unwrap(await probe({ apply: true }));
    expect(report.applied?.files).toEqual(
      expect.arrayContaining(['connector.json', 'functions/entities.js', 'functions/data.js', 'README.md']),
    );
    const [things] = unwrap(readManifest(studio, 'things')).entities;
    expect(things).toMatchObject({ pagination: found, proof: { verdict: 'proven', at: report.at } });
    expect(await allRows(studio)).toBe(30);
    expect(unwrap(studio.workspace.connectors.revisions('things'))[0]?.message).toBe('Probed things');
  });

  it('drops a pagination that is refuted, and takes what was proven in its place', async () => {
    const { studio, probe } = await studioWith(
      withPaging({ kind: 'page', params: { page: 'page', size: 'page_size' }, start: 1, pageSize: 20 }),
    );
    const report = unwrap(await probe({ apply: true }));
    expect(report.verdicts).toMatchObject([{ verdict: 'refuted', pagination: found }]);
    expect(unwrap(readManifest(studio, 'things')).entities).toMatchObject([
      { pagination: found, proof: { verdict: 'refuted' } },
    ]);
    expect(await allRows(studio)).toBe(30);
  });

  it('writes only the proof where the source is right already', async () => {
    const { studio, probe } = await studioWith(withPaging({ ...found, pageSize: 10 }));
    // An edit elsewhere is no obstacle then.
    const { revision } = unwrap(studio.workspace.connectors.files('things'));
    const edited = { path: 'functions/entities.js', text: '// mine\n' };
    unwrap(studio.workspace.connectors.save('things', revision, [edited], 'edited'));
    const report = unwrap(await probe({ apply: true }));
    expect(report.applied).toEqual({ revision: revision + 2, files: ['connector.json'] });
    expect(unwrap(studio.workspace.connectors.readFile('things', edited.path)).text).toBe('// mine\n');
  });

  it('keeps every other edit of connector.json', async () => {
    const { studio, probe } = await studioWith(unproven);
    const { revision } = unwrap(studio.workspace.connectors.files('things'));
    const manifest = { ...unwrap(readManifest(studio, 'things')), description: 'My own words.', version: '2.0.0' };
    const file = { path: 'connector.json', text: JSON.stringify(manifest) };
    unwrap(studio.workspace.connectors.save('things', revision, [file], 'edited'));
    expect(unwrap(await probe({ apply: true })).applied).toBeDefined();
    expect(unwrap(readManifest(studio, 'things'))).toMatchObject({ description: 'My own words.', version: '2.0.0' });
  });

  it('writes nothing over an edited block: it names the block and what to change there', async () => {
    const { studio, probe } = await studioWith(unproven);
    const { revision, files } = unwrap(studio.workspace.connectors.files('things'));
    const path = 'functions/entities.js';
    const generated = files.find((file) => file.path === path)?.text ?? '';
    const edited = { path, text: generated.replace('await get(', 'await /* mine */ get(') };
    expect(edited.text).not.toBe(generated);
    unwrap(studio.workspace.connectors.save('things', revision, [edited], 'edited'));
    const report = unwrap(await probe({ apply: true }));
    expect(report.applied).toBeUndefined();
    expect(report.notApplied).toBe(
      'Nothing was written: your edits of things.read in functions/entities.js stand where new source must go; change by hand: things is page (page_no, page_size, from 1).',
    );
    expect(unwrap(studio.workspace.connectors.files('things')).revision).toBe(revision + 1);
  });

  it('writes nothing without the description that the source was made from', async () => {
    const { studio, probe } = await studioWith(unproven);
    const { files } = unwrap(studio.workspace.connectors.files('things'));
    const kept = files.filter((file) => !file.path.startsWith('spec/'));
    unwrap(studio.workspace.connectors.replace('things', kept, 'without'));
    const report = unwrap(await probe({ apply: true }));
    expect(report.verdicts[0]?.verdict).toBe('failed');
    expect(report.applied?.files).toEqual(['connector.json']);
  });
});
