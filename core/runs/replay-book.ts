import { networkLimits } from '../../shared/limits.ts';
import type { Exchange } from '../../shared/run/exchange.ts';
import { scrubUrl } from '../import/scrub/text.ts';
import { type ReadRequestBody, RequestBodies } from './replay-bodies.ts';

/** A request that a recorded run shall answer; address and body are masked as recorded ones are. */
export interface BookRequest {
  readonly method: string;
  readonly url: string;
  readonly body: Uint8Array | undefined;
  /** The recorded exchange of the try before. */
  readonly retryOf: string | undefined;
}

/** The exchange that answers, or why there is none; the sentence begins with what the run did. */
export type Taken =
  | { readonly kind: 'answer'; readonly exchange: Exchange }
  | { readonly kind: 'miss'; readonly why: string };

/** Requests that a miss names. */
const NAMED = 3;
/** What the same method is worth beside equal characters at the start of the address. */
const SAME_METHOD = 20;

/** A fragment is never sent. */
const keyOf = ({ method, url }: Pick<Exchange, 'method' | 'url'>): string => `${method} ${url.replace(/#.*$/s, '')}`;
const times = (count: number): string => (count === 1 ? 'once' : `${count} times`);

function sharedStart(left: string, right: string): number {
  let at = 0;
  while (at < left.length && left[at] === right[at]) at++;
  return at;
}

const likeness = (asked: BookRequest, recorded: Exchange): number =>
  2 * sharedStart(asked.url, recorded.url) -
  Math.abs(asked.url.length - recorded.url.length) +
  (asked.method === recorded.method ? SAME_METHOD : 0);

/** Tokens that the studio fetched are no requests of the connector: a replay needs none. */
const isOfConnector = ({ initiator }: Exchange): boolean =>
  initiator?.kind !== 'studio' || initiator.purpose !== 'token';

/** The requests of one method and address in the order they were sent. */
interface Page {
  readonly all: Exchange[];
  /** All before this one are done. */
  start: number;
  /** Whether they were sent with different bodies; undefined until somebody asks. */
  differ: boolean | undefined;
}

/** What a recorded run can answer: each exchange once; for one method and address in the order they were sent. */
export class ReplayBook {
  private readonly pages = new Map<string, Page>();
  private readonly taken = new Set<string>();
  /** The exchange that followed another one, by the id of that. */
  private readonly redirects = new Map<string, Exchange>();
  private readonly retries = new Map<string, Exchange>();
  private readonly bodies: RequestBodies;

  constructor(exchanges: readonly Exchange[], readBody: ReadRequestBody) {
    this.bodies = new RequestBodies(readBody);
    const ids = new Set(exchanges.map(({ id }) => id));
    for (const exchange of exchanges.filter(isOfConnector)) {
      const { redirectOf, retryOf } = exchange;
      if (redirectOf !== undefined) this.redirects.set(redirectOf, exchange);
      else if (retryOf !== undefined && ids.has(retryOf)) this.retries.set(retryOf, exchange);
      if (redirectOf !== undefined) continue;
      const page = this.pages.get(keyOf(exchange));
      if (page) page.all.push(exchange);
      else this.pages.set(keyOf(exchange), { all: [exchange], start: 0, differ: undefined });
    }
  }

  take(request: BookRequest): Taken {
    const further = request.retryOf === undefined ? undefined : this.retries.get(request.retryOf);
    if (further && !this.taken.has(further.id)) return this.use(further);
    // In an archive that was taken in, values were masked by their names alone.
    const page = this.pages.get(keyOf(request)) ?? this.pages.get(keyOf({ ...request, url: scrubUrl(request.url) }));
    if (!page) return { kind: 'miss', why: this.unknown(request) };
    const next = this.next(page);
    page.differ ??= this.bodies.differ(page.all);
    const chosen = page.differ ? this.open(page).find((one) => this.bodies.fits(one, request.body)) : next;
    if (chosen) return this.use(chosen);
    const what = `${keyOf(request)} ${times(page.all.length)}`;
    if (!next) return { kind: 'miss', why: `recorded ${what}, and a replay gives each answer once, in order` };
    const recorded = this.open(page)
      .slice(0, NAMED)
      .map((one) => this.bodies.describe(one));
    return { kind: 'miss', why: `recorded ${what}, but none that is left with this body: ${recorded.join(', ')}` };
  }

  /** A recorded exchange and the redirects that followed it, no more than the network follows. */
  hops(first: Exchange): readonly Exchange[] {
    const chain = [first];
    let next = this.redirects.get(first.id);
    while (next && chain.length <= networkLimits.redirects) {
      chain.push(next);
      next = this.redirects.get(next.id);
    }
    return chain;
  }

  /** Whether the request that ended with this recorded exchange was tried again. */
  wasTriedAgain(recorded: string): boolean {
    return this.retries.has(recorded);
  }

  /** Recorded requests that were not asked for, in the order they were sent. */
  left(): readonly Exchange[] {
    const all = [...this.pages.values()].flatMap((page) => page.all);
    return all.filter(({ id }) => !this.taken.has(id)).sort((one, other) => one.seq - other.seq);
  }

  /** A further try answers only the request that it was a try of. */
  private isOpen({ id, retryOf }: Exchange): boolean {
    return !this.taken.has(id) && this.retries.get(retryOf ?? '')?.id !== id;
  }

  private open(page: Page): readonly Exchange[] {
    return page.all.slice(page.start).filter((one) => this.isOpen(one));
  }

  private next(page: Page): Exchange | undefined {
    for (let one = page.all[page.start]; one; one = page.all[++page.start]) if (this.isOpen(one)) return one;
    return undefined;
  }

  private use(exchange: Exchange): Taken {
    this.taken.add(exchange.id);
    return { kind: 'answer', exchange };
  }

  private unknown(request: BookRequest): string {
    const nearest = [...this.pages.values()]
      .flatMap(({ all }) => all.slice(0, 1))
      .map((one) => ({ name: keyOf(one), score: likeness(request, one) }))
      .sort((one, other) => other.score - one.score)
      .slice(0, NAMED)
      .map(({ name }) => name);
    const known =
      nearest.length === 0 ? 'it recorded no request' : `the nearest that it recorded: ${nearest.join(', ')}`;
    return `did not record ${keyOf(request)}; ${known}`;
  }
}
