import { networkLimits } from '../../shared/limits.ts';
import { ok, type Result } from '../../shared/result.ts';
import type { Exchange } from '../../shared/run/exchange.ts';
import { scrubUrl } from '../import/scrub/text.ts';
import { maskUrl } from '../network/credentials.ts';
import type { CredentialPlaces, ExchangeLog, HttpReply, HttpRequest, Masker } from '../network/index.ts';
import type { RunStore } from '../workspace/types.ts';

/** Answers requests from a recorded run, offline. */
export interface Replay {
  send(request: HttpRequest): Promise<HttpReply>;
}

export interface ReplayOptions {
  readonly of: string;
  readonly store: RunStore;
  readonly exchanges: ExchangeLog;
  readonly masker: Masker;
  readonly places: CredentialPlaces;
}

/** A fragment is not sent, so it tells no two requests apart. */
const key = (method: string, url: string): string => `${method} ${url.replace(/#.*$/s, '')}`;

const missing = (what: string): HttpReply => ({
  kind: 'failure',
  name: 'NetworkError',
  code: 'replay_miss',
  message: what,
});

/** The hops of one request: the exchange it began with and the redirects that followed, no more than the network follows. */
function chainOf(first: Exchange, all: readonly Exchange[]): readonly Exchange[] {
  const chain = [first];
  for (let last = first; chain.length <= networkLimits.redirects; ) {
    const next = all.find((one) => one.redirectOf === last.id);
    if (!next) break;
    chain.push(next);
    last = next;
  }
  return chain;
}

/** The recorded run as answers: for one method and address in the order they came. Fails with `unknown_run`. */
export function openReplay(options: ReplayOptions): Result<Replay> {
  const recorded = options.store.get(options.of);
  if (!recorded.ok) return recorded;
  const { exchanges } = recorded.value;
  const waiting = new Map<string, Exchange[]>();
  for (const exchange of exchanges.filter((one) => one.redirectOf === undefined)) {
    const id = key(exchange.method, exchange.url);
    waiting.set(id, [...(waiting.get(id) ?? []), exchange]);
  }
  /** Shows the hops in the new run as well; gives the id of the last. */
  const show = (chain: readonly Exchange[]): string => {
    let before: string | undefined;
    for (const hop of chain) before = options.exchanges.again(hop, before).id;
    return before ?? '';
  };
  const answer = (exchange: Exchange, redirected: boolean, id: string): HttpReply => {
    if (exchange.error || exchange.status === null) {
      const { code, message } = exchange.error ?? { code: 'cancelled', message: 'The recorded request did not end.' };
      const name = code === 'refused' ? 'PolicyError' : 'NetworkError';
      return { kind: 'failure', name, code, message, exchange: id };
    }
    const stored =
      exchange.responseBody && options.store.readBody(exchange.responseBody.id, networkLimits.decodedBytes);
    if (exchange.responseBody && !stored)
      return missing(
        `The body of ${exchange.method} ${exchange.url} in run ${options.of} is no longer stored: older bodies make room for newer ones.`,
      );
    const body = stored ? new Uint8Array(stored.bytes) : new Uint8Array();
    return {
      kind: 'response',
      status: exchange.status,
      statusText: exchange.statusText,
      url: exchange.url,
      redirected,
      headers: exchange.responseHeaders,
      body,
      exchange: id,
    };
  };
  return ok({
    send: async (request) => {
      const href = URL.parse(request.url)?.href ?? request.url;
      const url = maskUrl(href, options.masker, options.places);
      const next = (address: string): Exchange | undefined => waiting.get(key(request.method, address))?.shift();
      // In an archive that was taken in, values were masked by their names alone.
      const found = next(url) ?? next(scrubUrl(url));
      if (!found)
        return missing(
          `Run ${options.of} has no answer left for ${request.method} ${url}: replay answers each recorded request once, in order.`,
        );
      const chain = chainOf(found, exchanges);
      return answer(chain.at(-1) ?? found, chain.length > 1, show(chain));
    },
  });
}
