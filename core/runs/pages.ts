import { createHash } from 'node:crypto';
import { runLimits } from '../../shared/limits.ts';
import type { Outcome } from '../../shared/run/run.ts';
import { type DataPage, readPage } from './result.ts';

/** The limits of a run over all pages; units as in shared/limits.ts. */
export type RunLimits = { readonly [Name in keyof typeof runLimits]: number };

/** One page as it was read: what goes on is the guest's own, what is kept is masked. */
export interface ReadPage {
  readonly outcome: Outcome;
  readonly result: unknown;
  readonly maskedItems: readonly unknown[];
  /** Bytes of the page's JSON. */
  readonly bytes: number;
  /** Where it was read, however the page was asked for: the same rows from somewhere else are other rows. */
  readonly origin?: string;
}

export interface AllPages {
  readonly outcome: Outcome;
  readonly result: { readonly items: readonly unknown[]; readonly pages: number; readonly rows: number } | null;
  readonly pages: number;
}

const failed = (name: string, message: string): Outcome => ({ kind: 'error', name, message });

const fingerprint = (config: unknown): string =>
  createHash('sha256')
    .update(JSON.stringify(config) ?? '')
    .digest('base64');

/** Pages in a row that were read before, after which a source is taken to go round (A65): one may be chance. */
const REPEATS = 2;

/** Tells pages whose rows came before, whatever their cursors say: `A A A`, `A B A B`. Empty pages say nothing. */
class RepeatedPages {
  private readonly seen = new Map<string, number>();
  private inARow = 0;

  /** The page that this one repeats where it is one too many; undefined otherwise. */
  take(page: ReadPage, number: number): number | undefined {
    if (page.maskedItems.length === 0) return undefined;
    const print = fingerprint([page.origin ?? '', page.maskedItems]);
    const first = this.seen.get(print);
    if (first === undefined) this.seen.set(print, number);
    this.inARow = first === undefined ? 0 : this.inARow + 1;
    return this.inARow >= REPEATS ? first : undefined;
  }
}

const goesRound = (number: number, first: number): Outcome =>
  failed(
    'PaginationLoop',
    `Page ${number} has the same rows as page ${first}, as the page before it repeated an earlier one: the source ignores how the page is asked for, and the pagination is an endless loop (FB-48).`,
  );

/** Why the next page is not asked for; undefined where it is. */
function obstacle(
  page: DataPage,
  number: number,
  seen: ReadonlySet<string>,
  rows: number,
  bytes: number,
  limits: RunLimits,
): Outcome | undefined {
  const config = JSON.stringify(page.nextPageConfig);
  if (config === undefined)
    return failed('InvalidResult', `Page ${number} says hasNext: true but gives no nextPageConfig (FB-42).`);
  if (seen.has(fingerprint(page.nextPageConfig))) {
    return failed(
      'PaginationLoop',
      `Page ${number} asks for a page that was read before, nextPageConfig ${config.slice(0, 200)}: the pagination is an endless loop (FB-48).`,
    );
  }
  if (number >= limits.pages)
    return failed('LimitError', `There are more than ${limits.pages} pages, which is the limit of one run.`);
  if (rows > limits.rows)
    return failed('LimitError', `There are more than ${limits.rows} rows, which is the limit of one run.`);
  if (bytes > limits.resultBytes)
    return failed(
      'LimitError',
      `The pages hold more than ${limits.resultBytes} bytes of JSON, which is the limit of one run.`,
    );
  return undefined;
}

/**
 * Reads page after page: `nextPageConfig` goes back unchanged (FB-42) until `hasNext` is false (FB-43); one that was
 * asked for before ends the run as a loop, and so do pages whose rows keep coming back (FB-48, A65).
 */
export async function readAllPages(
  read: (pagination: { readonly value: unknown } | undefined) => Promise<ReadPage>,
  start: unknown,
  onPage: (page: number, rows: number) => void,
  limits: RunLimits = runLimits,
): Promise<AllPages> {
  const items: unknown[] = [];
  const seen = new Set<string>(start === undefined ? [] : [fingerprint(start)]);
  const repeated = new RepeatedPages();
  let pagination: { readonly value: unknown } | undefined;
  let bytes = 0;
  for (let number = 1; ; number++) {
    const answer = await read(pagination);
    if (answer.outcome.kind !== 'ok') return { outcome: answer.outcome, result: null, pages: number };
    const page = readPage(answer.result);
    if (!page.ok) return { outcome: page.error.outcome, result: null, pages: number };
    for (const item of answer.maskedItems) items.push(item);
    bytes += answer.bytes;
    onPage(number, items.length);
    if (!page.value.hasNext) {
      const over =
        items.length > limits.rows
          ? failed('LimitError', `There are more than ${limits.rows} rows, which is the limit of one run.`)
          : undefined;
      return over
        ? { outcome: over, result: null, pages: number }
        : { outcome: { kind: 'ok' }, result: { items, pages: number, rows: items.length }, pages: number };
    }
    const first = repeated.take(answer, number);
    if (first !== undefined) return { outcome: goesRound(number, first), result: null, pages: number };
    const stop = obstacle(page.value, number, seen, items.length, bytes, limits);
    if (stop) return { outcome: stop, result: null, pages: number };
    seen.add(fingerprint(page.value.nextPageConfig));
    pagination = { value: page.value.nextPageConfig };
  }
}
