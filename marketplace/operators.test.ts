import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { marketplaceLimits } from '../shared/limits.ts';
import { cursorIn, namesIn } from './testing/lists.ts';
import {
  type Answer,
  behind,
  call,
  databases,
  furtherKey,
  runningMarketplace,
  samplePackage,
  upload,
} from './testing/running.ts';

const idOf = (answer: Answer): string => z.looseObject({ id: z.string() }).parse(answer.body).id;
const returns = { name: 'Returns', capabilities: ['order.hold', 'order.read', 'order.read'] };

describe.each(databases)('operators on %s', (kind) => {
  it('FC-57: are made active with the capabilities they need, shown, paused and resumed', async () => {
    const marketplace = await runningMarketplace(kind);
    const made = await call(marketplace, 'POST', '/v1/operators', returns);
    expect(made).toMatchObject({
      status: 201,
      body: {
        id: expect.stringMatching(/^op_[0-9a-f]+$/),
        object: 'operator',
        name: 'Returns',
        status: 'active',
        capabilities: ['order.hold', 'order.read'],
        created_at: expect.stringMatching(/Z$/),
      },
    });
    const own = `/v1/operators/${idOf(made)}`;
    expect((await call(marketplace, 'GET', own)).body).toEqual(made.body);
    for (const status of ['paused', 'paused'])
      expect(await call(marketplace, 'POST', `${own}/pause`)).toMatchObject({ status: 200, body: { status } });
    expect((await call(marketplace, 'GET', own)).body).toMatchObject({ status: 'paused' });
    expect(await call(marketplace, 'POST', `${own}/resume`, {})).toMatchObject({
      status: 200,
      body: { status: 'active' },
    });
    expect((await call(marketplace, 'GET', own)).body).toEqual(made.body);
  });

  it('FC-57: an active operator keeps the only provider of what it needs; paused, or with another provider, it does not', async () => {
    const marketplace = await runningMarketplace(kind);
    const commands = { hold: { params: [], sideEffect: true, capability: 'order.hold' } };
    await upload(marketplace, 'cn-shop', await samplePackage({ id: 'shop', commands }));
    const install = async (name: string) =>
      `/v1/connectors/${idOf(await call(marketplace, 'POST', '/v1/connectors', { listing: 'cn-shop', name, auth: { type: 'none' } }))}`;
    const only = await install('only');
    const operator = idOf(
      await call(marketplace, 'POST', '/v1/operators', { name: 'Returns', capabilities: ['order.hold'] }),
    );
    const refused = {
      status: 409,
      body: { error: { code: 'connector_in_use', operators: [{ id: operator, name: 'Returns' }] } },
    };
    expect(await call(marketplace, 'DELETE', only)).toMatchObject(refused);
    await call(marketplace, 'POST', `/v1/operators/${operator}/pause`);
    expect((await call(marketplace, 'DELETE', only)).status).toBe(200);
    await call(marketplace, 'POST', `/v1/operators/${operator}/resume`);
    const [first, second] = [await install('first'), await install('second')];
    expect((await call(marketplace, 'DELETE', first)).status).toBe(200);
    expect(await call(marketplace, 'DELETE', second)).toMatchObject(refused);
    // FC-57: what another tenant's operator needs is no concern here.
    const other = { ...marketplace, key: await furtherKey(marketplace) };
    await call(other, 'POST', '/v1/operators', { name: 'Theirs', capabilities: ['order.hold'] });
    await call(marketplace, 'POST', `/v1/operators/${operator}/pause`);
    expect((await call(marketplace, 'DELETE', second)).status).toBe(200);
  });

  it('FC-10…13: lists are newest first, in pages, by status', async () => {
    const marketplace = await runningMarketplace(kind);
    const ids: string[] = [];
    for (const name of ['a', 'b', 'c'])
      ids.unshift(idOf(await call(marketplace, 'POST', '/v1/operators', { name, capabilities: [] })));
    await call(marketplace, 'POST', `/v1/operators/${ids[1]}/pause`);
    const list = async (query: string) => (await call(marketplace, 'GET', `/v1/operators?${query}`)).body;
    expect(namesIn(await list(''))).toEqual(ids);
    expect(namesIn(await list('status=paused'))).toEqual([ids[1]]);
    const first = await list('status=active&limit=1');
    expect([namesIn(first), namesIn(await list(`status=active&cursor=${cursorIn(first)}`))]).toEqual([
      [ids[0]],
      [ids[2]],
    ]);
    expect(await call(marketplace, 'GET', `/v1/operators?status=paused&cursor=${cursorIn(first)}`)).toMatchObject({
      status: 400,
      body: { error: { code: 'invalid_cursor' } },
    });
  });

  it('FC-20…22: an Idempotency-Key makes one operator, also of 30 requests at once', async () => {
    const marketplace = await runningMarketplace(kind);
    const key = { 'idempotency-key': 'returns' };
    const make = (body: unknown) => call(marketplace, 'POST', '/v1/operators', body, key);
    const answers = await Promise.all(Array.from({ length: 30 }, () => make(returns)));
    const made = answers.filter((answer) => answer.status === 201);
    expect(made).toHaveLength(1);
    // FC-23: the others got its answer, or came while it was under way.
    for (const { status, body, headers } of answers)
      expect([status, status === 409 ? headers.get('retry-after') : body]).toEqual(
        status === 409 ? [409, '1'] : [status, made[0]?.body],
      );
    const again = await make(returns);
    expect([again.status, again.body]).toEqual([200, made[0]?.body]);
    expect(again.headers.get('x-request-id')).toBe(made[0]?.headers.get('x-request-id'));
    expect(await make({ ...returns, name: 'Other' })).toMatchObject({
      status: 409,
      body: { error: { code: 'idempotency_conflict' } },
    });
    expect(namesIn((await call(marketplace, 'GET', '/v1/operators')).body)).toHaveLength(1);
  });

  it('a name is taken once in a tenant, and what is refused may be tried again with its key', async () => {
    const marketplace = await runningMarketplace(kind);
    const first = idOf(await call(marketplace, 'POST', '/v1/operators', returns));
    const key = { 'idempotency-key': 'k' };
    expect(await call(marketplace, 'POST', '/v1/operators', returns, key)).toMatchObject({
      status: 409,
      body: { error: { code: 'state_conflict', message: expect.stringContaining(first) } },
    });
    const other = { ...returns, name: 'Other' };
    expect((await call(marketplace, 'POST', '/v1/operators', other, key)).status).toBe(201);
    const theirs = { ...marketplace, key: await furtherKey(marketplace) };
    expect((await call(theirs, 'POST', '/v1/operators', returns, key)).status).toBe(201);
  });

  it('refuses what is none, and more than its limits', async () => {
    const marketplace = await runningMarketplace(kind);
    const { operatorNameChars, operatorCapabilities, operators } = marketplaceLimits;
    const many = Array.from({ length: operatorCapabilities }, (_, n) => `order.read_${n}`);
    const make = (body?: unknown) => call(marketplace, 'POST', '/v1/operators', body);
    for (const [body, code] of [
      [undefined, 'missing_parameter'],
      [{ capabilities: [] }, 'missing_parameter'],
      [{ name: 'x' }, 'missing_parameter'],
      [{ ...returns, name: ' ' }, 'invalid_parameter'],
      [{ ...returns, name: 'a\0' }, 'invalid_parameter'],
      [{ ...returns, name: 'x'.repeat(operatorNameChars + 1) }, 'invalid_parameter'],
      [{ ...returns, capabilities: ['Order.Hold'] }, 'invalid_parameter'],
      [{ ...returns, capabilities: [...many, 'order.hold'] }, 'invalid_parameter'],
      [{ ...returns, status: 'paused' }, 'invalid_parameter'],
    ])
      expect([body, await make(body)]).toMatchObject([body, { status: 400, body: { error: { code } } }]);
    const longest = { name: 'x'.repeat(operatorNameChars), capabilities: many };
    expect((await make(longest)).status).toBe(201);
    await behind(marketplace, async ({ db }) => {
      const { tenant } = await db.selectFrom('keys').select('tenant').executeTakeFirstOrThrow();
      const row = { tenant, status: 'active', capabilities: '[]', created_at: new Date().toISOString() } as const;
      const rows = Array.from({ length: operators - 1 }, (_, n) => ({ ...row, id: `op_${n}`, name: `n${n}` }));
      for (let from = 0; from < rows.length; from += 1000)
        await db
          .insertInto('operators')
          .values(rows.slice(from, from + 1000))
          .execute();
    });
    expect(await make(returns)).toMatchObject({
      status: 422,
      body: { error: { code: 'too_many_operators', message: expect.stringContaining(String(operators)) } },
    });
  });
});
