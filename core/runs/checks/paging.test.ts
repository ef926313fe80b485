import { describe, expect, it } from 'vitest';
import { type Answer, findingsOf, short, things } from './testing/check.ts';

type Given = Parameters<typeof findingsOf>[1];

const rows = (from: number, count: number) => Array.from({ length: count }, (_, index) => ({ id: from + index }));
const more = { hasNext: true, nextPageConfig: { page: 2 } };

/** Pages of so many rows, each with the answer that it came from. */
const paged = async (
  counts: readonly number[],
  answer: (page: number) => Answer & { readonly beside?: object },
  given: Given = {},
) => {
  let from = 0;
  const pages = counts.map((count, index) => {
    const items = rows(from, count);
    from += count;
    return { items, pagination: index < counts.length - 1 ? more : undefined };
  });
  const answers = pages.map(({ items }, index): Answer => {
    const { beside, ...part } = answer(index + 1);
    return { body: JSON.stringify({ items, ...beside }), ...part };
  });
  return findingsOf('data', { entities: [things()], pages, answers, ...given });
};

describe('FB-42 … FB-47: what a page says of itself', () => {
  it.each([
    [[{ pagination: 'more' }], ['pagination_shape $.pagination']],
    [[{ pagination: { hasNext: 'true' } }], ['pagination_shape $.pagination.hasNext']],
    [[{ pagination: { hasNext: true } }], ['next_page_missing $.pagination.nextPageConfig', 'page_empty_with_next']],
    [[{ pagination: null }], []],
    [[{ synchronizationType: 'partial' }], ['sync_type_unknown $.synchronizationType']],
    [[{ synchronizationType: 'full' }, {}], []],
    [[{ synchronizationType: 'full' }, { synchronizationType: 'delta' }], ['sync_type_changes $.synchronizationType']],
    [[{ synchronizationType: 'delta' }], ['delta_without_since $.synchronizationType']],
  ])('%j: %j', async (pages, codes) => {
    expect(short(await findingsOf('data', { pages }))).toEqual(codes);
  });
  it('an empty page may go on below a parent', async () => {
    const child = things([], { parent: { entity: 'others', bindings: {} } });
    const pages = [{ items: [], pagination: more }, { items: rows(0, 1) }];
    expect(short(await findingsOf('data', { entities: [child], pages }))).toEqual([]);
    expect(short(await findingsOf('data', { entities: [things()], pages }))).toEqual(['page_empty_with_next']);
  });
});

describe('FB-41: an empty page', () => {
  const empty = (body: object, part: Partial<Parameters<typeof things>[1]> = {}) =>
    findingsOf('data', {
      entities: [things([], part)],
      pages: [{ items: [] }],
      answers: [{ body: JSON.stringify(body) }],
    });

  it('whose answer has rows where connector.json says is looked for elsewhere', async () => {
    const [finding, ...others] = await empty({ items: rows(0, 3) });
    expect(others).toEqual([]);
    expect(finding).toMatchObject({
      code: 'page_rows_unused',
      severity: 'warning',
      location: { kind: 'exchange', exchange: 'run_1-1' },
    });
    expect(finding?.message).toBe(
      'Page 1 is empty, yet its answer has 3 rows at $.items: correct where the function looks for them, unless it leaves them out on purpose.',
    );
  });
  it('is right where the answer has none, or where they may be those of a parent', async () => {
    expect(await empty({ items: [] })).toEqual([]);
    expect(await empty({ items: rows(0, 3) }, { parent: { entity: 'others', bindings: {} } })).toEqual([]);
  });
});

describe('A65: a last page that is not', () => {
  const at = (page: number) => ({ url: `https://api.example.com/things?page=${page}&per_page=3` });

  it('says nothing where nothing says that more follows, however full it is', async () => {
    expect(await paged([3, 3, 3], at)).toEqual([]);
    expect(
      await paged([3], (page) => ({ ...at(page), beside: { total: 3, has_more: false, next_cursor: '' } })),
    ).toEqual([]);
  });
  it('a Link header', async () => {
    const [finding] = await paged([3], (page) => ({
      ...at(page),
      responseHeaders: [['Link', '<https://api.example.com/things?page=2>; rel="next"']],
    }));
    expect(finding).toMatchObject({ code: 'page_more_expected', location: { kind: 'exchange', exchange: 'run_1-1' } });
    expect(finding?.message).toBe(
      'Page 1 of "things" says that it is the last, but the Link header of its answer names a next page: rows may be lost; correct how the next page is found.',
    );
  });
  it('a flag', async () => {
    const [finding] = await paged([2], (page) => ({ ...at(page), beside: { has_more: true } }));
    expect(finding?.message).toContain('but $.has_more of its answer is true:');
  });
  it('a token, where the page is full', async () => {
    const beside = { next_cursor: 'abc' };
    expect(short(await paged([3], (page) => ({ ...at(page), beside })))).toEqual(['page_more_expected exchange']);
    expect(await paged([2], (page) => ({ ...at(page), beside }))).toEqual([]);
    const unsized = () => ({ url: 'https://api.example.com/things', beside });
    expect(short(await paged([2, 2], unsized))).toEqual(['page_more_expected exchange']);
  });
  it('a total, over all pages', async () => {
    const [finding] = await paged([3, 3], (page) => ({ ...at(page), beside: { total: 9 } }));
    expect(finding).toMatchObject({ code: 'total_differs', severity: 'warning' });
    expect(finding?.message).toBe(
      'The source counts 9 rows ($.total), and 6 came in 2 pages; rows may be lost: look at the size and the start of the pages, unless rows changed meanwhile.',
    );
    const header: Answer['responseHeaders'] = [['X-Total-Count', '5']];
    expect(short(await paged([3, 3], (page) => ({ ...at(page), responseHeaders: header })))).toEqual([
      'total_differs exchange',
    ]);
    expect(await paged([3, 2], (page) => ({ ...at(page), responseHeaders: header }))).toEqual([]);
    const range = (text: string): Answer => ({ responseHeaders: [['Content-Range', text]] });
    expect(short(await paged([3], () => range('items 0-2/40')))).toEqual(['total_differs exchange']);
    expect(await paged([3], () => range('items 0-2/*'))).toEqual([]);
    expect(await paged([3, 2], (page) => ({ ...at(page), beside: { count: page === 1 ? 3 : 2 } }))).toEqual([]);
  });
  it('rows that the function left out on purpose are counted where they came from', async () => {
    const body = JSON.stringify({ items: rows(0, 3), total: 3 });
    const given = { entities: [things()], pages: [{ items: rows(0, 2) }], answers: [{ body }] };
    expect(await findingsOf('data', given)).toEqual([]);
  });
  it('a run that began in the middle knows no total', async () => {
    const request = { requestedType: 'things', pagination: { page: 2 } };
    expect(await paged([3], (page) => ({ ...at(page), beside: { total: 9 } }), { request })).toEqual([]);
  });
  it('an answer that the rows cannot have come from proves nothing', async () => {
    const body = JSON.stringify({ items: rows(0, 1), has_more: true });
    expect(
      await findingsOf('data', { entities: [things()], pages: [{ items: rows(0, 2) }], answers: [{ body }] }),
    ).toEqual([]);
  });
});
