import type { Pagination } from '../../shared/connector/manifest.ts';
import type { ChangeDetail } from '../../shared/import/diff.ts';
import { mergeLimits } from '../../shared/limits.ts';

/** A value as a person would write it in a sentence. */
export function shown(value: unknown): string {
  if (value === undefined || value === '') return 'nothing';
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? 'nothing');
  return text.length > mergeLimits.shownChars ? `${text.slice(0, mergeLimits.shownChars - 1)}…` : text;
}

/** `a`, `a and b`, `a, b and c`; `none` for nothing. */
export function listed(names: readonly string[]): string {
  if (names.length === 0) return 'none';
  const [last = ''] = names.slice(-1);
  return names.length === 1 ? last : `${names.slice(0, -1).join(', ')} and ${last}`;
}

/** A difference of one property. */
export const detail = (field: string, sentence: string, breaking = false): ChangeDetail => ({
  field,
  sentence,
  breaking,
});

const PAGINGS: Readonly<Record<Pagination['kind'], string>> = {
  page: 'page number',
  offset: 'offset',
  cursor: 'a cursor',
  nextUrl: 'the address of the next page',
  linkHeader: 'the Link header',
  none: 'nothing, all rows come at once',
  unproven: 'something that is not known',
};

const ROLES: Readonly<Record<'page' | 'offset' | 'cursor' | 'size', string>> = {
  page: 'page',
  offset: 'offset',
  cursor: 'cursor',
  size: 'page size',
};

function paramChanges(name: string, before: Pagination, after: Pagination): readonly string[] {
  return (['page', 'offset', 'cursor', 'size'] as const).flatMap((role) => {
    const [was, is] = [before.params?.[role], after.params?.[role]];
    if (was === is) return [];
    if (was === undefined) return [`${name}: the ${ROLES[role]} parameter ${shown(is)} is new.`];
    if (is === undefined) return [`${name}: the ${ROLES[role]} parameter ${shown(was)} is gone.`];
    return [`${name}: the ${ROLES[role]} parameter ${shown(was)} was replaced by ${shown(is)}.`];
  });
}

/** What changed in the paging of a list, one sentence for each thing. */
export function pagingSentences(name: string, before: Pagination, after: Pagination): readonly string[] {
  if (before.kind !== after.kind) {
    const params = (paging: Pagination): string => {
      const names = Object.values(paging.params ?? {});
      return names.length === 0 ? '' : ` (${names.map(shown).join(', ')})`;
    };
    return [
      `${name}: it is paged by ${PAGINGS[after.kind]}${params(after)} instead of ${PAGINGS[before.kind]}${params(before)}.`,
    ];
  }
  const rest = (['in', 'pageSize', 'start', 'next', 'hasMore'] as const).flatMap((field) => {
    if (before[field] === after[field]) return [];
    const what = {
      in: 'the place of the paging parameters',
      pageSize: 'the rows asked for per page',
      start: 'the first page',
      next: 'the place of the next page',
      hasMore: 'the flag that says whether more follows',
    }[field];
    return [`${name}: ${what} changed from ${shown(before[field])} to ${shown(after[field])}.`];
  });
  return [...paramChanges(name, before, after), ...rest];
}
