import { conformanceLimits } from '../../../../shared/limits.ts';
import { good, refused } from '../api.ts';
import { type ConnectorList, listSchema } from '../objects.ts';
import { must, quoted } from '../report.ts';
import type { Stage } from '../stage.ts';
import { type Statement, statement } from './statement.ts';

const read = async ({ api }: Pick<Stage, 'api'>, query: string): Promise<ConnectorList> =>
  good(await api.send({ method: 'GET', path: `connectors?${query}` }), listSchema);

/** All pages of a list, at most so many as it may have. */
async function walk(stage: Stage, query: string): Promise<readonly ConnectorList[]> {
  const pages: ConnectorList[] = [];
  let cursor = '';
  do {
    const page = await read(stage, cursor === '' ? query : `${query}&cursor=${encodeURIComponent(cursor)}`);
    pages.push(page);
    must(
      page.has_more === (page.next_cursor !== null),
      `has_more is ${page.has_more}, next_cursor ${quoted(page.next_cursor)}`,
    );
    must(pages.length <= conformanceLimits.pages, `the pages of ${query} do not end`);
    cursor = page.next_cursor ?? '';
  } while (cursor !== '');
  return pages;
}

/** FC-10…13: pages, cursors, order, filters. */
export const lists: readonly Statement[] = [
  statement(
    'FC-10',
    'limit is 1 to 100 and 20 where absent; out of range is refused, never clamped.',
    async (stage) => {
      const { filter, ids } = await stage.many();
      const usual = await read(stage, filter);
      must(usual.data.length === 20, `without a limit ${usual.data.length} of ${ids.length} came, not 20`);
      const one = await read(stage, `${filter}&limit=1`);
      must(one.data.length === 1, `limit=1 gave ${one.data.length}`);
      const all = await read(stage, `${filter}&limit=100`);
      must(all.data.length >= ids.length, `limit=100 gave ${all.data.length} of ${ids.length}`);
      for (const limit of ['0', '101', '-1', 'many'])
        refused(await stage.api.send({ method: 'GET', path: `connectors?limit=${limit}` }), 400, 'invalid_parameter');
    },
  ),
  statement('FC-11', 'next_cursor leads through the list, and is null exactly at its end.', async (stage) => {
    const { filter, ids } = await stage.many();
    const pages = await walk(stage, `${filter}&limit=8`);
    const found = pages.flatMap(({ data }) => data.map(({ id }) => id));
    must(new Set(found).size === found.length, 'the pages give a connector twice');
    const missing = ids.find((id) => !found.includes(id));
    must(missing === undefined, `the pages leave ${quoted(missing)} out`);
    const none = await read(stage, 'capability=conformance.nobody_has_this');
    must(none.data.length === 0 && !none.has_more && none.next_cursor === null, 'an empty page is not [] without more');
  }),
  statement('FC-12', 'A cursor belongs to its filters; limit may change.', async (stage) => {
    const { filter } = await stage.many();
    const { next_cursor: next } = await read(stage, `${filter}&limit=2`);
    must(next !== null, `${filter} ends after 2 connectors`);
    const cursor = encodeURIComponent(next);
    const page = await read(stage, `${filter}&limit=3&cursor=${cursor}`);
    must(page.data.length === 3, `limit=3 after limit=2 gave ${page.data.length}`);
    for (const other of [`kind=saas&cursor=${cursor}`, `${filter}&kind=saas&cursor=${cursor}`, 'cursor=cur_nothing'])
      refused(await stage.api.send({ method: 'GET', path: `connectors?${other}` }), 400, 'invalid_cursor');
  }),
  statement('FC-13', 'The newest comes first, and all filters must hold.', async (stage) => {
    const { filter } = await stage.many();
    const newest = await stage.installed(await stage.target());
    const list = await read(stage, `${filter}&status=connected&kind=${newest.kind}&limit=100`);
    must(
      list.data[0]?.id === newest.id,
      `the newest is ${newest.id}, the first of the list ${quoted(list.data[0]?.id)}`,
    );
    const wrong = list.data.find(({ status, kind }) => status !== 'connected' || kind !== newest.kind);
    must(wrong === undefined, `${quoted(wrong?.id)} is in the list, but its status is ${quoted(wrong?.status)}`);
    const none = await read(stage, `${filter}&status=pending_auth`);
    const other = none.data.find(({ status }) => status !== 'pending_auth');
    must(other === undefined, `${quoted(other?.id)} came for status=pending_auth, with ${quoted(other?.status)}`);
  }),
];
