import { execFile, execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { exchangeLimits } from '../../shared/limits.ts';
import type { Header } from '../../shared/run/exchange.ts';
import { type SnippetKind, type SnippetSource, snippet, snippetKinds } from '../../shared/run/snippets/index.ts';
import { curlCalls } from '../import/curl/arguments.ts';
import { shellCommands } from '../import/curl/shell.ts';
import { temporaryFolder } from '../workspace/testing/temporary.ts';
import { echoServer, type Heard } from './testing/echo.ts';
import { exchangeOf } from './testing/recorded.ts';

const isThere = (program: string): boolean => {
  try {
    execFileSync(program, ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
};

interface Case {
  readonly method?: string;
  readonly target?: string;
  readonly headers?: readonly Header[];
  readonly body?: string | Uint8Array;
}

const json: Header = ['Content-Type', 'application/json'];
const every = Uint8Array.from({ length: 256 }, (_, index) => index);

/** Requests that a careless quoting would change. */
const nasty: Readonly<Record<string, Case>> = {
  'a plain one': {
    target: '/a?b=c&d=e%20f+g',
    headers: [
      ['Accept', 'application/json'],
      ['User-Agent', 'studio/1'],
    ],
  },
  'no default headers': {},
  'signs of shells in the address': {
    target: "/a'b!c$HOME`id`/%25PATH%25/(x);y|z^q?a=[1]&b={2,3}&c=$(id)&d=\\\\x&e='\"",
  },
  'quotes, variables and commands in a body': {
    method: 'POST',
    headers: [json],
    body: `{"a":"it's \\"$HOME\\" \`id\` $(id) !! !x \\\\ %PATH% ^ & | <> \\u00e4"}`,
  },
  'line breaks and tabs': { method: 'POST', headers: [json], body: '{\n\t"a": 1\r\n}\n' },
  'text of all the world': {
    method: 'PUT',
    headers: [json],
    body: 'äöü ‘quoted’ “text” 日本語 🎉 \u202eleft\u200b \u2028 \ufeff',
  },
  'a body that begins with @': { method: 'POST', headers: [['Content-Type', 'text/plain']], body: '@/etc/passwd' },
  'a body without a type': { method: 'PATCH', body: 'a=b' },
  'a body that looks like options': { method: 'POST', headers: [json], body: "--data-raw 'x' -X DELETE" },
  'nothing, and said so': { method: 'POST' },
  'an empty header': {
    headers: [
      ['X-Empty', ''],
      ['X-Full', 'x'],
    ],
  },
  'headers that stand twice': {
    headers: [
      ['X-Two', 'a'],
      ['X-Two', 'b, c'],
      ['x-other', ';'],
    ],
  },
  'signs in headers': {
    headers: [
      ['X-Signs', `it's "$HOME" \`id\` $(id) !! \\ %PATH% ^ & | <> {} @`],
      ['X-Tab', 'a\tb'],
      ['X-Latin', 'café ß'],
    ],
  },
  cookies: { headers: [['Cookie', 'a=1; b="x y"; c=$HOME']] },
  'a cookie that is no pair': { headers: [['Cookie', 'alone']] },
  'binary bytes': { method: 'POST', headers: [['Content-Type', 'application/octet-stream']], body: every },
  'text with a NUL': { method: 'POST', headers: [['Content-Type', 'text/plain']], body: 'a\0b' },
  HEAD: { method: 'HEAD', target: '/x' },
  'HEAD with a body': { method: 'HEAD', headers: [json], body: '{}' },
  'GET with a body': { method: 'GET', headers: [json], body: '{}' },
  'DELETE with a body': { method: 'DELETE', headers: [json], body: '[1]' },
  'a method of its own': { method: 'M-SEARCH', target: '/*' },
  'a large body': { method: 'POST', headers: [json], body: 'ü'.repeat(20_000) },
};

function sourceOf({ method = 'GET', target = '/', headers = [], body }: Case, origin: string): SnippetSource {
  const bytes = typeof body === 'string' ? Buffer.from(body) : body;
  // As the client records them.
  const wire: Header[] = [
    ['host', URL.parse(origin)?.host ?? ''],
    ['connection', 'keep-alive'],
    ...headers,
    ['accept-encoding', 'gzip'],
  ];
  return {
    exchange: exchangeOf({
      ...{ method, url: new URL(origin + target).href, requestHeaders: wire, requestBytes: bytes?.byteLength ?? 0 },
      ...(bytes ? { requestBody: { id: 'x', bytes: bytes.byteLength, mimeType: '' } } : {}),
    }),
    body: bytes,
  };
}

/** What a client adds for itself. */
const ADDED: Readonly<Record<string, readonly string[]>> = {
  curl: ['host', 'content-length', 'connection'],
  python: ['host', 'content-length'],
  fetch: [
    'host',
    'content-length',
    'connection',
    'accept',
    'accept-language',
    'sec-fetch-mode',
    'user-agent',
    'accept-encoding',
  ],
};

/** A request for comparison: values of headers that stand twice are one list, as HTTP has it. */
function compared({ method, target, headers, body }: Heard, sent: readonly Header[], kind: string) {
  const own = new Set(sent.map(([name]) => name.toLowerCase()));
  const byName = Map.groupBy(headers, ([name]) => name.toLowerCase());
  const kept = [...byName].filter(([name]) => own.has(name) || !ADDED[kind]?.includes(name));
  const values = kept.map(([name, all]) => [name, all.map(([, value]) => value).join(', ')] as const);
  return { method, target, headers: Object.fromEntries(values), body: body.toString('base64') };
}

function expected(one: Case, origin: string, isBodyLost: boolean) {
  const bytes = isBodyLost ? Buffer.alloc(0) : Buffer.from(one.body ?? []);
  const url = new URL(origin + (one.target ?? '/'));
  const byName = Map.groupBy(one.headers ?? [], ([name]) => name.toLowerCase());
  const values = [...byName].map(([name, all]) => [name, all.map(([, value]) => value).join(', ')] as const);
  return {
    method: one.method ?? 'GET',
    target: url.pathname + url.search,
    headers: Object.fromEntries(values),
    body: bytes.toString('base64'),
  };
}

interface Language {
  readonly kind: SnippetKind;
  readonly program: string;
  readonly file: string;
  /** One program of several snippets. */
  readonly whole: (texts: readonly string[]) => string;
}

const languages: readonly Language[] = [
  {
    kind: 'curl',
    program: 'bash',
    file: 'all.sh',
    whole: (texts) => texts.map((text) => `${text} --silent --output all.log`).join('\n'),
  },
  {
    kind: 'fetch',
    program: process.execPath,
    file: 'all.mjs',
    whole: (texts) => texts.map((text) => `{\n${text}\n}`).join('\n'),
  },
  { kind: 'python', program: 'python3', file: 'all.py', whole: (texts) => texts.join('\n') },
];

/** Runs it; what it writes to stderr where it fails. */
const run = (program: string, args: readonly string[], cwd: string, env: Readonly<Record<string, string>> = {}) =>
  new Promise<string>((resolve) => {
    const clean = { PATH: process.env.PATH ?? '', HOME: cwd, LC_ALL: 'C', ...env };
    execFile(program, args, { cwd, env: clean }, (error, _out, stderr) =>
      resolve(error ? `${error.message} ${stderr}` : ''),
    );
  });

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

/** A line of cmd without its carets: one before a line break joins the lines, and of two breaks the second is of the text. */
const withoutCarets = (text: string): string => text.replace(/\^(?:\n(\n?)|([\s\S]))/g, '$1$2');

/** The arguments of a program of Windows, by the rules of its C library. */
function argumentsOf(line: string): string[] {
  const found: string[] = [];
  let word: string | undefined;
  let quoted = false;
  for (const [token] of line.matchAll(/\\+"|\\+|"|\s|[^\\"\s]+/g)) {
    const slashes = /^\\*/.exec(token)?.[0].length ?? 0;
    if (/^\s$/.test(token) && !quoted) {
      if (word !== undefined) found.push(word);
      word = undefined;
      continue;
    }
    word ??= '';
    if (!token.endsWith('"')) word += token;
    else {
      word += '\\'.repeat(slashes >> 1);
      if (slashes % 2 === 1) word += '"';
      else quoted = !quoted;
    }
  }
  return word === undefined ? found : [...found, word];
}

describe('HR-23: as a command for cmd', () => {
  it.skipIf(!isThere('curl'))(
    'curl is given what it is given in bash; what cmd would change is read from a file',
    async () => {
      const server = await echoServer();
      const folder = temporaryFolder();
      const cases = Object.entries(nasty).filter(([name]) => !/world|signs in headers/.test(name));
      for (const [name, one] of cases) {
        const source = sourceOf(one, server.url);
        const { text } = snippet('curl-cmd', source);
        const [program, ...args] = argumentsOf(withoutCarets(text));
        expect(program).toBe('curl');
        if (text.includes('body.bin')) writeFileSync(path.join(folder, 'body.bin'), source.body ?? '');
        expect(await run('curl', [...args, '--silent', '--output', 'log'], folder)).toBe('');
        const heard = server.heard.at(-1);
        expect([name, heard && compared(heard, one.headers ?? [], 'curl')]).toEqual([
          name,
          expected(one, server.url, false),
        ]);
      }
    },
  );

  it('says what it cannot hold, and keeps within the length of a command', () => {
    const notes = (one: Case) => snippet('curl-cmd', sourceOf(one, 'https://a.example')).notes.join(' ');
    expect(notes({ method: 'POST', body: 'ä' })).toContain('put it into the file body.bin');
    expect(notes({ headers: [['X', 'é']] })).toContain('not ASCII');
    const { text } = snippet(
      'curl-cmd',
      sourceOf({ method: 'POST', body: 'a'.repeat(exchangeLimits.cmdChars) }, 'https://a.example'),
    );
    expect(text.length).toBeLessThan(exchangeLimits.cmdChars);
    expect(text).toContain('--data-binary ^"@body.bin^"');
  });
});

describe('as a script for PowerShell', () => {
  const written = (one: Case) => snippet('powershell', sourceOf(one, 'https://a.example')).text;

  it('quotes every kind of quote, and hides nothing', () => {
    const text = written({ method: 'POST', headers: [['X-A', "a'b’c"], json], body: "$(id) `id` 'x' ‘y’" });
    expect(text).toContain("TryAddWithoutValidation('X-A', 'a''b’’c')");
    expect(text).toContain("[System.Text.Encoding]::UTF8.GetBytes('$(id) `id` ''x'' ‘‘y’’')");
    expect(text).toContain("$request.Content.Headers.TryAddWithoutValidation('Content-Type', 'application/json')");
    expect(written({ method: 'POST', body: 'a\nb\u202e' })).toContain(
      `FromBase64String('${Buffer.from('a\nb\u202e').toString('base64')}')`,
    );
  });

  it('a request without a body has no content', () => {
    expect(written({})).not.toContain('Content =');
    expect(written({ method: 'POST' })).toContain('ByteArrayContent]::new([byte[]]@())');
  });
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
