import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ConnectorFile } from '../../shared/connector/files.ts';
import { openApi, report } from '../import/testing.ts';
import { type AllRows, bench, type Item, type Ran } from './testing/bench.ts';
import { paths } from './testing/paths.ts';
import { filesOf } from './testing/reports.ts';
import { ALL, type Source, startSource } from './testing/source.ts';

let connector: readonly ConnectorFile[] = [];
const sandbox = bench();
let source: Source;

const generate = async (description: string): Promise<readonly ConnectorFile[]> => filesOf(await report(description));

beforeAll(async () => {
  source = await startSource();
  connector = await generate(
    openApi(paths, {
      servers: [{ url: source.base }],
      components: { securitySchemes: { token: { type: 'http', scheme: 'bearer' } } },
    }),
  );
});

beforeEach(() => {
  source.asked.length = 0;
  source.headers.length = 0;
});

afterAll(() => source.close());

const account = () => ({ auth: 'token', token: 'token', baseUrl: source.base });

const run = (name: string, input: Item = {}, files = connector): Promise<Ran> => sandbox.run(files, name, input);

const readAll = (table: string, more: Item = {}): Promise<AllRows> =>
  sandbox.read(connector, table, { account: account(), ...more });

describe('data reads all rows and none twice', () => {
  it.each([
    ['by_page', 5],
    ['by_open_page', 7],
    ['by_offset', 9],
    ['by_cursor', 5],
    ['by_last', 5],
    ['by_url', 5],
    ['by_link', 5],
  ])('%s, in %i pages', async (table, pages) => {
    const found = await readAll(table);
    expect(found.items.map((item) => item.id)).toEqual(ALL.map(({ id }) => String(id)));
    expect(found.pages).toBe(pages);
    expect([...found.types]).toEqual(['full']);
    expect(source.asked).toHaveLength(pages);
  });

  it('gives every row an id and a name, and text for lists (FB-30)', async () => {
    const { items } = await readAll('by_link');
    expect(items[0]).toEqual({
      id: '1',
      name: 'Thing 1',
      title: 'Thing 1',
      tags: '[{"a":1}]',
      updated_at: '2026-01-01T00:00:00Z',
    });
  });

  it('asks for the largest page that the description allows', async () => {
    await readAll('by_page');
    expect(source.asked[0]).toBe('GET /v1/by-page?page=1&size=5');
  });
});

describe('a table below another', () => {
  it('is read for each row of its parent', async () => {
    const { items } = await readAll('members');
    expect(items).toHaveLength(5 * 23);
    expect(new Set(items.map((item) => item.id)).size).toBe(5 * 23);
    expect(items[0]).toEqual({ id: '1/m1', name: 'm1', slug: 'm1', group_id: '1' });
    expect(source.asked.filter((one) => one.startsWith('GET /v1/groups?'))).toHaveLength(4);
  });

  it('is read at one place where a filter names it', async () => {
    const { items } = await readAll('members', { filter: { group_id: '3' } });
    expect(items.map((item) => item.group_id)).toEqual(Array(23).fill('3'));
    expect(source.asked.every((one) => one.startsWith('GET /v1/groups/3/members?'))).toBe(true);
  });
});

describe('tables further down and without a place', () => {
  it('hand the values of their paths down, under names that do not collide', async () => {
    const { items } = await readAll('cards');
    expect(items).toEqual(
      ['b1', 'b2'].flatMap((board) =>
        ['x', 'y'].map((code) => ({
          ...{ board_id: board, list_code: code, list_key: `${board}/${code}` },
          ...{ id: '1', name: '1', text: `${board} ${code}` },
        })),
      ),
    );
    expect((await readAll('lists')).items.map((item) => item.id)).toEqual(['b1/x', 'b1/y', 'b2/x', 'b2/y']);
  });

  it('ask for the filters that they cannot do without', async () => {
    const request = { requestedType: 'hosts', account: account() };
    expect((await run('data', { ...request, filter: {} })).text).toContain('Set the filters zone');
    expect((await run('data', { ...request, filter: { zone: 'a' } })).text).toContain('Set the filter state');
    await run('data', { ...request, filter: { zone: 'a/b', state: 'up' } });
    expect(source.asked).toEqual(['GET /v1/zones/a%2Fb/hosts?state=up']);
  });
});

describe('changes', () => {
  it('are asked for some hours early, and say that they are no full set (FB-46, FB-47)', async () => {
    const found = await readAll('changed', { lastSynchronizedAt: '2026-01-20T03:00:00.000Z' });
    expect(source.asked[0]).toBe('GET /v1/changed?updated_since=2026-01-19T21%3A00%3A00.000Z');
    expect(found.items.map((item) => item.id)).toEqual(['20', '21', '22', '23']);
    expect([...found.types]).toEqual(['delta']);
    expect([...(await readAll('changed')).types]).toEqual(['full']);
  });
});

