import { useEffect, useRef, useState } from 'react';
import type { Exchange } from '../../../../shared/run/exchange.ts';
import type { BodyHits, Filter } from '../../../../shared/run/filter.ts';
import { RequestList, type RequestRow, type RowsWanted, type Totals } from './request-list.ts';
import { roundedSpan, type Span } from './waterfall.ts';

interface RowsInput extends RowsWanted {
  readonly exchanges: readonly Exchange[];
  readonly filter: Filter;
  readonly hits: BodyHits;
  readonly isLive: boolean;
}

/** What the list shows. */
export interface ShownRows {
  readonly rows: readonly RequestRow[];
  readonly totals: Totals;
  readonly span: Span;
  /** When the span was taken, ms since the epoch. */
  readonly now: number;
  /** The filter is still being tried. */
  readonly isFiltering: boolean;
}

/** Work between two turns for the page, ms: half of a frame. */
const sliceMs = 8;
/** Live rows are made anew at most so often, ms, and so that they take no more than a tenth of the time. */
const liveMs = 100;
const restShare = 9;

const empty: ShownRows = {
  rows: [],
  totals: { count: 0, failed: 0, responseBytes: 0 },
  span: { from: 0, to: 1 },
  now: 0,
  isFiltering: false,
};

/** Makes the rows of the list, in slices of time, and while a run is live no more often than can be seen. */
class RowFeed {
  readonly list = new RequestList();
  private input: RowsInput | undefined;
  private tried: { readonly filter: Filter; readonly hits: BodyHits } | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readyAt = 0;
  private readonly show: (shown: ShownRows) => void;

  constructor(show: (shown: ShownRows) => void) {
    this.show = show;
  }

  take(input: RowsInput): void {
    const isAsked = this.input === undefined || !input.isLive || this.input.exchanges === input.exchanges;
    this.input = input;
    // What a person did is answered at once; what a run sends waits for its turn.
    if (isAsked) this.later(0);
    else this.timer ??= setTimeout(() => this.work(), Math.max(0, this.readyAt - performance.now()));
  }

  stop(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
  }

  private later(ms: number): void {
    this.stop();
    if (ms === 0) this.work();
    else this.timer = setTimeout(() => this.work(), ms);
  }

  private work(): void {
    this.timer = undefined;
    const { input, list } = this;
    if (input === undefined) return;
    const started = performance.now();
    const { filter, hits } = input;
    list.take(input.exchanges);
    if (this.tried?.filter !== filter || this.tried.hits !== hits) {
      this.tried = { filter, hits };
      list.filter((exchange) => filter.matches(exchange, hits));
    }
    if (!list.check(sliceMs)) {
      // A timer of zero: between two slices the page has its turn.
      this.timer = setTimeout(() => this.work(), 0);
      return;
    }
    const now = Date.now();
    const span = list.spanAt(now);
    this.show({
      rows: list.rows(input),
      totals: list.totals,
      span: input.isLive ? roundedSpan(span) : span,
      now,
      isFiltering: false,
    });
    const cost = performance.now() - started;
    this.readyAt = performance.now() + Math.max(liveMs, cost * restShare);
    if (input.isLive && list.hasPending) this.later(Math.max(liveMs, cost * restShare));
  }
}

/** The rows of the list for what is asked, and how to find an exchange by its id. */
export function useRequestRows(input: RowsInput): ShownRows & { find(id: string): Exchange | undefined } {
  const [shown, setShown] = useState(empty);
  const feed = useRef<RowFeed>(undefined);
  feed.current ??= new RowFeed(setShown);
  const { exchanges, filter, hits, isLive, compare, folded } = input;
  useEffect(() => {
    feed.current?.take({ exchanges, filter, hits, isLive, compare, folded });
  }, [exchanges, filter, hits, isLive, compare, folded]);
  useEffect(() => () => feed.current?.stop(), []);
  return { ...shown, find: (id) => feed.current?.list.find(id) };
}
