import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { httpServer, rawServer } from '../../network/testing/server.ts';
import { testRunner } from '../../runs/testing/studio.ts';
import { toHar } from '../testing/har.ts';
import { recordedBy } from '../testing/recorded.ts';
import { checkHar } from './check.ts';
import { schemaErrors } from './testing/schema.ts';

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
      expect(entry.request).toMatchObject({ httpVersion: 'HTTP/1.1', cookies: [], bodySize: expect.any(Number) });
      expect(entry.response).toMatchObject({
        cookies: [],
        content: { size: expect.any(Number), mimeType: expect.any(String) },
      });
      expect(entry).not.toHaveProperty('serverIPAddress', '');
    }
    expect(schemaErrors(har)).toEqual([]);
    expect(checkHar(JSON.parse(JSON.stringify(har)))).toEqual([]);
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

  it('sizes of heads are those of the wire, where nothing was masked', async () => {
    const heads: Buffer[] = [];
    const server = await rawServer((socket) =>
      socket.on('data', (chunk) => {
        heads.push(chunk);
        socket.end('HTTP/1.1 200 OK\r\nX-A: b\r\nContent-Length: 0\r\n\r\n');
      }),
    );
    const studio = testRunner({
      files: {
        'functions/config.js': `export const config = async ({ account }) => { await http.get(account.baseUrl + '/a?b=c d'); await http.get(account.baseUrl, { headers: { authorization: 'Bearer ' + account.token } }); return {}; };`,
      },
    });
    const part = { auth: 'token', fields: { baseUrl: server.url }, allowedHosts: [server.host] };
    await studio.connect(part, { token: 'canary-1234567' });
    const { entries } = toHar(await studio.run({ target: 'config' }), () => undefined, '1').log;
    expect(entries[0]?.request.headersSize).toBe(heads[0]?.byteLength);
    expect(entries[0]?.response.headersSize).toBe('HTTP/1.1 200 OK\r\nX-A: b\r\nContent-Length: 0\r\n\r\n'.length);
    expect(entries[1]?.request.headersSize).toBe(-1);
    expect(JSON.stringify(entries)).not.toContain('canary');
  });

  it('HR-3: cookies are read, forms have params, and what HAR has no member for begins with _', () => {
    const detail = recordedBy({
      method: 'POST',
      requestHeaders: [['Cookie', 'a=1; b=x=y; =c']],
      responseHeaders: [
        [
          'Set-Cookie',
          'sid=***; Path=/a; Domain=x.example; Expires=Wed, 21 Oct 2026 07:28:00 GMT; HttpOnly; secure; SameSite=Lax',
        ],
        ['set-cookie', 'plain=1; Expires=soon'],
      ],
      requestBody: { id: 'form', bytes: 9, mimeType: 'application/x-www-form-urlencoded; charset=utf-8' },
      initiator: { kind: 'code', function: 'read', place: { file: 'functions/data.js', line: 3, column: 9 } },
      retryOf: 'run_1-1',
      replayOf: 'run_0-1',
      redirectOf: 'run_1-2',
      fault: '429 with Retry-After: 2',
      tlsVersion: 'TLSv1.3',
      answeredBy: 'recording',
      remoteAddress: '::1',
      connection: '4711',
      error: { code: 'idle_timeout', message: 'the body stopped' },
    });
    const har = toHar(detail, (id) => (id === 'form' ? Buffer.from('a=1+2&b=%C3%A4') : undefined), '1');
    const [entry] = har.log.entries;
    expect(entry).toMatchObject({
      request: {
        cookies: [
          { name: 'a', value: '1' },
          { name: 'b', value: 'x=y' },
          { name: '', value: 'c' },
        ],
        postData: {
          params: [
            { name: 'a', value: '1 2' },
            { name: 'b', value: 'ä' },
          ],
          _text: 'a=1+2&b=%C3%A4',
        },
      },
      response: {
        cookies: [
          {
            ...{ name: 'sid', value: '***', path: '/a', domain: 'x.example', expires: '2026-10-21T07:28:00.000Z' },
            ...{ httpOnly: true, secure: true },
          },
          { name: 'plain', value: '1', httpOnly: false, secure: false },
        ],
        _error: 'the body stopped',
        _errorCode: 'idle_timeout',
      },
      serverIPAddress: '::1',
      connection: '4711',
      _initiator: { type: 'script', kind: 'code', function: 'read', place: { line: 3 } },
      ...{ _retryOf: 'run_1-1', _replayOf: 'run_0-1', _redirectOf: 'run_1-2', _fault: '429 with Retry-After: 2' },
      ...{ _tlsVersion: 'TLSv1.3', _answeredBy: 'recording' },
    });
    expect(entry?.request.postData).not.toHaveProperty('text');
    expect(schemaErrors(har)).toEqual([]);
    expect(checkHar(har)).toEqual([]);
  });

  it('says of a body that is gone that it is gone', () => {
    const detail = recordedBy({ responseBody: { id: 'x', bytes: 5, mimeType: 'text/plain' } });
    expect(toHar(detail, () => undefined, '1').log.entries[0]?.response.content).toEqual({
      ...{ size: 5, mimeType: 'text/plain', compression: 5 },
      comment: 'The body is no longer stored: older bodies make room for newer ones.',
    });
  });
});
