import { describe, expect, it } from 'vitest';
import { httpServer } from '../network/testing/server.ts';
import { sampleConnector } from '../package/testing/sample.ts';
import { unwrap } from '../workspace/testing/temporary.ts';
import { testRunner } from './testing/studio.ts';

const source = `export async function data({ account }) {
  const base = account.baseUrl;
  const first = (await http.get(base + '/count')).body;
  const second = (await http.get(base + '/count')).body;
  const moved = (await http.get(base + '/moved', { query: { token: account.token } })).body;
  let gone;
  try { await http.get('http://127.0.0.2/'); } catch (error) { gone = error.name; }
  return { items: [first, second, moved, gone] };
}`;

async function recorded() {
  let count = 0;
  const server = await httpServer((request, response) => {
    if (request.url?.startsWith('/moved')) response.writeHead(302, { location: '/there' }).end();
    else response.end(request.url === '/there' ? '{"there":true}' : `{"n":${++count}}`);
  });
  const studio = testRunner({ files: { 'functions/data.js': source } });
  await studio.connect(
    { auth: 'token', fields: { baseUrl: server.url }, allowedHosts: [server.host] },
    { token: 'tok-1234567890' },
  );
  return { studio, server, live: await studio.run({ target: 'data' }) };
}

describe('replay', () => {
  it('a run of another connector is not replayed, and no run is left', async () => {
    const { studio, live } = await recorded();
    unwrap(studio.workspace.connectors.create(sampleConnector(), ''));
    expect(await studio.refused({ connector: 'weather', target: 'data', replayOf: live.id })).toEqual({
      kind: 'input',
      code: 'other_connector',
      message: `Run ${live.id} is one of crm, not of weather: a connector replays its own runs only. Choose a run of weather.`,
    });
    expect(studio.workspace.runs.list('weather', 10)).toEqual([]);
  });

  it('answers from the record, in order, without the network', async () => {
    const { studio, server, live } = await recorded();
    expect(live.result).toEqual({ items: [{ n: 1 }, { n: 2 }, { there: true }, 'PolicyError'] });
    const before = server.requests.length;
    const again = await studio.run({ target: 'data', replayOf: live.id });
    expect([again.outcome, again.result]).toEqual([{ kind: 'ok' }, live.result]);
    expect(server.requests).toHaveLength(before);
    expect(again.exchanges.map((one) => [one.method, one.url, one.status, one.run])).toEqual(
      live.exchanges.map((one) => [one.method, one.url, one.status, again.id]),
    );
    expect(again.exchanges[3]?.redirectOf).toBe(again.exchanges[2]?.id);
    // A replay can be replayed.
    expect((await studio.run({ target: 'data', replayOf: again.id })).result).toEqual(live.result);
  });

  it('a request that was not recorded, or once too often, is an error that names it', async () => {
    const { studio, server, live } = await recorded();
    const run = (body: string) =>
      studio.run({
        target: 'data',
        replayOf: live.id,
        unsaved: [{ path: 'functions/data.js', text: `export async function data({ account }) {\n${body}\n}` }],
      });
    const other = await run(`await http.get(account.baseUrl + '/other');`);
    expect(other.outcome).toMatchObject({
      kind: 'error',
      name: 'NetworkError',
      message: `Run ${live.id} did not record GET ${server.url}/other; the nearest that it recorded: GET ${server.url}/count, GET ${server.url}/moved?token=***, GET http://127.0.0.2/.`,
      place: { line: 2 },
    });
    const third = await run(`for (let i = 0; i < 3; i++) await http.get(account.baseUrl + '/count');`);
    expect(third.outcome).toMatchObject({
      message: `Run ${live.id} recorded GET ${server.url}/count 2 times, and a replay gives each answer once, in order.`,
    });
    expect(third.exchanges.map((one) => one.error?.code)).toEqual([undefined, undefined, 'replay_miss']);
  });

  it('of a run that is not there is an input failure', async () => {
    const { studio } = await recorded();
    expect(await studio.refused({ target: 'data', replayOf: 'run_0' })).toMatchObject({
      kind: 'input',
      code: 'unknown_run',
    });
  });
});
