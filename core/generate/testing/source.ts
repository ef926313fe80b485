import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the source holds: 23 things. */
export const ALL = Array.from({ length: 23 }, (_, index) => ({
  id: index + 1,
  title: `Thing ${index + 1}`,
  tags: [{ a: 1 }],
  updated_at: `2026-01-${String(index + 1).padStart(2, '0')}T00:00:00Z`,
}));

function page(from: number, size = 5): { rows: typeof ALL; next: number | undefined } {
  return { rows: ALL.slice(from, from + size), next: from + size < ALL.length ? from + size : undefined };
}

interface Reply {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

function reply(url: URL, request: IncomingMessage): Reply {
  const get = (name: string): number => Number(url.searchParams.get(name) ?? 0);
  const path = url.pathname.replace(/^\/v1/, '');
  switch (path) {
    case '/by-page':
      return { body: page((get('page') - 1) * 5, Math.min(5, get('size'))).rows };
    case '/by-open-page':
      return { body: { things: page(get('page') * 4, 4).rows } };
    case '/by-offset':
      // The source gives less than it was asked for.
      return { body: { things: page(get('offset'), Math.min(3, get('limit') || 3)).rows, total: ALL.length } };
    case '/by-cursor': {
      const found = page(Number((url.searchParams.get('cursor') ?? 'c0').slice(1)));
      return { body: { data: found.rows, meta: { next_cursor: found.next === undefined ? '' : `c${found.next}` } } };
    }
    case '/by-last': {
      const found = page(get('starting_after'));
      return { body: { data: found.rows, has_more: found.next !== undefined } };
    }
    case '/by-url': {
      const found = page(get('from'));
      return { body: { data: found.rows, links: { next: found.next === undefined ? null : `?from=${found.next}` } } };
    }
    case '/by-link': {
      const found = page(get('from'), get('per_page') || 5);
      const link = `<${url.origin}${url.pathname}?from=0>; rel="first", <${url.origin}${url.pathname}?from=${found.next}&per_page=5>; rel="next"`;
      return { headers: found.next === undefined ? {} : { link }, body: found.rows };
    }
    case '/astray':
      return { body: { data: [], next_url: 'http://evil.example/x' } };
    case '/groups':
      return {
        body: {
          groups: page(get('page') * 2 - 2, 2)
            .rows.slice(0, get('page') > 3 ? 0 : 2)
            .map(({ id }) => ({ id, name: `Group ${id}` })),
        },
      };
    case '/changed':
      return { body: ALL.filter((row) => row.updated_at >= (url.searchParams.get('updated_since') ?? '')) };
    case '/me':
      return { body: { login: 'ada' } };
    case '/echo':
      return { body: { query: url.search, method: request.method } };
    case '/boards':
      return { body: [{ id: 'b1' }, { id: 'b2' }] };
    case '/open/rows': {
      const found = page(get('from'));
      return {
        body: {
          data: found.rows,
          next: found.next === undefined ? null : `${url.pathname}?from=${found.next}&key=other`,
        },
      };
    }
    case '/busy':
      return { status: 429, body: { message: 'slow down' } };
  }
  const members = /^\/groups\/(\d+)\/members$/.exec(path);
  if (members) {
    const found = Number(members[1]) === 2 ? { rows: [], next: undefined } : page(get('page') * 5 - 5);
    return { body: found.rows.map(({ id }) => ({ slug: `m${id}` })) };
  }
  const cards = /^\/boards\/(\w+)\/lists(?:\/(\w+)\/cards)?$/.exec(path);
  if (cards?.[2]) return { body: [{ id: 1, text: `${cards[1]} ${cards[2]}` }] };
  if (cards) return { body: [{ code: 'x' }, { code: 'y' }] };
  return { status: 404, body: 'not here' };
}

/** A running source: what it was asked, and where it is. */
export interface Source {
  /** `METHOD /path?query` of every request, in order. */
  readonly asked: string[];
  readonly headers: IncomingHttpHeaders[];
  /** Base URL with its path. */
  readonly base: string;
  close(): void;
}

/** Starts the source on a free port of the loopback address. */
export async function startSource(): Promise<Source> {
  const asked: string[] = [];
  const headers: IncomingHttpHeaders[] = [];
  const server = createServer((request, response) => answer(request, response, { asked, headers }));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // True once the server listens on a port.
  const { port } = server.address() as AddressInfo;
  return { asked, headers, base: `http://127.0.0.1:${port}/v1`, close: () => server.close() };
}

const OPEN = /^\/v1\/open\b/;

function answer(request: IncomingMessage, response: ServerResponse, seen: Pick<Source, 'asked' | 'headers'>): void {
  const url = new URL(request.url ?? '/', `http://${request.headers.host}`);
  seen.asked.push(`${request.method} ${url.pathname}${url.search}`);
  seen.headers.push(request.headers);
  const given = request.headers.authorization === 'Bearer token' || OPEN.test(url.pathname);
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const {
      status = 200,
      headers = {},
      body,
    } = given ? reply(url, request) : { status: 401, body: { message: 'who are you?' } };
    const sent = Buffer.concat(chunks).toString();
    const whole = sent === '' ? body : { sent, type: request.headers['content-type'], query: url.search };
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(whole));
  });
}
