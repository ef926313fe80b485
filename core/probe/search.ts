import type { Pagination } from '../../shared/connector/manifest.ts';
import type { Parameter } from '../../shared/import/report.ts';
import { moreFlag } from './answer.ts';
import { COMMON, candidatesOf, commonCandidates, rolesOf } from './candidates.ts';
import { type First, readFirst, saysMore } from './first.ts';
import { Notes } from './notes.ts';
import { pagingText } from './paging.ts';
import { type Trial, tryPaging } from './prove.ts';
import type { Reader } from './reader.ts';
import { refine } from './refine.ts';
import { overlap } from './rows.ts';
import type { Page, Values } from './types.ts';

/** What a search for the paging of a list came to. */
export interface Found {
  readonly verdict: 'proven' | 'onlyOnePage' | 'failed';
  /** What was proven; unproven otherwise. */
  readonly pagination: Pagination;
  readonly why: string;
  readonly pages: readonly Page[];
}

const UNPROVEN: Pagination = { kind: 'unproven' };
/** A list of exactly so many rows is more likely one full page than a whole. */
const USUAL_SIZES: ReadonlySet<number> = new Set([20, 25, 30, 50, 100, 200, 250, 500, 1_000]);

const valuesOf = (names: readonly string[], value: number): Values =>
  Object.fromEntries(names.map((name) => [name, value]));

/** Looks for the paging of one list. */
class Search {
  private readonly reader: Reader;
  private readonly notes: Notes;
  private readonly roles: ReturnType<typeof rolesOf>;
  private readonly tried = new Set<string>();
  private stopped: string | undefined;

  constructor(reader: Reader, params: readonly Parameter[], notes: Notes) {
    this.reader = reader;
    this.notes = notes;
    this.roles = rolesOf(params);
  }

  async run(guesses: readonly Pagination[]): Promise<Found> {
    const described = this.roles.get('size')?.[0] ?? guesses[0]?.params?.size;
    const first = await this.first(described);
    if (!('page' in first)) return first;
    const guessed = await this.best([...guesses, ...this.candidates(first, described)]);
    if (guessed) return guessed;
    if (first.page.rows.length === 0 && !first.page.total?.value)
      return { verdict: 'onlyOnePage', pagination: UNPROVEN, why: 'The list is empty.', pages: [] };
    const size = described ?? (await this.sizeFound(first.page));
    const small = size === described ? first : await this.first(size);
    if (!('page' in small)) return small;
    const common = size === described ? undefined : await this.best(this.candidates(small, size));
    return common ?? (await this.byCommonNames(small.page, size)) ?? this.concluded(small, size);
  }

  private async first(size: string | undefined): Promise<First | Found> {
    const paging: Pagination = { kind: 'none', params: size === undefined ? {} : { size } };
    const first = await readFirst(this.reader, paging, this.notes);
    return first.ok
      ? first.value
      : { verdict: 'failed', pagination: UNPROVEN, why: `page 1: ${first.error.sentence}`, pages: [] };
  }

  private candidates({ page }: First, size: string | undefined): readonly Pagination[] {
    return candidatesOf(page, this.reader.plan.entity.records, this.roles, size, this.reader.key);
  }

  /** The first of these pagings that two pages prove. */
  private async best(pagings: readonly Pagination[]): Promise<Found | undefined> {
    for (const paging of pagings) {
      const id = JSON.stringify(paging);
      if (this.tried.has(id) || this.stopped !== undefined) continue;
      this.tried.add(id);
      const notes = new Notes();
      const trial = await tryPaging(this.reader, paging, notes);
      if (trial.stopped) this.stopped = trial.why;
      if (trial.verdict !== 'proven') {
        this.notes.say(`tried ${pagingText(paging)}: ${trial.why}`);
        continue;
      }
      const found = await this.accepted(paging, trial, notes);
      if (found) return found;
    }
    return undefined;
  }

  private async accepted(paging: Pagination, trial: Trial, notes: Notes): Promise<Found | undefined> {
    const refined = await refine(this.reader, paging, trial, notes, this.reader.limits.pageSize);
    if (refined.pagination.kind === 'unproven') {
      this.notes.say(`tried ${pagingText(paging)}: ${refined.lost ?? 'it loses rows'}`);
      return undefined;
    }
    for (const sentence of notes.saw) this.notes.say(sentence);
    // A correction is part of what was found, and no fault of it.
    const passed = notes.checks.filter((check) => check.ok || (check.name !== 'start' && check.name !== 'pageSize'));
    for (const check of passed) this.notes.check(check.name, check.ok, check.note);
    const why = `Page 2 has other rows than page 1 with ${pagingText(refined.pagination)}.`;
    return { verdict: 'proven', pagination: refined.pagination, why, pages: trial.pages };
  }

