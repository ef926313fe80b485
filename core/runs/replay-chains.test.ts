import { rmSync } from 'node:fs';
import { Socket } from 'node:net';
import path from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it, vi } from 'vitest';
import { httpServer, rawServer } from '../network/testing/server.ts';
import { testClock } from './testing/clock.ts';
import { testRunner } from './testing/studio.ts';

const asks = (body: string): string => `export async function data({ account }) {
  const post = (path, body) => http.post(account.baseUrl + path, { body }).then((one) => one.body);
  const get = (path) => http.get(account.baseUrl + path).then((one) => one.body);
  ${body}
}`;

/** A source that counts, and answers a path with a status as often as it is told. */
async function recorder(failing: Record<string, number[]> = {}) {
  let count = 0;
  const server = await httpServer((request, response, body) => {
    const status = failing[request.url ?? '']?.shift() ?? 200;
    response.writeHead(status).end(JSON.stringify({ n: ++count, ...(body === '' ? {} : { body: JSON.parse(body) }) }));
  });
  const studio = testRunner({ clock: testClock() });
  await studio.connect({ fields: { baseUrl: server.url }, allowedHosts: [server.host] });
  const run = (body: string, more: { replayOf?: string; attempts?: number } = {}) =>
    studio.run({ target: 'data', unsaved: [{ path: 'functions/data.js', text: asks(body) }], ...more });
  return { server, studio, run };
}

