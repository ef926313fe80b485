import type { Pagination } from '../../shared/connector/manifest.ts';
import type { Result } from '../../shared/result.ts';
import { type First, flagOf, moreBeyond, readFirst } from './first.ts';
import type { Notes } from './notes.ts';
import { firstValues, isCounted, nextStep, type Step, startOf } from './paging.ts';
import type { Reader } from './reader.ts';
import { describeRows, overlap } from './rows.ts';
import type { NoPage, Page } from './types.ts';

/** What two pages say about one paging. */
export interface Trial {
  readonly verdict: 'proven' | 'refuted' | 'onlyOnePage' | 'failed';
  /** The sentence that decides. */
  readonly why: string;
  readonly first: First | undefined;
  /** The pages that came, the first one included. */
  readonly pages: readonly Page[];
  /** True where a limit was reached or the probe was cancelled: nothing more can be sent. */
  readonly stopped: boolean;
}

type Verdict = Trial['verdict'];
/** A step that leads somewhere. */
type Onward = Exclude<Step, { kind: 'end' }>;

/** One attempt at a paging; a class so that every way out keeps the pages that came. */
class Attempt {
  private readonly reader: Reader;
  private readonly pagination: Pagination;
  private readonly notes: Notes;
  private readonly pages: Page[] = [];
  private first: First | undefined;
  private isSecondTry = false;

  constructor(reader: Reader, pagination: Pagination, notes: Notes) {
    this.reader = reader;
    this.pagination = pagination;
    this.notes = notes;
  }

  async run(): Promise<Trial> {
    const first = await readFirst(this.reader, this.pagination, this.notes);
    if (!first.ok) return this.noPage('page 1', first.error);
    this.first = first.value;
    const { page, size } = first.value;
    this.pages.push(page);
    if (page.rows.length === 0) {
      return page.total && page.total.value > 0
        ? this.end('refuted', `The first page is empty although the total says ${page.total.value}.`)
        : this.end('onlyOnePage', 'The list is empty.');
    }
    const step = nextStep(this.pagination, page, size, startOf(this.pagination));
    if (step.kind === 'end') return this.noNext(step.why);
    if (isCounted(this.pagination) && size !== undefined && page.rows.length < size) {
      const more = await moreBeyond(this.reader, this.pagination, first.value);
      if (more?.more !== true) return this.end('onlyOnePage', 'Everything fits one page.');
    }
    const second = await this.take(step);
    return second.ok ? this.compared(page, second.value, step) : this.secondRefused(second.error);
  }

  private end(verdict: Verdict, why: string, stopped = false): Trial {
    return { verdict, why, first: this.first, pages: this.pages, stopped };
  }

  private noPage(which: string, error: NoPage): Trial {
    return this.end('failed', `${which}: ${error.sentence}`, error.kind === 'stopped');
  }

  private take(step: Onward, fresh = false): Promise<Result<Page, NoPage>> {
    return step.kind === 'values'
      ? this.reader.read(step.values, { ...this.pagination, fresh })
      : this.reader.follow(step.address, fresh);
  }

  /** The first page once more, from the source and not from memory. */
  private again(): Promise<Result<Page, NoPage>> {
    return this.reader.read(firstValues(this.pagination, this.first?.size), { ...this.pagination, fresh: true });
  }

  private async noNext(why: string): Promise<Trial> {
    if (!this.first) return this.end('failed', why);
    const more = await moreBeyond(this.reader, this.pagination, this.first);
    if (more?.more === true) return this.end('refuted', `On page 1 ${why}, but ${more.why}.`);
    return this.end('onlyOnePage', `Everything fits one page: ${why}${more ? ` and ${more.why}` : ''}.`);
  }

  private async secondRefused(error: NoPage): Promise<Trial> {
    if (error.kind !== 'refused' || !this.first) return this.noPage('page 2', error);
    const said = `page 2 is refused (${error.status})`;
    this.notes.say(said);
    const more = await moreBeyond(this.reader, this.pagination, this.first);
    if (more?.more === false) return this.end('onlyOnePage', `Everything fits one page: ${more.why}.`);
    if (more === undefined && error.status === 404 && isCounted(this.pagination))
      return this.end('onlyOnePage', 'There is no page 2 (404).');
    return this.end('refuted', `${said}${more ? `, but ${more.why}` : ''}.`);
  }

