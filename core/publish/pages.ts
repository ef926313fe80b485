import { marketplaceLimits } from '../../shared/limits.ts';
import { ok, type Result } from '../../shared/result.ts';
import { wrongAnswer } from './answers.ts';
import type { Access } from './catalogue.ts';

/** A page of a list, as marketplaces answer it (FC-11). */
interface ListPage<Item> {
  readonly data: readonly Item[];
  readonly has_more: boolean;
  readonly next_cursor: string | null;
}

/**
 * Reads a list page by page: to its end, to a page that names itself as the next one, or until `take` says that it is enough.
 * A list of more than `marketplaceLimits.listPages` pages is `bad_answer`: with a new cursor each time it would never end (A116).
 *
 * @returns why it was read no further
 * @param name what is listed, for sentences
 */
export async function followPages<Item>(
  { marketplace, key }: Access,
  name: string,
  read: (cursor: string | undefined) => Promise<Result<ListPage<Item>>>,
  take: (items: readonly Item[]) => boolean,
): Promise<Result<'all' | 'enough' | 'repeats'>> {
  const { listPages } = marketplaceLimits;
  let cursor: string | undefined;
  for (let page = 0; page < listPages; page++) {
    const answer = await read(cursor);
    if (!answer.ok) return answer;
    const { data, has_more, next_cursor } = answer.value;
    if (take(data)) return ok('enough');
    if (!has_more || next_cursor === null) return ok('all');
    if (next_cursor === cursor) return ok('repeats');
    cursor = next_cursor;
  }
  const subject = { marketplace: new URL(marketplace), listing: name, key };
  return wrongAnswer(subject, `its list has more than ${listPages} pages`);
}
