import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { exchangeLimits } from '../../../shared/limits.ts';
import { testRunner } from '../../runs/testing/studio.ts';
import { importHar } from './import.ts';
import { archive, type Call, json, pairs, taken } from './testing/archives.ts';

const canary = 'canary-Q7x9Z-3141';
const secretForms = [canary, Buffer.from(canary).toString('base64'), encodeURIComponent(canary)];

/** Every byte that the workspace holds on disk. */
const everything = (folder: string): string =>
  readdirSync(folder)
    .map((name) => path.join(folder, name))
    .map((file) => (statSync(file).isDirectory() ? everything(file) : readFileSync(file, 'latin1')))
    .join('\n');

describe('a hostile or careless archive', () => {
  it('A58: headers are what HTTP can carry: one line each, with a legal name', async () => {
    const headers = {
      'Set-Cookie': 'a=1; Path=/\nb=2',
      'X-A': 'b\r\nInjected: 1',
      'bad name\r\n': 'x',
      ':status': '200',
      'X-Nul': 'a\0b',
    };
    const { detail } = await taken(
      testRunner(),
      archive([{ url: 'https://crm.example.com/', answerHeaders: headers }]),
    );
    expect(detail.exchanges[0]?.responseHeaders).toEqual([
      ['Set-Cookie', 'a=***; Path=/'],
      ['Set-Cookie', 'b=***'],
      ['X-A', 'b'],
      ['X-A', 'Injected: 1'],
      ['X-Nul', 'ab'],
    ]);
  });

  it('A63: numbers that could never be read again from the workspace are made smaller', async () => {
    const document = JSON.parse(archive([{ url: 'https://crm.example.com/' }]));
    const [entry] = document.log.entries;
    Object.assign(entry, { timings: { send: 0, wait: 1e308, receive: 1e308 } });
    Object.assign(entry.response, { status: 1e300, bodySize: 1e300 });
    Object.assign(entry.response.content, { size: 1e300 });
    const { detail } = await taken(testRunner(), JSON.stringify(document));
    expect(detail.exchanges).toMatchObject([{ status: null, responseBytes: Number.MAX_SAFE_INTEGER }]);
    expect(Number.isFinite(detail.durationMs)).toBe(true);
  });

  it('A22: what the studio writes beside the format is masked as well', async () => {
    const document = JSON.parse(archive([{ url: 'https://crm.example.com/' }]));
    const key = `AKIA${'Q'.repeat(16)}`;
    const place = { file: 'functions/data.js', line: 1, column: 1 };
    Object.assign(document.log.entries[0], {
      ...{ _initiator: { kind: 'code', function: key, place }, _tlsVersion: key, connection: key, _errorCode: key },
      ...{ _error: key, _fault: key },
    });
    const { detail } = await taken(testRunner(), JSON.stringify(document));
    expect(detail.exchanges).toHaveLength(1);
    expect(JSON.stringify(detail)).not.toContain(key);
  });

  it('A12: an archive that is made to be searched for ever is taken in', async () => {
    const long = 'a'.repeat(200_000);
    const calls = [
      { url: `https://crm.example.com/?${long}`, headers: { referer: `https://${'a:'.repeat(100_000)}` } },
      { url: 'https://crm.example.com/form', content: { size: 9, mimeType: 'text/plain', text: `a=1&${long}` } },
    ];
    expect((await taken(testRunner(), archive(calls))).detail.exchanges).toHaveLength(2);
  });

  it('A22, A107: no credential of it is stored, by name, by look and in base64', async () => {
    const studio = testRunner();
    const login = { access_token: canary, user: 'ada' };
    const jwt = `eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.${'x'.repeat(20)}`;
    const text = archive([
      {
        url: `https://crm.example.com/a?api_key=${canary}&page=1`,
        headers: {
          Authorization: `Bearer ${canary}`,
          cookie: `sid=${canary}`,
          'X-API-Key': `***${canary}`,
          referer: `https://x.example/?access_token=${canary}`,
        },
      },
      {
        url: 'https://crm.example.com/login',
        method: 'POST',
        postData: { mimeType: 'application/json', text: JSON.stringify({ password: canary }) },
        content: json(login),
        answerHeaders: { 'Set-Cookie': `sid=${canary}; Path=/` },
      },
      {
        url: 'https://crm.example.com/c',
        content: {
          size: 9,
          mimeType: 'application/json',
          encoding: 'base64',
          text: Buffer.from(JSON.stringify(login)).toString('base64'),
        },
      },
      {
        url: 'https://crm.example.com/d',
        content: json({ note: jwt }),
        method: 'POST',
        postData: { mimeType: 'application/x-www-form-urlencoded', params: pairs({ client_secret: canary, a: 'b' }) },
      },
    ]);
    const { detail } = await taken(studio, text);
    const kept = `${everything(studio.workspace.directory)}${JSON.stringify(detail)}`;
    for (const form of [...secretForms, jwt]) expect(kept.includes(form)).toBe(false);
    expect(detail.exchanges[0]?.url).toBe('https://crm.example.com/a?api_key=***&page=1');
    expect(detail.exchanges[0]?.requestHeaders).toContainEqual(['Authorization', 'Bearer ***']);
    expect(detail.exchanges[1]?.responseHeaders).toContainEqual(['Set-Cookie', 'sid=***; Path=/']);
  });

  it.each([
    ['no JSON', '{"log": nope}', 'bad_json', 'line 1, column 9'],
    ['no archive', '{"openapi": "3.1.0"}', 'bad_har', '#/log is missing'],
    [
      'a relative URL',
      archive([{ url: 'https://a.example/', more: { request: { method: 'GET', url: '/a' } } }]),
      'bad_har',
      '#/log/entries/0/request/url must be an absolute URL, not "/a"',
    ],
    ['too large', ' '.repeat(exchangeLimits.harBytes + 1), 'too_large', '64.0 MiB'],
    [
      'too many entries',
      JSON.stringify({
        log: {
          entries: Array(exchangeLimits.harEntries + 1).fill({
            startedDateTime: '2026-01-01T00:00:00Z',
            request: { method: 'GET', url: 'https://a.example/' },
            response: {},
          }),
        },
      }),
      'too_many_entries',
      '10001 requests, over the limit of 10000',
    ],
  ])('refuses %s with the place of the first fault, and leaves no run', async (_, text, code, message) => {
    const { workspace } = testRunner();
    const refused = await importHar(workspace, { connector: 'crm', fileName: 'traffic.har', text });
    expect(refused).toMatchObject({
      ok: false,
      error: { kind: 'input', code, message: expect.stringContaining(message) },
    });
    expect(workspace.runs.list('crm', 9)).toEqual([]);
  });

  it('A7: hostile links and texts do no harm', async () => {
    const studio = testRunner({
      files: {
        'functions/config.js': `export const config = async () => ({ status: (await fetch('https://crm.example.com/0')).status });`,
      },
    });
    const call = (index: number): Call => ({
      ...{ url: `https://crm.example.com/${index}`, status: 302, redirectURL: `/${index + 1}`, method: 'GET' },
      postData: { mimeType: 'application/x-www-form-urlencoded', params: pairs({ a: '\ud800' }) },
      more: { startedDateTime: '2026-01-01T00:00:00Z' },
    });
    const { run } = await taken(studio, archive(Array.from({ length: 100 }, (_, index) => call(index))));
    const { outcome, exchanges } = await studio.run({ target: 'config', replayOf: run });
    expect(outcome).toEqual({ kind: 'ok' });
    expect(exchanges).toHaveLength(11);
  });

  it('A7, A10: deep and hostile members do no harm', async () => {
    const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`;
    const text = archive([{ url: 'https://crm.example.com/a', headers: { constructor: 'x' } }]).replace(
      '"cache":{}',
      `"cache":{},"_deep":${deep},"__proto__":{"polluted":1}`,
    );
    const { detail } = await taken(testRunner(), text);
    expect(detail.exchanges[0]?.requestHeaders).toContainEqual(['constructor', 'x']);
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });
});