describe('a replay', () => {
  it('opens no socket, whatever is asked', async () => {
    const { server, run } = await recorder();
    const live = await run(`return { items: [await get('/a'), await get('/b')] };`);
    const connect = vi.spyOn(Socket.prototype, 'connect');
    const again = await run(
      `let miss; try { await get('/c'); } catch (error) { miss = error.name; }
       return { items: [await get('/b'), await get('/a'), miss] };`,
      { replayOf: live.id },
    );
    const calls = connect.mock.calls.length;
    connect.mockRestore();
    expect([again.result, calls, server.requests.length]).toEqual([
      { items: [{ n: 2 }, { n: 1 }, 'NetworkError'] },
      0,
      2,
    ]);
  });

  it('answers requests that differ in their body alone by the body, whatever the order of its keys', async () => {
    const { server, run } = await recorder();
    const live = await run(
      `return { items: [await post('/q', { page: 1, size: 5 }), await post('/q', { page: 2, size: 5 })] };`,
    );
    const turned = await run(
      `return { items: [await post('/q', { size: 5, page: 2 }), await post('/q', { size: 5, page: 1 })] };`,
      { replayOf: live.id },
    );
    expect(turned.result).toMatchObject({ items: [{ n: 2 }, { n: 1 }] });
    const other = await run(`await post('/q', { page: 1, size: 5 }); await post('/q', { page: 3, size: 5 });`, {
      replayOf: live.id,
    });
    expect(other.outcome).toMatchObject({
      name: 'NetworkError',
      message: `Run ${live.id} recorded POST ${server.url}/q 2 times, but none that is left with this body: request 2 with {"page":2,"size":5}.`,
    });
  });

  it('does not compare bodies where they never differed', async () => {
    const { run } = await recorder();
    const live = await run(`return { items: [await post('/q', { at: 1 }), await post('/q', { at: 1 })] };`);
    const again = await run(`return { items: [await post('/q', { at: 2 })] };`, { replayOf: live.id });
    expect(again.result).toMatchObject({ items: [{ n: 1 }] });
  });

  it('repeats recorded tries as they were, whatever number of tries is asked for now', async () => {
    const { server, run } = await recorder({ '/a': [503, 503], '/b': [503, 503, 503] });
    const text = `const first = await get('/a'); let last = (await http.get(account.baseUrl + '/b')).status;
      return { items: [first, last] };`;
    const live = await run(text, { attempts: 3 });
    expect(live.result).toEqual({ items: [{ n: 3 }, 503] });
    for (const attempts of [1, 10]) {
      const again = await run(text, { replayOf: live.id, attempts });
      expect(again.result).toEqual(live.result);
      const chain = (detail: typeof again) =>
        detail.exchanges.map((one) => [one.status, detail.exchanges.findIndex(({ id }) => id === one.retryOf)]);
      expect(chain(again)).toEqual(chain(live));
      expect(again.logs.at(-1)?.text).not.toContain('not asked for');
    }
    expect(server.requests).toHaveLength(6);
  });

  it('repeats what was sent again because a kept connection was closed under it', async () => {
    let answers = 0;
    const server = await rawServer((socket) => {
      let onThis = 0;
      socket.on('data', () => {
        if (++onThis > 1) socket.destroy();
        else socket.write(`HTTP/1.1 200 OK\r\ncontent-length: 1\r\n\r\n${++answers}`);
      });
    });
    const text = `export const data = async ({ account: { baseUrl } }) => ({
      items: [(await http.get(baseUrl)).body, (await http.get(baseUrl)).body] });`;
    const studio = testRunner({ files: { 'functions/data.js': text } });
    await studio.connect({ fields: { baseUrl: server.url }, allowedHosts: [server.host] });
    const live = await studio.run({ target: 'data' });
    expect([live.result, live.exchanges.length]).toEqual([{ items: ['1', '2'] }, 3]);
    const again = await studio.run({ target: 'data', replayOf: live.id });
    expect([again.result, again.exchanges.length, again.logs.length]).toEqual([live.result, 3, 1]);
  });

  it('keeps the further tries of one request apart from other requests for the same', async () => {
    const { run } = await recorder({ '/a': [503] });
    const text = `const [one, two] = await Promise.all([get('/a'), get('/a')]); return { items: [one, two] };`;
    const live = await run(text, { attempts: 2 });
    const again = await run(text, { replayOf: live.id });
    expect(again.result).toEqual(live.result);
  });

  it('says at its end which recorded requests were not asked for', async () => {
    const { server, run } = await recorder();
    const live = await run(`return { items: [await get('/a'), await get('/b'), await get('/c')] };`);
    const again = await run(`return { items: [await get('/b')] };`, { replayOf: live.id });
    expect(again.logs).toMatchObject([
      {
        level: 'warn',
        text: `2 of the requests recorded in ${live.id} were not asked for: GET ${server.url}/a, GET ${server.url}/c.`,
      },
    ]);
  });

  it('needs no token that the studio fetched when it was recorded', async () => {
    const { studio, server, run } = await recorder();
    const live = await run(`return { items: [await get('/token'), await get('/a')] };`);
    const db = new Database(path.join(studio.workspace.directory, 'workspace.db'));
    db.prepare(
      `UPDATE exchanges SET record = json_set(record, '$.initiator', json('{"kind":"studio","purpose":"token"}')) WHERE id = ?`,
    ).run(`${live.id}-1`);
    db.close();
    const again = await run(`return { items: [await get('/a')] };`, { replayOf: live.id });
    expect([again.result, again.logs, server.requests.length]).toEqual([{ items: [{ n: 2 }] }, [], 2]);
  });

  it('of an archive takes values that were masked by their names', async () => {
    const { studio, server, run } = await recorder();
    const live = await run(`return { items: [await get('/a?api_key=first'), await get('/a?api_key=second')] };`);
    const db = new Database(path.join(studio.workspace.directory, 'workspace.db'));
    db.prepare(`UPDATE exchanges SET record = json_set(record, '$.url', ?) WHERE seq = 1`).run(
      `${server.url}/a?api_key=***`,
    );
    db.close();
    const again = await run(`return { items: [await get('/a?api_key=second'), await get('/a?api_key=third#x')] };`, {
      replayOf: live.id,
    });
    expect(again.result).toEqual({ items: [{ n: 2 }, { n: 1 }] });
  });

  it('says where a recorded body is gone', async () => {
    const { studio, server, run } = await recorder();
    const live = await run(`return { items: [await get('/a')] };`);
    const db = new Database(path.join(studio.workspace.directory, 'workspace.db'));
    db.prepare('DELETE FROM bodies WHERE id = ?').run(`${live.id}-1-response`);
    db.close();
    rmSync(path.join(studio.workspace.directory, 'bodies'), { recursive: true });
    const again = await run(`return { items: [await get('/a')] };`, { replayOf: live.id });
    expect(again.outcome).toMatchObject({
      name: 'NetworkError',
      message: `The body of GET ${server.url}/a in run ${live.id} is no longer stored: older bodies make room for newer ones, and removed runs take theirs along.`,
    });
  });
});
