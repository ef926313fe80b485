import { describe, expect, it } from 'vitest';
import { answers, entityOf, integer, listOf, openApi, query, report, text } from '../import/testing.ts';

const get = (schema: unknown, more: Readonly<Record<string, unknown>> = {}): unknown => ({
  get: { responses: answers(schema), ...more },
});
const rows = listOf({ id: text, name: text });
const flag = { type: 'boolean' };
const object = (properties: Readonly<Record<string, unknown>>): unknown => ({ type: 'object', properties });

describe('records', () => {
  const recordsOf = async (path: string, schema: unknown): Promise<string | undefined> => {
    const found = await report(openApi({ [path]: get(schema) }));
    return found.entities[0]?.records;
  };

  it.each([
    ['a bare array', '/pets', rows, '$'],
    ['an envelope named like the resource', '/pets', object({ pets: rows, total: integer }), '$.pets'],
    ['an envelope with a usual name', '/pets', object({ data: rows, has_more: { type: 'boolean' } }), '$.data'],
    ['an envelope two levels deep', '/pets', object({ data: object({ items: rows }) }), '$.data.items'],
    ['the array that carries the resource', '/pets', object({ errors: listOf({ code: text }), pets: rows }), '$.pets'],
    [
      'the longer name of the resource',
      '/kubernetes/clusters',
      object({ kubernetes_clusters: rows, links: object({}) }),
      '$.kubernetes_clusters',
    ],
    ['an allOf', '/pets', { allOf: [object({ total: integer }), object({ data: rows })] }, '$.data'],
    ['an alternative', '/pets', { oneOf: [object({ data: rows }), object({ error: text })] }, '$.data'],
    ['an odd name', '/pets', object({ 'pet list': rows, count: integer }), '$["pet list"]'],
  ])('are found in %s', async (_, path, schema, expected) => {
    expect(await recordsOf(path, schema)).toBe(expected);
  });

  it.each([
    ['one thing with a list inside', '/pets/{id}', object({ id: text, name: text, tags: rows })],
    ['one thing named by its path', '/me', object({ id: text, teams: rows })],
    [
      'an object with many properties of its own',
      '/stats',
      object({ mean: integer, median: integer, low: integer, high: integer, series: rows }),
    ],
    ['nothing described', '/x', {}],
  ])('are not seen in %s', async (_, path, schema) => {
    expect(await recordsOf(path, schema)).toBeUndefined();
  });

  it('are not looked for in a POST that makes something', async () => {
    const found = await report(openApi({ '/pets': { post: { responses: answers(rows) } } }));
    expect(found.entities).toEqual([]);
    expect(found.commands).toHaveLength(1);
  });

  it('are read by a POST that asks a question, its paging in the body', async () => {
    const body = {
      type: 'object',
      properties: {
        query: text,
        pagination: { type: 'object', properties: { per_page: integer, starting_after: text } },
      },
    };
    const answer = {
      type: 'object',
      properties: {
        contacts: rows,
        pages: { type: 'object', properties: { next: { type: 'object', properties: { starting_after: text } } } },
      },
    };
    const found = await report(
      openApi({
        '/contacts/search': {
          post: { requestBody: { content: { 'application/json': { schema: body } } }, responses: answers(answer) },
        },
      }),
    );
    expect(found.entities).toMatchObject([
      {
        name: 'contacts',
        operation: 'POST /contacts/search',
        records: '$.contacts',
        contentType: 'application/json',
        pagination: {
          kind: 'cursor',
          in: 'body',
          params: { cursor: 'pagination.starting_after', size: 'pagination.per_page' },
          next: '$.pages.next.starting_after',
        },
        params: [{ name: 'query', in: 'body' }],
      },
    ]);
  });

  it('may be single values: a bare array, an array of its own name, or all that a paged answer holds', async () => {
    const values = { type: 'array', items: text };
    const all = await report(
      openApi({
        '/words': { get: { responses: answers(values) } },
        '/tags': { get: { responses: answers({ type: 'object', properties: { tags: values } }) } },
        '/rooms.members': {
          get: {
            parameters: [query('cursor')],
            responses: answers({ type: 'object', properties: { people: values, next_cursor: text } }),
          },
        },
        '/rules': { get: { responses: answers({ type: 'object', properties: { notes: values, active: flag } }) } },
      }),
    );
    expect(all.entities.map(({ operation, records, rows: kind }) => [operation, records, kind])).toEqual([
      ['GET /words', '$', 'values'],
      ['GET /tags', '$.tags', 'values'],
      ['GET /rooms.members', '$.people', 'values'],
    ]);
  });

  it('may be the values of a map, named by their keys', async () => {
    const map = { type: 'object', additionalProperties: object({ title: text, size: integer }) };
    const all = await report(
      openApi({
        '/sites': { get: { responses: answers(map) } },
        '/zones': { get: { responses: answers({ type: 'object', properties: { zones: map } }) } },
        '/counts': { get: { responses: answers({ type: 'object', additionalProperties: integer }) } },
      }),
    );
    expect(all.entities.map(({ records, rows: kind, primaryKey }) => [records, kind, primaryKey])).toEqual([
      ['$.*', 'map', ['$key']],
      ['$.zones.*', 'map', ['$key']],
    ]);
  });

  it('may be the only array of an answer that is paged, and one inside an object that is called after it', async () => {
    const paged = { type: 'object', properties: { people: rows, has_more: flag, pins: integer } };
    const inner = { type: 'object', properties: { users: rows, topic_list: object({ topics: rows }) } };
    const all = await report(
      openApi({
        '/rooms.history': { get: { responses: answers(paged) } },
        '/latest': { get: { responses: answers(inner) } },
      }),
    );
    expect(all.entities.map(({ records }) => records)).toEqual(['$.people', '$.topic_list.topics']);
  });
});