describe('what goes wrong', () => {
  const data = (requestedType: string, more: Readonly<Record<string, unknown>> = {}) =>
    run('data', { requestedType, account: account(), filter: {}, ...more });

  it('is an error with the status and the answer', async () => {
    expect((await data('missing')).text).toContain('GET /v1/missing answered 404: not here');
    expect((await data('busy')).text).toContain('answered 429: {\\"message\\":\\"slow down\\"}');
  });

  it('is a table that there is not', async () => {
    expect((await data('constructor')).text).toContain('There is no table constructor.');
  });

  it('is a next page on a foreign host: the credentials stay here', async () => {
    const { text: why } = await data('astray', { pagination: { cursor: 'http://evil.example/x' } });
    expect(why).toContain('The next page is at evil.example, a foreign host.');
    expect(source.asked).toEqual([]);
  });

  it('is said in the log where only the first page is read', async () => {
    const { logs } = await data('half');
    expect(logs.join()).toContain('Only the first page of this table is read');
  });
});

describe('validate, config and schema', () => {
  it('names the account, or says that the credentials were refused (FB-10, FB-11)', async () => {
    const fields = { token: 'token', baseUrl: source.base };
    expect((await run('validate', { id: 'token', fields })).value).toEqual({ name: 'ada' });
    expect((await run('validate', { id: 'token', fields: { ...fields, token: 'wrong' } })).text).toContain(
      'The credentials were refused (401)',
    );
  });

  it('agree on the tables (FB-20, FB-30)', async () => {
    const config = (await run('config', {})).value;
    expect(config).toMatchObject({
      types: expect.arrayContaining([{ id: 'members', name: 'Member' }]),
      filters: expect.arrayContaining([
        { id: 'group_id', title: 'Group', type: 'list', optional: true, datalist: true },
        { id: 'state', title: 'State', type: 'text', optional: true },
      ]),
    });
    const schema = (await run('schema', { account: account(), types: ['members', 'by_page'], filter: {} })).value;
    expect(schema).toEqual({
      members: {
        id: { name: 'Id', type: 'id' },
        name: { name: 'Name', type: 'text' },
        slug: { name: 'Slug', type: 'text' },
        group_id: {
          name: 'Group Id',
          type: 'text',
          relation: {
            cardinality: 'many-to-one',
            name: 'Group',
            targetName: 'Members',
            targetType: 'groups',
            targetFieldId: 'id',
          },
        },
      },
      by_page: expect.objectContaining({
        id: { name: 'Id', type: 'id' },
        name: { name: 'Name', type: 'text' },
        updated_at: { name: 'Updated At', type: 'date' },
      }),
    });
  });
});

describe('commands', () => {
  const command = async (name: string, params: Item, config: Item = account()) =>
    (await sandbox.command(connector, name, params, config)).value;

  it('send what they were given', async () => {
    expect(await command('echo', { q: 'a&b', ids: ['1', '2'], 'page[size]': 5 })).toEqual({
      success: true,
      payload: { query: '?page%5Bsize%5D=5&q=a%26b&ids=1%2C2', method: 'GET' },
    });
    expect(await command('sendForm', { amount: 3, meta: { a: 1, b: ['x', 'y'] } })).toEqual({
      success: true,
      payload: {
        sent: 'amount=3&meta%5Ba%5D=1&meta%5Bb%5D=x&meta%5Bb%5D=y',
        type: 'application/x-www-form-urlencoded',
        query: '',
      },
    });
    expect(await command('change', { a: 'b', dry: true })).toEqual({
      success: true,
      payload: { sent: '{"a":"b"}', type: 'application/merge-patch+json', query: '?dry=true' },
    });
  });

  it('fail as an outcome, with what the source said (FL-20, FL-22)', async () => {
    expect(await command('remove', { name: 'a/b' })).toEqual({
      success: false,
      error: 'DELETE /echo/a%2Fb answered 404: not here',
      diagnostics: { status: 404, body: 'not here' },
    });
    expect(await command('getMe', {}, { ...account(), token: 'wrong' })).toMatchObject({
      success: false,
      diagnostics: { status: 401 },
    });
  });

  it('ask for nothing while something is missing', async () => {
    expect(await command('remove', {})).toEqual({ success: false, error: 'Missing required parameter(s): name.' });
    expect(source.asked).toEqual([]);
  });
});
