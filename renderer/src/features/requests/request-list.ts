import type { Exchange } from '../../../../shared/run/exchange.ts';
import { isFailed } from './facts.ts';
import { exchangeSpan, isPending, type Span } from './waterfall.ts';

/** One row of the list. */
export interface RequestRow {
  readonly exchange: Exchange;
  /** 1, or 2 for a redirect, a further try or a token that belongs to the row above. */
  readonly level: 1 | 2;
  /** Whether what belongs to it is on view; undefined where nothing does. */
  readonly expanded: boolean | undefined;
  /** The number of this try, from 1. */
  readonly attempt: number;
  /** Of the whole chain, where that is folded into this row. */
  readonly sum: ChainSum | undefined;
}

/** What a chain of requests comes to. */
export interface ChainSum {
  readonly count: number;
  /** ms. */
  readonly durationMs: number;
  readonly requestBytes: number;
  readonly responseBytes: number;
  /** The last of them: its answer is the one that the code got. */
  readonly last: Exchange;
}

/** Numbers of all requests, whatever is filtered. */
export interface Totals {
  readonly count: number;
  readonly failed: number;
  readonly responseBytes: number;
}

/** How the rows are to be made. */
export interface RowsWanted {
  /** Which of two chains comes first; undefined for the order of sending. */
  readonly compare: ((a: RequestRow, b: RequestRow) => number) | undefined;
  /** Ids of the exchanges whose chain is folded away. */
  readonly folded: ReadonlySet<string>;
}

/** Requests looked back at for the token that a further try came after. */
const tokenReach = 200;

/**
 * The requests of a run in the making. It looks at what came or changed since the last time, so that a batch costs what is in it,
 * not what came before; a filter is tried on them bit by bit.
 */
export class RequestList {
  private known: readonly Exchange[] = [];
  private readonly places = new Map<string, number>();
  /** Place of the first exchange of the chain that each one belongs to. */
  private readonly roots: number[] = [];
  private readonly attempts: number[] = [];
  private readonly members = new Map<number, number[]>();
  private readonly fits: boolean[] = [];
  private readonly made: RequestRow[] = [];
  private checked = 0;
  private test: (exchange: Exchange) => boolean = () => true;
  private failed = 0;
  private bytes = 0;
  private from = Number.POSITIVE_INFINITY;
  private to = Number.NEGATIVE_INFINITY;
  private readonly pending = new Set<Exchange>();

  /** Takes over the exchanges as they are now; the order of those known stays. */
  take(exchanges: readonly Exchange[]): void {
    const previous = this.inOrder(exchanges) ? this.known : this.forget();
    this.known = exchanges;
    for (let at = 0; at < exchanges.length; at++) {
      const exchange = exchanges[at];
      const before = previous[at];
      if (exchange === undefined || exchange === before) continue;
      this.count(before, -1);
      this.count(exchange, 1);
      this.addToSpan(before, exchange);
      if (before === undefined) this.place(exchange, at);
      if (at < this.checked) this.fits[at] = this.test(exchange);
    }
  }

  /** The exchange with this id. */
  find(id: string): Exchange | undefined {
    const at = this.places.get(id);
    return at === undefined ? undefined : this.known[at];
  }

  /** Whether those known stand where they stood; the ends tell, for exchanges are only ever added. */
  private inOrder(exchanges: readonly Exchange[]): boolean {
    const last = this.known.length - 1;
    return last < 0 || (this.known[0]?.id === exchanges[0]?.id && this.known[last]?.id === exchanges[last]?.id);
  }

  private forget(): readonly Exchange[] {
    for (const one of [this.places, this.members, this.pending]) one.clear();
    for (const one of [this.roots, this.attempts, this.fits, this.made]) one.length = 0;
    this.checked = 0;
    this.failed = 0;
    this.bytes = 0;
    this.from = Number.POSITIVE_INFINITY;
    this.to = Number.NEGATIVE_INFINITY;
    return [];
  }

  /** Another filter; the rows keep to the one before until `check` is done. */
  filter(test: (exchange: Exchange) => boolean): void {
    this.test = test;
    this.checked = 0;
  }

  /** Tries the filter for about this long, ms; true when all have been tried. */
  check(ms: number): boolean {
    const until = performance.now() + ms;
    for (; this.checked < this.known.length; this.checked++) {
      const exchange = this.known[this.checked];
      if (exchange !== undefined) this.fits[this.checked] = this.test(exchange);
      if (this.checked % 64 === 63 && performance.now() >= until) {
        this.checked += 1;
        return this.checked >= this.known.length;
      }
    }
    return true;
  }

  get totals(): Totals {
    return { count: this.known.length, failed: this.failed, responseBytes: this.bytes };
  }

  /** The time from the first start to the last end; requests under way end `now`. At least 1 ms. */
  spanAt(now: number): Span {
    if (!Number.isFinite(this.from)) return { from: 0, to: 1 };
    return { from: this.from, to: Math.max(this.pending.size > 0 ? now : 0, this.to, this.from + 1) };
  }

