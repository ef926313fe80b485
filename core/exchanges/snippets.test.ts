import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { exchangeLimits } from '../../shared/limits.ts';
import { type SnippetSource, snippet, snippetKinds } from '../../shared/run/snippets/index.ts';
import { curlCalls } from '../import/curl/arguments.ts';
import { shellCommands } from '../import/curl/shell.ts';
import { temporaryFolder } from '../workspace/testing/temporary.ts';
import { echoServer } from './testing/echo.ts';
import { type Case, compared, expected, isThere, languages, nasty, run, sourceOf } from './testing/snippets.ts';

describe('HR-27: a snippet sends what was sent, to the byte', () => {
  for (const { kind, program, file, whole } of languages) {
    const lacking = [program, ...(kind === 'curl' ? ['curl', 'base64'] : [])].filter((one) => !isThere(one));
    it.skipIf(lacking.length > 0)(
      `as ${kind}${lacking.length > 0 ? ` (needs ${lacking.join(', ')})` : ''}`,
      async () => {
        const server = await echoServer();
        const folder = temporaryFolder();
        const cases = Object.entries(nasty);
        const texts = cases.map(([, one]) => snippet(kind, sourceOf(one, server.url)).text);
        writeFileSync(path.join(folder, file), whole(texts));
        expect(await run(program, [file], folder)).toBe('');
        const heard = server.heard.map((one, index) => compared(one, cases[index]?.[1].headers ?? [], kind));
        const closed = (one: Case): boolean => kind === 'fetch' && /^(?:GET|HEAD)$/.test(one.method ?? 'GET');
        for (const [index, [name, one]] of cases.entries())
          expect([name, heard[index]]).toEqual([name, expected(one, server.url, closed(one))]);
        expect(heard).toHaveLength(cases.length);
      },
    );
  }
});

it('HR-27: the reader of cURL commands reads of a snippet what it was made of', () => {
  for (const [name, one] of Object.entries(nasty)) {
    const { text } = snippet('curl', sourceOf(one, 'https://a.example'));
    if (text.startsWith('echo')) continue;
    const [call] = shellCommands(text, 'bash').flatMap((command) => curlCalls(command) ?? []);
    const values = (...kinds: string[]) =>
      call?.arguments.flatMap(({ kind, value }) => (kinds.includes(kind) ? [value.text] : []));
    const sent = (one.headers ?? [])
      .filter(([header]) => header !== 'Cookie')
      .map(([header, value]) => (value === '' ? `${header};` : `${header}: ${value}`));
    expect([name, values('url')]).toEqual([name, [new URL(`https://a.example${one.target ?? '/'}`).href]]);
    expect([name, values('header')]).toEqual([name, expect.arrayContaining(sent)]);
    if (typeof one.body === 'string' && !text.includes('body.bin'))
      expect([name, values('raw')]).toEqual([name, [one.body]]);
  }
});

describe('A107: secrets are variables, for records hold none', () => {
  const masked: Case = {
    target: '/a?api_key=***&page=1&token=***',
    headers: [
      ['Authorization', 'Bearer ***'],
      ['X-Api-Key', '***'],
      ['Cookie', 'sid=***; theme=dark; PATH=***'],
    ],
  };
  const values = { TOKEN: 'tok$1`x"\'', API_KEY: 'k1', API_KEY_2: 'k2', API_KEY_3: 'k3', COOKIE: 'c1', COOKIE_2: 'c2' };

  it('and each is named with its place, by no name that a server could choose', () => {
    for (const kind of snippetKinds) {
      const { text, variables, notes } = snippet(kind, sourceOf(masked, 'https://a.example'));
      expect(variables).toEqual([
        { name: 'API_KEY', place: 'the query parameter api_key' },
        { name: 'API_KEY_2', place: 'the query parameter token' },
        { name: 'TOKEN', place: 'the header Authorization' },
        { name: 'API_KEY_3', place: 'the header X-Api-Key' },
        { name: 'COOKIE', place: 'the cookie sid' },
        { name: 'COOKIE_2', place: 'the cookie PATH' },
      ]);
      expect(notes).toContain('Set the variable TOKEN: it is sent in the header Authorization.');
      expect(text).not.toContain('***');
    }
    expect(snippet('curl', sourceOf(masked, 'https://a.example')).text).toContain('-H "Authorization: Bearer $TOKEN"');
  });

  it.each(languages)('and arrive as they are: $kind', async ({ kind, program, file, whole }) => {
    if (!isThere(program)) return;
    const server = await echoServer();
    const folder = temporaryFolder();
    writeFileSync(path.join(folder, file), whole([snippet(kind, sourceOf(masked, server.url)).text]));
    expect(await run(program, [file], folder, values)).toBe('');
    const [heard] = server.heard;
    expect(heard?.target).toBe('/a?api_key=k1&page=1&token=k2');
    const headers = Object.fromEntries((heard?.headers ?? []).map(([name, value]) => [name.toLowerCase(), value]));
    expect(headers).toMatchObject({
      authorization: `Bearer ${values.TOKEN}`,
      'x-api-key': 'k3',
      cookie: 'sid=c1; theme=dark; PATH=c2',
    });
  });

  it('a mask that no variable stands for is named; a body that is not there is a file', () => {
    const notes = (one: Case, change: Partial<SnippetSource> = {}) =>
      snippet('curl', { ...sourceOf(one, 'https://a.example'), ...change }).notes.join(' ');
    expect(notes({ method: 'POST', target: '/x/***', headers: [['X-Sign', 'a***b']], body: '{"k":"***"}' })).toBe(
      '*** stands in the address, the header X-Sign, the body, perhaps for a secret: put it there.',
    );
    expect(notes({ method: 'POST', body: 'a' }, { body: undefined })).toContain('is no longer stored');
    expect(notes({ method: 'POST', body: 'a'.repeat(exchangeLimits.snippetBodyBytes + 1) })).toContain(
      'more than 65536',
    );
  });
});
