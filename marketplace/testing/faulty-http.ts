import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { Agent, fetch as fetchWith } from 'undici';
import { onTestFinished } from 'vitest';
import type { Fetch } from '../../core/publish/request.ts';

/** What may happen to one request on its way and to its answer on the way back (R18). */
export const httpFaults = [
  'connect timeout',
  'headers timeout',
  'reset after 1 byte',
  'reset in the middle',
  'reset before the end',
  '429 with Retry-After',
  '429',
  '500',
  '502',
  '503',
  '504',
  '500 after the work',
  'truncated 200',
  'delivered twice',
  'late',
] as const;
export type HttpFault = (typeof httpFaults)[number];

/** The client gives up on headers after this time, ms. */
const HEADERS_MS = 2_000;

interface Answer {
  readonly status: number;
  readonly type: string;
  readonly bytes: Buffer;
}

/** Sends so many bytes of an answer and breaks the connection. */
function breakOff(response: ServerResponse, { status, type, bytes }: Answer, sent: number): void {
  // Without a length, a body is whole only once its end was told.
  response.writeHead(status, { 'content-type': type });
  response.write(bytes.subarray(0, sent), () => response.socket?.resetAndDestroy());
}

const refusal = (status: number): Answer => ({
  status,
  type: 'application/json',
  bytes: Buffer.from(JSON.stringify({ error: { code: 'api_error', message: 'A fault of the way.' } })),
});

async function answerWith(
  response: ServerResponse,
  fault: HttpFault | undefined,
  ask: () => Promise<Answer>,
  jitterMs: number,
) {
  const send = ({ status, type, bytes }: Answer, headers = {}): void => {
    response.writeHead(status, { 'content-type': type, 'content-length': bytes.byteLength, ...headers }).end(bytes);
  };
  switch (fault) {
    case undefined:
    case 'connect timeout':
      return send(await ask());
    case 'headers timeout':
      // The server does its work, and nobody hears of it.
      await ask();
      return undefined;
    case 'reset after 1 byte':
      return breakOff(response, await ask(), 1);
    case 'reset in the middle': {
      const answer = await ask();
      return breakOff(response, answer, answer.bytes.byteLength >> 1);
    }
    case 'reset before the end': {
      const answer = await ask();
      return breakOff(response, answer, answer.bytes.byteLength);
    }
    case '429 with Retry-After':
      return send(refusal(429), { 'retry-after': '1' });
    case '429':
    case '500':
    case '502':
    case '503':
    case '504':
      return send(refusal(Number(fault)));
    case '500 after the work':
      await ask();
      return send(refusal(500));
    case 'truncated 200': {
      const { bytes, ...answer } = await ask();
      return send({ ...answer, bytes: bytes.subarray(0, -20) });
    }
    case 'delivered twice': {
      const [first, second] = await Promise.all([ask(), ask()]);
      return send(Math.random() < 0.5 ? first : second);
    }
    case 'late':
      await sleep(Math.random() * jitterMs);
      return send(await ask());
  }
}

/** A way to a server on loopback on which requests meet faults, and a client for it that does not wait for ever. */
export async function faultyHttp(
  target: string,
  choose: () => HttpFault | undefined,
  jitterMs: number,
): Promise<{ readonly url: string; readonly fetch: Fetch; readonly met: Map<HttpFault, number> }> {
  const met = new Map<HttpFault, number>();
  const server = createServer(async (request, response) => {
    const { method = 'GET', url = '/', headers } = request;
    const { host: _host, connection: _connection, 'content-length': _length, 'x-fault': fault, ...passed } = headers;
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    const ask = async (): Promise<Answer> => {
      const answer = await fetch(`${target}${url}`, {
        method,
        headers: Object.entries(passed).map(([name, value]): [string, string] => [name, String(value)]),
        body: Buffer.concat(chunks),
      });
      const type = answer.headers.get('content-type') ?? '';
      return { status: answer.status, type, bytes: Buffer.from(await answer.arrayBuffer()) };
    };
    try {
      await answerWith(
        response,
        httpFaults.find((one) => one === fault),
        ask,
        jitterMs,
      );
    } catch {
      // The server is gone already: the test is over.
      response.destroy();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const dispatcher = new Agent({ headersTimeout: HEADERS_MS });
  onTestFinished(async () => {
    await dispatcher.destroy();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  // A TCP server that listens has an address of this shape.
  const { port } = server.address() as AddressInfo;
  const fetchFaulty = async (input: string | URL, init: Parameters<typeof fetchWith>[1] = {}) => {
    const fault = choose();
    if (fault !== undefined) met.set(fault, (met.get(fault) ?? 0) + 1);
    // No connection on loopback waits: this is how the client would tell of one that does.
    if (fault === 'connect timeout')
      throw new TypeError('fetch failed', {
        cause: Object.assign(new Error('connect'), { code: 'UND_ERR_CONNECT_TIMEOUT' }),
      });
    const headers = fault === undefined ? init.headers : { ...Object(init.headers), 'x-fault': fault };
    return fetchWith(input, { ...init, headers, dispatcher });
  };
  // undici's own fetch is the one of Node, of a newer version: types of their streams differ in name only.
  return { url: `http://127.0.0.1:${port}`, fetch: fetchFaulty as unknown as Fetch, met };
}