describe('names', () => {
  const names = async (...paths: readonly string[]): Promise<readonly string[]> => {
    const found = await report(openApi(Object.fromEntries(paths.map((path) => [path, get(rows)]))));
    return found.entities.map((entity) => `${entity.name}: ${entity.title}`);
  };

  it('come from the last step of the path', async () => {
    expect(await names('/api/v2/dagRuns', '/purchase-orders.json', '/companies', '/users.list')).toEqual([
      'dag_runs: Dag Run',
      'purchase_orders: Purchase Order',
      'companies: Company',
      'users: User',
    ]);
  });

  it('do not come from an act', async () => {
    expect(await names('/pet/findByStatus', '/repos/search')).toEqual(['pet: Pet', 'repos: Repo']);
  });

  it('take more of the path where two end alike; the shorter path keeps the shorter name', async () => {
    expect(await names('/orgs/{org}/members', '/members', '/teams/{id}/members')).toEqual([
      'org_members: Org Member',
      'members: Member',
      'team_members: Team Member',
    ]);
  });

  it('are unique whatever happens', async () => {
    const found = await names('/v1/pets', '/v2/pets', '/v3/pets');
    expect(new Set(found).size).toBe(3);
  });
});

describe('the primary key', () => {
  const keyOf = async (
    properties: Readonly<Record<string, unknown>>,
    path = '/dags',
    more: Readonly<Record<string, unknown>> = {},
  ): Promise<string> => {
    const found = await report(openApi({ [path]: get(listOf(properties)), ...more }));
    return found.entities[0]?.primaryKey.join() ?? '';
  };

  it.each([
    ['id', { name: text, id: text, dag_id: text }],
    ['gid', { gid: text, name: text }],
    ['sid', { account_sid: text, sid: text }],
    ['uuid', { uuid: text, owner_uuid: text }],
    ['dag_id', { owner_id: text, dag_id: text }],
    ['dagId', { dagId: text, name: text }],
    ['key', { key: text, value: text }],
    ['slug', { slug: text, title: text }],
  ])('is %s', async (expected, properties) => {
    expect(await keyOf(properties)).toBe(expected);
  });

  it('is what the path to one row says', async () => {
    const one = get(object({ name: text }));
    expect(await keyOf({ name: text, size: integer }, '/pools', { '/pools/{pool_name}': one })).toBe('name');
    expect(await keyOf({ sha: text, message: text }, '/repo/commits', { '/git/commits/{sha}': one })).toBe('sha');
    expect(await keyOf({ month: text, total: integer }, '/months', { '/months/{month}': one })).toBe('month');
    expect(await keyOf({ name: text, protected: text }, '/branches', { '/branches/{branch}': one })).toBe('name');
  });

  it('is never the key of something else', async () => {
    expect(await keyOf({ name: text, owner_id: text, team_id: text })).toBe('');
    expect(await keyOf({ id: object({ x: text }), owner_id: text, size: integer })).toBe('');
  });

  it('comes with its reason', async () => {
    const found = await report(
      openApi({ '/pools': get(listOf({ name: text })), '/pools/{pool_name}': get(object({})) }),
    );
    expect(entityOf(found, 'pools').evidence).toContainEqual({
      field: 'primaryKey',
      rule: 'detail-path-variable',
      pointer: '#/paths/~1pools~1{pool_name}/get',
      confidence: 0.9,
      note: '{pool_name} names one row in the path.',
    });
  });
});

