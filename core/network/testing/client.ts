import { onTestFinished } from 'vitest';
import type { Exchange } from '../../../shared/run/exchange.ts';
import {
  type CredentialPlaces,
  createHttpClient,
  createMasker,
  ExchangeLog,
  type HttpClientOptions,
  type HttpReply,
  type HttpRequest,
  type Recorder,
} from '../index.ts';

export interface TestClient {
  send(request: Partial<HttpRequest> & { readonly url: string }, signal?: AbortSignal): Promise<HttpReply>;
  /** The exchanges as they ended, in order of sending. */
  exchanges(): readonly Exchange[];
  /** Every state that was put, in order. */
  readonly puts: readonly Exchange[];
  body(id: string | undefined): string;
}

interface Options extends Partial<HttpClientOptions> {
  readonly secrets?: readonly string[];
  readonly places?: CredentialPlaces;
  /** Hosts granted to the connection; default: 127.0.0.1. */
  readonly grants?: readonly string[];
}

/** A client that may reach loopback, and everything it recorded. */
export function testClient(options: Options = {}): TestClient {
  const puts: Exchange[] = [];
  const last = new Map<string, Exchange>();
  const bodies = new Map<string, Uint8Array>();
  const { secrets = [], grants = ['127.0.0.1'], places = { headers: [], query: [] }, ...rest } = options;
  const { masker = createMasker(secrets) } = rest;
  const recorder: Recorder = {
    put: (exchange) => {
      puts.push(exchange);
      last.set(exchange.id, exchange);
    },
    writeBody: (id, bytes) => bodies.set(id, bytes),
  };
  const client = createHttpClient({
    policy: { hosts: [], connectionHosts: [], grants },
    masker,
    exchanges: new ExchangeLog({ run: 'run_test', masker, places, recorder }),
    ...rest,
  });
  onTestFinished(() => client.close());
  return {
    send: (request, signal = new AbortController().signal) =>
      client.send({ method: 'GET', headers: [], ...request }, { signal, queuedMs: 0 }),
    exchanges: () => [...last.values()],
    puts,
    body: (id) => Buffer.from(bodies.get(id ?? '') ?? new Uint8Array()).toString(),
  };
}

/** The text of a response, or the code and message of a failure. */
export const said = (reply: HttpReply): string =>
  reply.kind === 'response'
    ? `${reply.status} ${Buffer.from(reply.body).toString()}`
    : `${reply.code}: ${reply.message}`;