  get hasPending(): boolean {
    return this.pending.size > 0;
  }

  /** The rows; an object that stands for the same as before is the same. */
  rows({ compare, folded }: RowsWanted): readonly RequestRow[] {
    const rows: RequestRow[] = [];
    if (compare === undefined) {
      for (let at = 0; at < this.known.length; at++) if (this.roots[at] === at) this.addChain(at, folded, rows);
      return rows;
    }
    const heads: { readonly at: number; readonly row: RequestRow }[] = [];
    for (let at = 0; at < this.known.length; at++) {
      if (this.roots[at] !== at) continue;
      const row = this.headOf(at, folded);
      if (row) heads.push({ at, row });
    }
    heads.sort((a, b) => compare(a.row, b.row));
    for (const { at } of heads) this.addChain(at, folded, rows);
    return rows;
  }

  /** The row that a chain is sorted by: its first one that fits. */
  private headOf(root: number, folded: ReadonlySet<string>): RequestRow | undefined {
    const rows: RequestRow[] = [];
    this.addChain(root, folded, rows);
    return rows[0];
  }

  private addChain(root: number, folded: ReadonlySet<string>, rows: RequestRow[]): void {
    const members = this.members.get(root);
    if (members === undefined) {
      if (this.fits[root]) rows.push(this.row(root, 1, undefined, undefined));
      return;
    }
    const inside = members.filter((at) => this.fits[at]);
    if (!this.fits[root]) {
      // Its head does not fit the filter: they stand alone.
      for (const at of inside) rows.push(this.row(at, 1, undefined, undefined));
      return;
    }
    const exchange = this.known[root];
    const isFolded = exchange !== undefined && folded.has(exchange.id);
    const expanded = inside.length === 0 ? undefined : !isFolded;
    rows.push(this.row(root, 1, expanded, isFolded ? this.sumOf(root, members) : undefined));
    if (expanded) for (const at of inside) rows.push(this.row(at, 2, undefined, undefined));
  }

  private row(at: number, level: 1 | 2, expanded: boolean | undefined, sum: ChainSum | undefined): RequestRow {
    const before = this.made[at];
    const exchange = this.known[at];
    if (exchange === undefined) throw new RangeError(`no exchange at ${at}`);
    if (
      before?.exchange === exchange &&
      before.level === level &&
      before.expanded === expanded &&
      before.sum?.last === sum?.last
    )
      return before;
    const row = { exchange, level, expanded, attempt: this.attempts[at] ?? 1, sum };
    this.made[at] = row;
    return row;
  }

  private sumOf(root: number, members: readonly number[]): ChainSum | undefined {
    const all = [root, ...members].flatMap((at) => this.known[at] ?? []);
    const last = all.at(-1);
    return (
      last && {
        count: all.length,
        durationMs: all.reduce((sum, one) => sum + one.durationMs, 0),
        requestBytes: all.reduce((sum, one) => sum + one.requestBytes, 0),
        responseBytes: all.reduce((sum, one) => sum + one.responseBytes, 0),
        last,
      }
    );
  }

  private place(exchange: Exchange, at: number): void {
    this.places.set(exchange.id, at);
    const parent = this.placeOf(exchange.retryOf) ?? this.placeOf(exchange.redirectOf);
    this.roots[at] = at;
    this.attempts[at] = 1;
    if (parent === undefined) return;
    const root = this.roots[parent] ?? parent;
    if (exchange.retryOf !== undefined) {
      this.attempts[at] = (this.attempts[parent] ?? 1) + 1;
      this.adoptToken(parent, at, root);
    }
    this.join(at, root);
  }

  /** The token that was renewed between two tries belongs to them. */
  private adoptToken(parent: number, at: number, root: number): void {
    if (this.known[parent]?.status !== 401) return;
    for (let one = at - 1; one > Math.max(parent, at - tokenReach); one--) {
      const initiator = this.known[one]?.initiator;
      if (initiator?.kind === 'studio' && initiator.purpose === 'token' && this.roots[one] === one)
        this.join(one, root);
    }
  }

  private join(at: number, root: number): void {
    this.roots[at] = root;
    const members = this.members.get(root);
    if (members === undefined) this.members.set(root, [at]);
    else {
      members.push(at);
      members.sort((a, b) => a - b);
    }
  }

  private placeOf(id: string | undefined): number | undefined {
    return id === undefined ? undefined : this.places.get(id);
  }

  private count(exchange: Exchange | undefined, by: 1 | -1): void {
    if (exchange === undefined) return;
    if (isFailed(exchange)) this.failed += by;
    this.bytes += by * exchange.responseBytes;
  }

  private addToSpan(before: Exchange | undefined, exchange: Exchange): void {
    if (before !== undefined) this.pending.delete(before);
    if (isPending(exchange)) this.pending.add(exchange);
    const { from, to } = exchangeSpan(exchange, 0);
    if (from < this.from) this.from = from;
    if (to > this.to) this.to = to;
  }
}