describe('changes since a moment', () => {
  const incremental = async (parameter: unknown, properties: Readonly<Record<string, unknown>>): Promise<unknown> => {
    const found = await report(
      openApi({ '/a': get(listOf({ id: text, ...properties }), { parameters: [parameter] }) }),
    );
    return entityOf(found, 'a').incremental;
  };

  it('are asked for by a parameter that says so', async () => {
    expect(await incremental(query('updated_since'), { updated_at: text })).toEqual({
      param: 'updated_since',
      field: 'updated_at',
    });
    expect(
      await incremental(query('since', text, { description: 'Only rows updated after this moment' }), {
        updatedAt: text,
      }),
    ).toEqual({ param: 'since', field: 'updatedAt' });
  });

  it('are not a moment of creation, a number, or a parameter without a field', async () => {
    expect(await incremental(query('created_after'), { created_at: text, updated_at: text })).toBeUndefined();
    expect(await incremental(query('updated_since', integer), { updated_at: text })).toBeUndefined();
    expect(await incremental(query('updated_since'), { created_at: text })).toBeUndefined();
    expect(await incremental(query('since'), { updated_at: text })).toBeUndefined();
  });
});

describe('parents', () => {
  const parentOf = async (paths: Readonly<Record<string, unknown>>, name: string): Promise<unknown> =>
    entityOf(await report(openApi(paths)), name).parent;
  const sites = get(listOf({ id: text, name: text }));

  it('are the list whose path comes before the variable', async () => {
    expect(await parentOf({ '/sites': sites, '/sites/{site_id}/deploys': get(rows) }, 'deploys')).toEqual({
      entity: 'sites',
      bindings: { site_id: 'id' },
    });
    expect(
      await parentOf(
        {
          '/domains': get(listOf({ name: text, ttl: integer })),
          '/domains/{domain_name}/records': get(rows),
          '/domains/{domain_name}': get(object({})),
        },
        'records',
      ),
    ).toEqual({
      entity: 'domains',
      bindings: { domain_name: 'name' },
    });
  });

  it('hand down the variables further up', async () => {
    const paths = {
      '/dags': get(listOf({ dag_id: text })),
      '/dags/{dag_id}/runs': get(listOf({ run_id: text })),
      '/dags/{dag_id}/runs/{run_id}/tasks': get(rows),
    };
    expect(await parentOf(paths, 'tasks')).toEqual({
      entity: 'runs',
      bindings: { dag_id: 'dag_id', run_id: 'run_id' },
    });
  });

  it('give a variable that says only id a name of its own further down', async () => {
    const paths = {
      '/boards': get(rows),
      '/boards/{id}/lists': get(rows),
      '/boards/{id}/lists/{list}/cards': get(rows),
    };
    expect(await parentOf(paths, 'cards')).toEqual({ entity: 'lists', bindings: { id: 'board_id', list: 'id' } });
  });

  it('may be a list of the same resource elsewhere that carries every variable', async () => {
    const repos = get(listOf({ id: integer, name: text, owner: object({ login: text, id: integer }) }));
    expect(await parentOf({ '/user/repos': repos, '/repos/{owner}/{repo}/issues': get(rows) }, 'issues')).toEqual({
      entity: 'repos',
      bindings: { owner: 'owner.login', repo: 'name' },
    });
  });

  it('prefer a handle where the variable is a text and the key a number', async () => {
    const orgs = get(listOf({ id: integer, login: text }));
    expect(await parentOf({ '/orgs': orgs, '/orgs/{org}/teams': get(rows) }, 'teams')).toEqual({
      entity: 'orgs',
      bindings: { org: 'login' },
    });
  });

  it('fill a required parameter that is named after a list', async () => {
    const child = get(rows, { parameters: [query('subscription', text, { required: true })] });
    expect(await parentOf({ '/subscriptions': sites, '/subscription_items': child }, 'subscription_items')).toEqual({
      entity: 'subscriptions',
      bindings: { subscription: 'id' },
    });
  });

  it('are left out where a number is asked for and only a text could be given', async () => {
    const parameters = [{ name: 'segment_id', in: 'path', required: true, schema: integer }];
    const child = get(rows, { parameters });
    const paths = { '/segments': get(listOf({ name: text, size: integer })), '/segments/{segment_id}/people': child };
    expect(await parentOf(paths, 'people')).toBeUndefined();
  });

  it('are left out where a variable finds nothing', async () => {
    expect(
      await parentOf({ '/sites': get(listOf({ title: text })), '/sites/{zone}/deploys': get(rows) }, 'deploys'),
    ).toBeUndefined();
    expect(
      await parentOf(
        { '/feeds': get(listOf({ url: { type: 'string', format: 'uri' } })), '/feeds/{feed}/hits': get(rows) },
        'hits',
      ),
    ).toBeUndefined();
  });
});
