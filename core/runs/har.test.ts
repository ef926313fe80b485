import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { httpServer } from '../network/testing/server.ts';
import { toHar } from './har.ts';
import { testRunner } from './testing/studio.ts';

async function recorded() {
  const server = await httpServer((request, response) => {
    if (request.url?.startsWith('/moved')) response.writeHead(302, { location: '/json?q=1&q=2' }).end();
    else if (request.url?.startsWith('/json'))
      response
        .writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' })
        .end(gzipSync(`{"a":"${'ä'.repeat(200)}"}`));
    else response.writeHead(200, { 'content-type': 'image/png' }).end(Buffer.from([0x89, 0x50, 0xff]));
  });
  const studio = testRunner({
    files: {
      'functions/config.js': `export const config = async ({ account }) => { await http.get(account.baseUrl + '/moved#top'); await http.post(account.baseUrl + '/image', { body: { a: 1 } }); try { await http.get('http://127.0.0.2/'); } catch {} return {}; };`,
    },
  });
  await studio.connect({ fields: { baseUrl: server.url }, allowedHosts: [server.host] });
  const detail = await studio.run({ target: 'config' });
  const har = toHar(detail, (id) => studio.workspace.runs.readBody(id, 1e6)?.bytes, '1.2.3');
  return { detail, har, server };
}

describe('toHar', () => {
  it('is HAR 1.2 with all that it requires', async () => {
    const { detail, har, server } = await recorded();
    expect(detail.outcome).toEqual({ kind: 'ok' });
    expect(har.log).toMatchObject({ version: '1.2', creator: { name: 'Connector Studio', version: '1.2.3' } });
    const { entries } = har.log;
    expect(
      entries.map((entry) => [entry.request.method, entry.request.url.replace(server.url, ''), entry.response.status]),
    ).toEqual([
      ['GET', '/moved', 302],
      ['GET', '/json?q=1&q=2', 200],
      ['POST', '/image', 200],
      ['GET', 'http://127.0.0.2/', 0],
    ]);
    for (const entry of entries) {
      expect(new Date(entry.startedDateTime).toISOString()).toBe(entry.startedDateTime);
      expect(entry.cache).toEqual({});
      expect(entry.request).toMatchObject({
        httpVersion: 'HTTP/1.1',
        cookies: [],
        headersSize: -1,
        bodySize: expect.any(Number),
      });
      expect(entry.response).toMatchObject({
        cookies: [],
        headersSize: -1,
        content: { size: expect.any(Number), mimeType: expect.any(String) },
      });
      expect(entry).not.toHaveProperty('serverIPAddress', '');
    }
  });

  it('HR-1, HR-2: time is the sum of the phases; what did not happen is -1', async () => {
    const { har } = await recorded();
    for (const { time, timings } of har.log.entries) {
      const sum = [timings.blocked, timings.dns, timings.connect, timings.send, timings.wait, timings.receive].reduce(
        (all, ms) => all + Math.max(0, ms),
        0,
      );
      expect(time).toBeCloseTo(sum, 2);
      for (const ms of [timings.send, timings.wait, timings.receive]) expect(ms).toBeGreaterThanOrEqual(0);
    }
    expect(har.log.entries[1]?.timings).toMatchObject({ dns: -1, connect: -1, ssl: -1 });
  });

  it('HR-4: binary bodies are base64, text is text; sizes are decoded and as sent', async () => {
    const { har } = await recorded();
    const [moved, json, image, refused] = har.log.entries;
    expect(moved?.response.redirectURL).toBe('/json?q=1&q=2');
    expect(json?.request.queryString).toEqual([
      { name: 'q', value: '1' },
      { name: 'q', value: '2' },
    ]);
    expect(json?.response.content).toMatchObject({
      size: 408,
      mimeType: 'application/json',
      text: `{"a":"${'ä'.repeat(200)}"}`,
    });
    expect(json?.response.content.compression).toBe(408 - (json?.response.bodySize ?? 0));
    expect(image?.response.content).toMatchObject({
      mimeType: 'image/png',
      text: Buffer.from([0x89, 0x50, 0xff]).toString('base64'),
      encoding: 'base64',
    });
    expect(image?.request.postData).toEqual({ mimeType: 'application/json', text: '{"a":1}' });
    expect(refused?.response._error).toContain('may not reach 127.0.0.2');
  });
});
