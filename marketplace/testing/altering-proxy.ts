import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

type Json = Record<string, unknown>;

/** One request and its answer, which may be changed before it is sent on. */
export interface Passing {
  readonly method: string;
  /** With its query. */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  /** JSON of the request and of the answer; empty where it is none. */
  readonly sent: Json;
  status: number;
  readonly answered: Headers;
  body: Json;
}

function parsed(text: string): Json {
  try {
    const json: unknown = JSON.parse(text);
    return json instanceof Object ? Object(json) : {};
  } catch {
    return {};
  }
}

/** A way to a server on loopback that changes what it answers. Closed after the test. */
export async function alteringProxy(target: string, alter: (passing: Passing) => void): Promise<string> {
  const server = createServer(async (request, response) => {
    const { method = 'GET', url = '/', headers } = request;
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    const bytes = Buffer.concat(chunks);
    const passed = Object.entries(headers).filter(([name]) => !['host', 'connection', 'content-length'].includes(name));
    const answer = await fetch(`${target}${url}`, {
      method,
      headers: passed.map(([name, value]) => [name, String(value)] as [string, string]),
      redirect: 'manual',
      ...(bytes.byteLength > 0 ? { body: bytes } : {}),
    });
    const text = await answer.text();
    const passing: Passing = {
      ...{ method, url, headers },
      sent: parsed(bytes.toString('utf8')),
      status: answer.status,
      answered: new Headers(answer.headers),
      body: parsed(text),
    };
    alter(passing);
    for (const name of ['content-length', 'content-encoding', 'transfer-encoding', 'connection'])
      passing.answered.delete(name);
    const isJson = /json/.test(answer.headers.get('content-type') ?? '');
    response.writeHead(passing.status, Object.fromEntries(passing.answered));
    response.end(isJson ? JSON.stringify(passing.body) : text);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  // A TCP server that listens has an address of this shape.
  const { port } = server.address() as AddressInfo;
  return `http://127.0.0.1:${port}`;
}