  /** The common name of a size that the source honours although it describes none: all are asked at once, then one by one. */
  private async sizeFound(page: Page): Promise<string | undefined> {
    const { rows } = this.reader.limits;
    if (page.rows.length <= rows) return undefined;
    const fewer = async (names: readonly string[]): Promise<boolean> => {
      const answer = await this.reader.read(valuesOf(names, rows));
      return answer.ok && answer.value.rows.length > 0 && answer.value.rows.length < page.rows.length;
    };
    if (!(await fewer(COMMON.size))) {
      this.notes.say(`${COMMON.size.join(', ')} change nothing`);
      return undefined;
    }
    for (const name of COMMON.size) if (await fewer([name])) return name;
    return undefined;
  }

  /** The second request: whether any common name of a page or an offset changes what comes. */
  private async byCommonNames(page: Page, size: string | undefined): Promise<Found | undefined> {
    const sized = size === undefined ? {} : { [size]: this.reader.limits.rows };
    const positions = {
      ...valuesOf(COMMON.offset, Math.max(1, page.rows.length)),
      ...valuesOf(COMMON.page, 2),
    };
    const second = await this.reader.read({ ...positions, ...sized });
    const names = [...COMMON.page, ...COMMON.offset].join(', ');
    if (second.ok && overlap(page.rows, second.value.rows, this.reader.key).same) {
      this.notes.say(`${names} change nothing: the same rows again`);
      return undefined;
    }
    if (!second.ok) {
      this.notes.say(`a request with ${names}: ${second.error.sentence}`);
      if (second.error.kind === 'stopped') this.stopped = second.error.sentence;
    }
    const flag = moreFlag(page.body, this.reader.plan.entity.records);
    const found = await this.best(commonCandidates(flag, size));
    if (found || !second.ok) return found;
    const why = `The list reacts to one of ${names}, but no two pages came.`;
    const more = saysMore(this.reader, page, undefined)?.more;
    const verdict = more === true || second.value.rows.length > 0 ? 'failed' : 'onlyOnePage';
    return { verdict, pagination: UNPROVEN, why, pages: [page] };
  }

  /** Nothing leads to a second page: the list comes whole, or it cannot be told. */
  private concluded({ page }: First, size: string | undefined): Found {
    const rows = page.rows.length;
    const open = (verdict: Found['verdict'], why: string): Found => ({
      verdict,
      pagination: UNPROVEN,
      why,
      pages: [page],
    });
    if (this.stopped !== undefined) return open('failed', this.stopped);
    const said = saysMore(this.reader, page, undefined);
    if (said?.more === true) return open('failed', `${rows} rows came, but ${said.why}: nothing leads to the others.`);
    if (rows === 0) return open('onlyOnePage', 'The list is empty.');
    if (size !== undefined && rows >= this.reader.limits.rows && said === undefined)
      return open('failed', `${size} is honoured, but nothing leads to the rows after the first ${rows}.`);
    if (size !== undefined) return open('onlyOnePage', `Everything fits one page, and ${size} asks for its size.`);
    if (rows <= this.reader.limits.rows)
      return open('onlyOnePage', `Too few rows came to tell whether more than ${rows} would come in one page.`);
    if (said === undefined && USUAL_SIZES.has(rows))
      return open('failed', `Exactly ${rows} rows came, a usual page size: whether more follow cannot be told.`);
    if (said?.more === false && page.total)
      this.notes.check('total', true, `The total says ${page.total.value}, ${rows} rows came.`);
    const why = said ? `${rows} rows came and ${said.why}` : `${rows} rows came, and a second request gave the same`;
    return { verdict: 'proven', pagination: { kind: 'none' }, why: `The list comes whole: ${why}.`, pages: [page] };
  }
}

/**
 * Looks for the paging of a list whose own is unproven, refuted or none: guesses first, then what the answer shows (Link header,
 * addresses, tokens), then the parameters of the description, then common names. What nothing proves stays unproven; `none` is
 * proven only where a second request gives the same and nothing says that more follows.
 */
export const searchPaging = (
  reader: Reader,
  params: readonly Parameter[],
  guesses: readonly Pagination[],
  notes: Notes,
): Promise<Found> => new Search(reader, params, notes).run(guesses);
