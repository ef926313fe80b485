import { describe, expect, it } from 'vitest';
import { testRunner } from '../../runs/testing/studio.ts';
import { toHar } from '../testing/har.ts';
import { checkHar } from './check.ts';
import { archive, bodyOf, json, pairs, taken } from './testing/archives.ts';
import { schemaErrors } from './testing/schema.ts';

describe('importHar', () => {
  it('an archive of Chrome becomes a run that can be inspected', async () => {
    const studio = testRunner();
    const binary = Buffer.from([0x89, 0x50, 0xff, 0]).toString('base64');
    const { detail, ...counts } = await taken(
      studio,
      `\ufeff${archive([
        {
          url: 'https://crm.example.com/a?q=1#top',
          content: json({ a: 'ä' }),
          answerHeaders: { 'content-type': 'application/json' },
        },
        {
          url: 'https://crm.example.com/b',
          method: 'POST',
          postData: {
            mimeType: 'application/x-www-form-urlencoded',
            text: 'a=1+2&b=',
            params: pairs({ a: '1 2', b: '' }),
          },
        },
        {
          url: 'https://crm.example.com/c',
          content: { size: 4, mimeType: 'image/png', text: binary, encoding: 'base64' },
        },
        { url: 'https://crm.example.com/d', status: 0 },
        { url: 'https://crm.example.com/e', content: { size: 999, mimeType: 'text/html' } },
        { url: 'data:text/plain,x' },
        { url: 'wss://crm.example.com/socket', status: 101 },
      ])}`,
    );
    expect(counts).toMatchObject({ exchanges: 5, leftOut: 2, missingBodies: 1 });
    expect(detail).toMatchObject({
      ...{ target: 'recording', mode: 'replay', connection: null, outcome: { kind: 'ok' }, exchangeCount: 5 },
      ...{ input: { file: 'traffic.har' }, startedAt: '2026-01-01T00:00:00.123Z', durationMs: 4007.5 },
    });
    const [a, b, c, d, e] = detail.exchanges;
    expect(a).toMatchObject({
      ...{ url: 'https://crm.example.com/a?q=1', status: 200, httpVersion: 'h2', durationMs: 7.5, connection: '443' },
      ...{ requestHeaders: [['accept', '*/*']], remoteAddress: '2001:db8::1', answeredBy: 'recording' },
    });
    expect(a).not.toHaveProperty('initiator');
    expect(bodyOf(studio, a?.responseBody?.id)).toBe('{"a":"ä"}');
    expect(bodyOf(studio, b?.requestBody?.id)).toBe('a=1+2&b=');
    expect(studio.workspace.runs.readBody(c?.responseBody?.id ?? '', 9)?.bytes).toEqual(
      Buffer.from([0x89, 0x50, 0xff, 0]),
    );
    expect(d).toMatchObject({ status: null, error: { code: 'no_response', message: 'net::ERR_CONNECTION_REFUSED' } });
    expect(e?.responseBody).toMatchObject({ bytes: 999 });
    const again = toHar(detail, (id) => studio.workspace.runs.readBody(id, 1e6)?.bytes, '1');
    expect(schemaErrors(again)).toEqual([]);
    expect(checkHar(again)).toEqual([]);
  });

  it('what Firefox and lean writers leave out is not missed', async () => {
    const entry = {
      startedDateTime: '2026-01-01T01:00:00.000+01:00',
      time: 12,
      request: { method: 'GET', url: 'https://crm.example.com/x', headers: [{ name: 'A', value: 'b' }] },
      response: { status: 204 },
    };
    const { detail } = await taken(testRunner(), JSON.stringify({ log: { entries: [entry] } }));
    expect(detail.exchanges[0]).toMatchObject({
      ...{ startedAt: '2026-01-01T00:00:00.000Z', durationMs: 12, status: 204, httpVersion: 'HTTP/1.1' },
      ...{ requestHeaders: [['A', 'b']], responseHeaders: [] },
    });
  });

  it('can be replayed, redirects included, with the keys that were masked', async () => {
    const studio = testRunner({
      files: {
        'functions/config.js': `export const config = async ({ account }) => { const one = await fetch('https://crm.example.com/old?access_token=' + account.token); const two = await fetch('https://crm.example.com/list#part'); return { one: await one.json(), url: one.url, two: await two.json() }; };`,
      },
    });
    await studio.connect({ auth: 'token' }, { token: 'tok-12345678' });
    const { run } = await taken(
      studio,
      archive([
        {
          url: 'https://crm.example.com/old?access_token=other-token',
          status: 302,
          answerHeaders: { Location: '/new' },
        },
        { url: 'https://crm.example.com/new', content: json({ n: 1 }) },
        { url: 'https://crm.example.com/list', content: json({ n: 2 }) },
      ]),
    );
    const replayed = await studio.run({ target: 'config', replayOf: run });
    expect(replayed.outcome).toEqual({ kind: 'ok' });
    expect(replayed.mode).toBe('replay');
    expect(replayed.result).toEqual({ one: { n: 1 }, url: 'https://crm.example.com/new', two: { n: 2 } });
    expect(replayed.exchanges.map((one) => one.redirectOf !== undefined)).toEqual([false, true, false]);
  });

  it('the studio’s own archive comes back as it was', async () => {
    const studio = testRunner();
    const first = await taken(
      studio,
      archive([
        {
          url: 'https://crm.example.com/a',
          status: 302,
          redirectURL: '/b',
          headers: { 'content-type': 'application/x-www-form-urlencoded' },
          method: 'POST',
          postData: { mimeType: 'application/x-www-form-urlencoded', text: 'a=%7e&b' },
        },
        { url: 'https://crm.example.com/b', content: json([1]) },
        { url: 'https://crm.example.com/c', status: 0 },
      ]),
    );
    const text = JSON.stringify(toHar(first.detail, (id) => studio.workspace.runs.readBody(id, 1e6)?.bytes, '1'));
    const second = await taken(studio, text);
    const third = await taken(studio, text.replaceAll('"_id":', `"_retryOf":"${first.run}-2","_id":`));
    expect(third.detail.exchanges.map((one) => one.retryOf)).toEqual([undefined, undefined, `${third.run}-2`]);
    const without = (detail: typeof first.detail) =>
      JSON.parse(JSON.stringify(detail.exchanges).replaceAll(detail.id, 'RUN'));
    expect(without(second.detail)).toEqual(without(first.detail));
    expect(bodyOf(studio, second.detail.exchanges[0]?.requestBody?.id)).toBe('a=%7e&b');
  });

  it('a form is made of its params; a multipart body without its text is missing', async () => {
    const studio = testRunner();
    const form = {
      mimeType: 'application/x-www-form-urlencoded; charset=utf-8',
      params: pairs({ 'a b': ' ', c: '=&' }),
    };
    const parts = { mimeType: 'multipart/form-data; boundary=x', params: [{ name: 'f', fileName: 'a.txt' }] };
    const call = (postData: unknown) => ({ url: 'https://crm.example.com/', method: 'POST', postData });
    const { detail, missingBodies } = await taken(studio, archive([call(form), call(parts)]));
    expect(bodyOf(studio, detail.exchanges[0]?.requestBody?.id)).toBe('a%20b=%20&c=%3D%26');
    expect(missingBodies).toBe(1);
    expect(detail.exchanges[1]?.requestBody).toMatchObject({ mimeType: 'multipart/form-data; boundary=x' });
  });

  it('a body that the archive did not keep is not taken for an empty one', async () => {
    const studio = testRunner({
      files: {
        'functions/config.js': `export const config = async () => await (await fetch('https://crm.example.com/e')).text();`,
      },
    });
    const { run } = await taken(
      studio,
      archive([{ url: 'https://crm.example.com/e', content: { size: 999, mimeType: 'text/html' } }]),
    );
    const { outcome } = await studio.run({ target: 'config', replayOf: run });
    expect(outcome).toMatchObject({ kind: 'error', message: expect.stringContaining('is no longer stored') });
  });
});
