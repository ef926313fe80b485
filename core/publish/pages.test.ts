import { describe, expect, it } from 'vitest';
import { marketplaceLimits, publicationLimits } from '../../shared/limits.ts';
import type { Result } from '../../shared/result.ts';
import { activeOperators, findInstances, findVersion, listCategories } from './index.ts';

/** A marketplace whose lists have so many pages, each with a cursor of its own. */
function lists(pages: number, data: readonly unknown[] = []) {
  let asked = 0;
  const fetch = async (): Promise<Response> => {
    asked++;
    const has_more = asked < pages;
    return Response.json({ object: 'list', data, has_more, next_cursor: has_more ? `cur_${asked}` : null });
  };
  return { access: { marketplace: 'http://127.0.0.1:1', key: 'sk_live_0123456789abcdef', fetch }, asked: () => asked };
}

type Access = ReturnType<typeof lists>['access'];

const readers: readonly (readonly [string, (access: Access) => Promise<Result<unknown>>])[] = [
  ['installed connectors', (access) => findInstances(access, () => true, publicationLimits.listed)],
  ['operators', activeOperators],
  ['categories', listCategories],
  ['versions', (access) => findVersion({ ...access, listing: 'cn-crm', version: '1.0.0' })],
];

describe('A116: a list of a marketplace', () => {
  it.each(readers)('is read to its end: %s', async (_, read) => {
    const { access, asked } = lists(marketplaceLimits.listPages);
    expect((await read(access)).ok).toBe(true);
    expect(asked()).toBe(marketplaceLimits.listPages);
  });

  it.each(readers)('that never ends is given up: %s', async (_, read) => {
    const { access, asked } = lists(Number.POSITIVE_INFINITY);
    expect(await read(access)).toMatchObject({
      ok: false,
      error: { code: 'bad_answer', message: expect.stringContaining(`more than ${marketplaceLimits.listPages} pages`) },
    });
    expect(asked()).toBe(marketplaceLimits.listPages);
  });

  it('whose next page is the same page says nothing of a version that is not on it', async () => {
    const fetch = async () => Response.json({ object: 'list', data: [], has_more: true, next_cursor: 'cur_1' });
    const { access } = lists(1);
    expect(await findVersion({ ...access, fetch, listing: 'cn-crm', version: '1.0.0' })).toMatchObject({
      ok: false,
      error: { code: 'bad_answer' },
    });
  });

  it('is read no further than asked for', async () => {
    const one = {
      ...{
        id: 'cn_1',
        listing: 'cn-crm',
        version: null,
        name: 'x',
        kind: 'saas',
        capabilities: [],
        status: 'connected',
      },
    };
    const { access, asked } = lists(10, [one, one]);
    expect(await findInstances(access, () => true, 5)).toMatchObject({ ok: true, value: { length: 5 } });
    expect(asked()).toBe(3);
  });
});
