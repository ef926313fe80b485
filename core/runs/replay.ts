import { networkLimits } from '../../shared/limits.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { Exchange } from '../../shared/run/exchange.ts';
import { maskUrl } from '../network/credentials.ts';
import type { CredentialPlaces, ExchangeLog, HttpReply, Masker } from '../network/index.ts';
import type { RunStore } from '../workspace/types.ts';
import { failHere } from './layers/answer.ts';
import type { RunHttpRequest, RunSend } from './network.ts';
import { ReplayBook } from './replay-book.ts';

/** Answers requests from a recorded run, offline. */
export interface Replay {
  readonly send: RunSend;
  /** Whether the recorded request behind an exchange of this run was tried again; undefined where none is behind it. */
  wasTriedAgain(exchange: string): boolean | undefined;
  /** Recorded requests that were not asked for. */
  left(): readonly Exchange[];
}

export interface ReplayOptions {
  readonly of: string;
  /** The connector that is replayed for; a run of another one does not answer it. */
  readonly connector: string;
  readonly store: RunStore;
  readonly exchanges: ExchangeLog;
  readonly masker: Masker;
  readonly places: CredentialPlaces;
}

/**
 * The recorded run as answers: for one method and address in the order they came. Fails with `unknown_run`, and with
 * `other_connector` where another connector made it: its answers carry another account's data, and none would fit.
 */
export function openReplay({ of, connector, store, exchanges, masker, places }: ReplayOptions): Result<Replay> {
  const recording = store.head(of);
  if (!recording.ok) return recording;
  if (recording.value.connector !== connector)
    return fail(
      'input',
      'other_connector',
      `Run ${of} is one of ${recording.value.connector}, not of ${connector}: a connector replays its own runs only. Choose a run of ${connector}.`,
    );
  const stored = (id: string) => store.readBody(id, networkLimits.decodedBytes)?.bytes;
  const book = new ReplayBook(store.exchanges(of), ({ requestBody }) => requestBody && stored(requestBody.id));
  /** By exchange of this run, the recorded one. */
  const shown = new Map<string, string>();

  const miss = (request: RunHttpRequest, queuedMs: number, message: string): HttpReply =>
    failHere({ exchanges, request, queuedMs, answeredBy: 'recording' }, 'replay_miss', message);

  /** Shows the hops in this run as well; gives the id of the last. */
  const show = (chain: readonly Exchange[], request: RunHttpRequest): string => {
    const { initiator, retryOf } = request;
    let redirectOf: string | undefined;
    for (const hop of chain) {
      const { id } = exchanges.again(hop, { initiator, retryOf, redirectOf });
      shown.set(id, hop.id);
      redirectOf = id;
    }
    return redirectOf ?? '';
  };

  const reply = (last: Exchange, body: Uint8Array | undefined, redirected: boolean, exchange: string): HttpReply => {
    const { status, statusText, url, responseHeaders: headers } = last;
    if (last.error || status === null) {
      const { code, message } = last.error ?? { code: 'cancelled', message: 'The recorded request did not end.' };
      const name = code === 'refused' ? 'PolicyError' : 'NetworkError';
      const host = URL.parse(url)?.host ?? url;
      return { kind: 'failure', name, code, message, exchange, ...(name === 'PolicyError' ? { host } : {}) };
    }
    return {
      kind: 'response',
      status,
      statusText,
      url,
      redirected,
      headers,
      body: new Uint8Array(body ?? []),
      exchange,
    };
  };

  return ok({
    send: async (request, { queuedMs }) => {
      const href = URL.parse(request.url)?.href ?? request.url;
      const taken = book.take({
        method: request.method,
        url: maskUrl(href, masker, places),
        body: request.body && masker.bytes(request.body),
        retryOf: shown.get(request.retryOf ?? ''),
      });
      if (taken.kind === 'miss') return miss(request, queuedMs, `Run ${of} ${taken.why}.`);
      const chain = book.hops(taken.exchange);
      const last = chain.at(-1) ?? taken.exchange;
      const body = last.responseBody && stored(last.responseBody.id);
      if (last.responseBody && !last.error && !body)
        return miss(
          request,
          queuedMs,
          `The body of ${last.method} ${last.url} in run ${of} is no longer stored: older bodies make room for newer ones, and removed runs take theirs along.`,
        );
      return reply(last, body, chain.length > 1, show(chain, request));
    },
    wasTriedAgain: (exchange) => {
      const recorded = shown.get(exchange);
      return recorded === undefined ? undefined : book.wasTriedAgain(recorded);
    },
    left: () => book.left(),
  });
}
