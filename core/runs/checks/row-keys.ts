import { own } from '../../import/json.ts';
import { MASK } from '../../network/index.ts';
import { quoted } from './report.ts';
import type { RowAt, RowCheck, RowContext } from './rows.ts';
import { isText, kindOf } from './value.ts';

/** Rows of one key that are compared in whole; further ones are taken for what the last of these were. */
const COMPARED = 2_000;

const isKey = (value: unknown): value is string | number =>
  (typeof value === 'string' && value.trim() !== '') || typeof value === 'number';

interface First {
  readonly at: RowAt;
  readonly id: string | number;
}

/** The id of every row: there, plain, and once only (FB-30, FB-44). */
export function keyCheck({ delta, report, entity, total }: RowContext): RowCheck {
  /** By the id as text in lower case. */
  const firsts = new Map<string, First>();
  /** Ids that are like an earlier one but not the same. */
  const variants = new Map<string | number, First>();
  const rowsOfPage = new Map<number, { rows: number; known: number }>();
  let compared = 0;
  let equal = true;

  const isSame = (one: RowAt, other: RowAt): boolean => {
    if (compared < COMPARED) {
      compared++;
      equal = JSON.stringify(one.row) === JSON.stringify(other.row);
    }
    return equal;
  };
  const again = (first: RowAt, at: RowAt, id: string | number): void => {
    const page = rowsOfPage.get(at.page);
    if (page && first.page < at.page) page.known++;
    // Among changes a row may come twice: changed, then removed.
    if (delta) return;
    const where =
      first.page === at.page ? `twice on page ${at.page}` : `on page ${first.page} and again on page ${at.page}`;
    if (isSame(first, at)) {
      report({
        code: 'row_twice',
        place: () => at.place(),
        message: () => `The row with the id ${quoted(id)} comes ${where}: pages overlap, or the source repeats rows.`,
      });
    } else {
      report({
        code: 'key_twice',
        place: () => at.place('id'),
        message: () =>
          `Two different rows have the id ${quoted(id)}, ${where}, so that one replaces the other; choose a key that is unique.`,
      });
    }
  };
  const take = (at: RowAt, id: string | number): void => {
    const folded = String(id).toLowerCase();
    const first = firsts.get(folded);
    if (!first) {
      firsts.set(folded, { at, id });
      return;
    }
    if (first.id === id) {
      again(first.at, at, id);
      return;
    }
    const variant = variants.get(id);
    if (variant) {
      again(variant.at, at, id);
      return;
    }
    variants.set(id, { at, id });
    report({
      code: 'key_alike',
      place: () => at.place('id'),
      message: () =>
        `The ids ${quoted(first.id)} and ${quoted(id)} differ only in type or case; a table may take them for one.`,
    });
  };

  return {
    row: (at) => {
      const page = rowsOfPage.get(at.page) ?? { rows: 0, known: 0 };
      rowsOfPage.set(at.page, page);
      page.rows++;
      const id = own(at.row, 'id');
      if (isKey(id)) {
        // A masked id says nothing about the id.
        if (!isText(id) || !id.includes(MASK)) take(at, id);
        return;
      }
      const missing = id === undefined || id === null || typeof id === 'string';
      report({
        code: missing ? 'key_missing' : 'key_not_scalar',
        place: () => at.place('id'),
        message: () =>
          missing
            ? `A row has no id (it is ${id === '' ? 'empty' : typeof id === 'string' ? 'blank' : kindOf(id)}), so a table cannot know it again; give each row one.`
            : `The id of a row must be a text or a number, and is ${kindOf(id)}; make it one text.`,
      });
    },
    end: () => {
      for (const [number, { rows, known }] of rowsOfPage) {
        if (rows === 0 || known < rows) continue;
        report({
          code: 'page_repeats_rows',
          place: () => ({ kind: 'run' }),
          message: () =>
            `Every row of page ${number} came on an earlier page${entity ? ` of ${quoted(entity.name)}` : ''} (${total} rows in all): the source seems to ignore how the page was asked for.`,
        });
      }
    },
  };
}