  private async compared(first: Page, second: Page, step: Onward): Promise<Trial> {
    const { key } = this.reader;
    this.pages.push(second);
    if (second.rows.length === 0) {
      this.notes.say('page 2: no rows');
      const more = this.first && (await moreBeyond(this.reader, this.pagination, this.first));
      return more?.more === true
        ? this.end('refuted', `Page 2 is empty, but ${more.why}.`)
        : this.end('onlyOnePage', 'Everything fits one page: page 2 is empty.');
    }
    const { shared, same } = overlap(first.rows, second.rows, key);
    if (same) return this.repeated(first, step);
    if (shared > 0) {
      this.notes.say(`page 2: ${describeRows(second.rows, key, this.reader.quote)}, ${shared} of them were on page 1`);
      return (await this.movedOn()) ?? this.end('refuted', `Page 2 repeats ${shared} of the rows of page 1.`);
    }
    this.notes.say(`page 2: ${describeRows(second.rows, key, this.reader.quote).replace(/^(\d+)/, '$1 other')}`);
    return (await this.unstable(first)) ?? (await this.loop(first, second, step)) ?? this.flagged(first, second);
  }

  /**
   * Page two is page one again. Some sources answer so past the end: that is no fault where page one is all there is and the connector
   * would not have asked.
   */
  private async repeated(first: Page, step: Onward): Promise<Trial> {
    this.notes.say('page 2: the same rows as page 1');
    const { pageSize, hasMore } = this.pagination;
    const isAsked = pageSize === undefined || first.rows.length >= pageSize;
    const more = this.first && (await moreBeyond(this.reader, this.pagination, this.first));
    if (more?.more === false && (!isAsked || flagOf(this.reader, first, hasMore ?? '$') === false))
      return this.end('onlyOnePage', `Everything fits one page: ${more.why}.`);
    const name = step.kind === 'values' ? this.reader.quote(Object.keys(step.values)[0]) : 'the address';
    return this.end('refuted', `Page 2 repeats page 1: ${name} is ignored.`);
  }

  /** Rows that came or went between two requests move others to the next page: both pages are asked for once more. */
  private async movedOn(): Promise<Trial | undefined> {
    if (this.isSecondTry) return undefined;
    this.isSecondTry = true;
    const page = await this.again();
    if (!page.ok) return undefined;
    const step = nextStep(this.pagination, page.value, this.first?.size, startOf(this.pagination));
    const second = step.kind === 'end' ? undefined : await this.take(step, true);
    if (step.kind === 'end' || !second?.ok || second.value.rows.length === 0) return undefined;
    this.pages.length = 0;
    this.pages.push(page.value);
    this.first = { page: page.value, size: this.first?.size };
    this.notes.say('both pages were asked for again');
    return this.compared(page.value, second.value, step);
  }

  /** Rows without a key are told apart by all they hold: that says something only where they hold the same when asked again. */
  private async unstable(first: Page): Promise<Trial | undefined> {
    if (this.reader.key.length > 0 || !this.first) return undefined;
    const again = await this.again();
    if (!again.ok) return this.noPage('page 1 again', again.error);
    if (overlap(first.rows, again.value.rows, []).same) return undefined;
    return this.end(
      'failed',
      'The rows have no key and differ each time they are asked for: pages cannot be compared.',
    );
  }

  /** A token that stands still, or leads back to the first page, is an endless loop (A65, FB-48). */
  private async loop(first: Page, second: Page, step: Onward): Promise<Trial | undefined> {
    if (isCounted(this.pagination)) return undefined;
    const next = nextStep(this.pagination, second, this.first?.size, 0);
    if (next.kind === 'end') return undefined;
    if (next.token === step.token)
      return this.end(
        'refuted',
        `Page 2 leads to itself: its token is that of page 1, ${this.reader.quote(next.token)}.`,
      );
    const third = await this.take(next);
    // What cannot be read is no proof of a loop.
    if (!third.ok) return undefined;
    const seen = [...first.rows, ...second.rows];
    const { shared } = overlap(seen, third.value.rows, this.reader.key);
    if (shared === 0) {
      this.pages.push(third.value);
      return undefined;
    }
    this.notes.say('page 3: rows of earlier pages again');
    return this.end('refuted', 'Page 3 repeats rows of earlier pages: the pages go round in a circle.');
  }

  private flagged(first: Page, second: Page): Trial {
    const { hasMore } = this.pagination;
    const flag = hasMore === undefined ? undefined : flagOf(this.reader, first, hasMore);
    if (hasMore !== undefined) {
      const there = flag === undefined ? `There is no flag at ${hasMore}.` : `${hasMore} said ${flag} on page 1.`;
      this.notes.check('hasMore', flag === true, there);
      if (flag === false) return this.end('refuted', `${hasMore} says that nothing follows, but page 2 has rows.`);
    }
    const seen = first.rows.length + second.rows.length;
    const { total } = first;
    if (total)
      this.notes.check('total', total.value >= seen, `The total says ${total.value}, ${seen} rows came on two pages.`);
    return this.end('proven', 'Page 2 has other rows than page 1.');
  }
}

/**
 * Reads two pages (three of a paging by tokens) as a connector with this paging would, and says whether they are two: `proven`
 * where page two has rows and none of them stood on page one.
 */
export const tryPaging = (reader: Reader, pagination: Pagination, notes: Notes): Promise<Trial> =>
  new Attempt(reader, pagination, notes).run();
