import { execFile, execFileSync } from 'node:child_process';
import type { Header } from '../../../shared/run/exchange.ts';
import type { SnippetKind, SnippetSource } from '../../../shared/run/snippets/index.ts';
import type { Heard } from './echo.ts';
import { exchangeOf } from './recorded.ts';

/** Whether a program is installed here. */
export const isThere = (program: string): boolean => {
  try {
    execFileSync(program, ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
};

/** A request that a snippet is made for. */
export interface Case {
  readonly method?: string;
  readonly target?: string;
  readonly headers?: readonly Header[];
  readonly body?: string | Uint8Array;
}

export const json: Header = ['Content-Type', 'application/json'];
const every = Uint8Array.from({ length: 256 }, (_, index) => index);

/** Requests that a careless quoting would change. */
export const nasty: Readonly<Record<string, Case>> = {
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

/** What is recorded of it when it goes to this origin. */
export function sourceOf({ method = 'GET', target = '/', headers = [], body }: Case, origin: string): SnippetSource {
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
export function compared({ method, target, headers, body }: Heard, sent: readonly Header[], kind: string) {
  const own = new Set(sent.map(([name]) => name.toLowerCase()));
  const byName = Map.groupBy(headers, ([name]) => name.toLowerCase());
  const kept = [...byName].filter(([name]) => own.has(name) || !ADDED[kind]?.includes(name));
  const values = kept.map(([name, all]) => [name, all.map(([, value]) => value).join(', ')] as const);
  return { method, target, headers: Object.fromEntries(values), body: body.toString('base64') };
}

/** The same of the request that was meant; without its body where a client cannot send one. */
export function expected(one: Case, origin: string, isBodyLost: boolean) {
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

/** A language that is there to be run. */
export interface Language {
  readonly kind: SnippetKind;
  readonly program: string;
  readonly file: string;
  /** One program of several snippets. */
  readonly whole: (texts: readonly string[]) => string;
}

export const languages: readonly Language[] = [
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
export const run = (
  program: string,
  args: readonly string[],
  cwd: string,
  env: Readonly<Record<string, string>> = {},
) =>
  new Promise<string>((resolve) => {
    const clean = { PATH: process.env.PATH ?? '', HOME: cwd, LC_ALL: 'C', ...env };
    execFile(program, args, { cwd, env: clean }, (error, _out, stderr) =>
      resolve(error ? `${error.message} ${stderr}` : ''),
    );
  });
