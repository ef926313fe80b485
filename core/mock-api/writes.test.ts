import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MockApi } from './index.ts';
import { valueAt } from './place.ts';
import { crmDescription } from './testing/crm.ts';
import { ask, startMock } from './testing/start.ts';

let mock: MockApi;
beforeAll(async () => {
  mock = await startMock(crmDescription);
});
afterAll(() => mock.close());

const person = {
  email: 'ada@example.com',
  name: 'Ada',
  stage: 'lead',
  address: { city: 'Bergen', zip: '5003' },
  password: 'hidden',
};
const create = async (body: unknown = person) => (await ask(mock, 'POST', '/contacts', { body })).body;

describe('what is written', () => {
  it('is there when it is read: alone, in the list, with an id of its own', async () => {
    const before = mock.rows('contacts') ?? [];
    const answer = await ask(mock, 'POST', '/contacts', { body: { ...person, id: 1 } });
    expect(answer.status).toBe(201);
    const id = valueAt(answer.body, 'id');
    expect(before.map((row) => row.id)).not.toContain(id);
    const { password: _, ...shown } = person;
    expect(answer.body).toMatchObject({ id: expect.any(Number), created_at: expect.any(String), ...shown });
    const read = await ask(mock, 'GET', `/contacts/${id}`);
    expect(read.body).toEqual({ contact: answer.body });
    expect(mock.rows('contacts')).toHaveLength(before.length + 1);
    const total = valueAt((await ask(mock, 'GET', '/contacts')).body, 'total');
    expect(total).toBe(before.length + 1);
  });

  it('never shows what only requests hold', async () => {
    expect(JSON.stringify(await create())).not.toContain('hidden');
    const id = mock.rows('contacts')?.at(-1)?.id;
    expect(JSON.stringify(await ask(mock, 'GET', `/contacts/${id}`))).not.toContain('hidden');
  });

  it('can be changed; what the change does not name stays, and the moment of change moves on', async () => {
    const made = await create();
    const path = `/contacts/${valueAt(made, 'id')}`;
    const { status, body } = await ask(mock, 'PATCH', path, { body: { stage: 'customer', address: { city: 'Oslo' } } });
    expect(status).toBe(200);
    expect(body).toMatchObject({ name: 'Ada', stage: 'customer', address: { city: 'Oslo', zip: '5003' } });
    const moment = (value: unknown) => Date.parse(String(valueAt(value, 'updated_at')));
    if (valueAt(made, 'updated_at') != null) expect(moment(body)).toBe(moment(made) + 1_000);
    expect((await ask(mock, 'GET', path)).body).toEqual({ contact: body });
  });

  it('is gone once it is removed', async () => {
    const id = valueAt(await create(), 'id');
    const answer = await ask(mock, 'DELETE', `/contacts/${id}`);
    expect([answer.status, answer.body]).toEqual([204, undefined]);
    expect((await ask(mock, 'GET', `/contacts/${id}`)).status).toBe(404);
    expect(mock.rows('contacts')?.some((row) => row.id === id)).toBe(false);
  });
});

describe('rows inside an object of their own', () => {
  it('are taken out of it and put back', async () => {
    const made = await ask(mock, 'POST', '/companies', {
      body: { company: { name: 'Fjord', domain: 'fjord.example' } },
    });
    expect(made.status).toBe(201);
    const id = valueAt(made.body, 'company.id');
    expect(made.body).toEqual({ company: { id: expect.any(Number), name: 'Fjord', domain: 'fjord.example' } });
    expect((await ask(mock, 'PUT', `/companies/${id}`, { body: { company: { name: 'Fjell' } } })).body).toEqual({
      company: { id, name: 'Fjell', domain: 'fjord.example' },
    });
    expect((await ask(mock, 'GET', `/companies/${id}`)).body).toEqual({
      company: { id, name: 'Fjell', domain: 'fjord.example' },
    });
    expect(mock.rows('companies')?.at(-1)).toMatchObject({ id, name: 'Fjell' });
  });

  it('a removal is answered as described', async () => {
    const id = mock.rows('companies')?.at(-1)?.id;
    expect((await ask(mock, 'DELETE', `/companies/${id}`)).body).toMatchObject({ id });
  });
});

describe('rows below others', () => {
  it('are added to their parent alone, also by a form', async () => {
    const [one, two] = mock.rows('companies') ?? [];
    const count = async (id: unknown) => {
      const { body } = await ask(mock, 'GET', `/companies/${id}/deals`);
      return Array.isArray(body) ? body.length : -1;
    };
    const before = [await count(one?.id), await count(two?.id)];
    const form = {
      text: 'amount=12&title=Boat&won=true',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    };
    const made = await ask(mock, 'POST', `/companies/${one?.id}/deals`, form);
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({ amount: 12, title: 'Boat', won: true, company_id: one?.id });
    expect([await count(one?.id), await count(two?.id)]).toEqual([(before[0] ?? 0) + 1, before[1]]);
  });

  it('a new parent has none, one that is gone has no list', async () => {
    const made = await ask(mock, 'POST', '/companies', { body: { company: { name: 'New' } } });
    const id = valueAt(made.body, 'company.id');
    expect((await ask(mock, 'GET', `/companies/${id}/deals`)).body).toEqual([]);
    await ask(mock, 'DELETE', `/companies/${id}`);
    expect((await ask(mock, 'GET', `/companies/${id}/deals`)).status).toBe(404);
  });
});

describe('rows that belong together', () => {
  it('refer to rows that are there', () => {
    const companies = new Set(mock.rows('companies')?.map((row) => row.id));
    const stated = (mock.rows('contacts') ?? []).flatMap(({ company_id: id }) => (id == null ? [] : [id]));
    expect(stated.length).toBeGreaterThan(5);
    expect(stated.filter((id) => !companies.has(id))).toEqual([]);
  });

  it('are as described: choices, bounds, formats, order of moments', () => {
    for (const row of mock.rows('contacts')?.slice(0, 20) ?? []) {
      expect(['lead', 'customer', 'lost']).toContain(row.stage);
      expect(row.email).toMatch(/^[^@ ]+@[^@ ]+$/);
      if (row.score != null) expect(Number(row.score)).toBeLessThanOrEqual(10);
      if (row.updated_at != null) expect(String(row.updated_at) > String(row.created_at)).toBe(true);
    }
  });
});
