import { describe, expect, it } from 'vitest';
import { collection, example, read, request } from '../import/postman/testing.ts';
import { entityOf } from '../import/testing.ts';

const url = (path: string): string => `https://api.example.com${path}`;
const get = (name: string, path: string, around: Readonly<Record<string, unknown>> = {}): unknown =>
  request(name, 'GET', url(path), {}, around);
const script = (text: string): Readonly<Record<string, unknown>> => ({
  event: [{ listen: 'test', script: { exec: [text] } }],
});
const recordsEvidence = (entity: { readonly evidence: readonly { readonly field: string }[] }): unknown =>
  entity.evidence.find((one) => one.field === 'records');

describe('lists that no example answers', () => {
  it('are found by their names, with little confidence and a key that is no surer', async () => {
    const found = await read(
      collection([
        get('GET /transfers', '/transfers?limit=10'),
        get('One', '/transfers/{{transferId}}'),
        get('List files', '/files'),
        get('Rates', '/rates'),
        get('Status', '/status'),
      ]),
    );
    expect(found.entities.map((entity) => entity.operation)).toEqual(['GET /transfers', 'GET /files']);
    const transfers = entityOf(found, 'transfers');
    expect(transfers).toMatchObject({ records: '$', primaryKey: ['id'], pagination: { kind: 'unproven' } });
    expect(recordsEvidence(transfers)).toMatchObject({ rule: 'list-by-name', confidence: 0.3 });
    expect(transfers.evidence.find((one) => one.field === 'primaryKey')?.confidence).toBe(0.3);
  });

  it('are built as the lists that are shown', async () => {
    const shown = { response: [example(200, { items: [{ id: 1, name: 'x' }], total: 1 })] };
    const own = { response: [example(200, { users: [{ id: 1, name: 'x' }] })] };
    const like = await read(collection([get('List users', '/users', shown), get('List teams', '/teams')]));
    expect(entityOf(like, 'teams')).toMatchObject({ records: '$.items' });
    expect(recordsEvidence(entityOf(like, 'teams'))).toMatchObject({ confidence: 0.6 });
    const named = await read(collection([get('List users', '/users', own), get('List teams', '/teams')]));
    expect(entityOf(named, 'teams').records).toBe('$.teams');
  });

  it('have rows as one row is answered, wrapped or not', async () => {
    const found = await read(
      collection([
        get('List users', '/users'),
        get('One user', '/users/{{id}}', script('const r = pm.response.json(); r.user.login; r.user.slug;')),
        get('List teams', '/teams'),
        get('One team', '/teams/{{team}}', { response: [example(200, { id: 1, title: 'x' })] }),
      ]),
    );
    expect(entityOf(found, 'users').fields.map((field) => field.name)).toEqual(['login', 'slug']);
    expect(entityOf(found, 'teams').primaryKey).toEqual(['id']);
  });

  it('are what a script reads of them', async () => {
    const found = await read(
      collection([
        get('People', '/people', script('let a = JSON.parse(responseBody); x = a.items[0].id;')),
        get('Tags', '/tags', script('var r = pm.response.json(); Array.isArray(r.tags);')),
      ]),
    );
    expect(entityOf(found, 'people')).toMatchObject({ records: '$.items', primaryKey: ['id'] });
    expect(found.entities.map((entity) => entity.records)).toEqual(['$.items']);
    const listed = await read(
      collection([get('List tags', '/tags', script('var r = pm.response.json(); Array.isArray(r.tags);'))]),
    );
    expect(entityOf(listed, 'tags')).toMatchObject({ records: '$.tags', rows: 'values' });
  });

  it('find their parents by what their requests ask for', async () => {
    const found = await read(
      collection([
        get('List rooms', '/rooms'),
        get('One', '/rooms/{{roomId}}'),
        get('List messages', '/messages?roomId={{room}}'),
      ]),
    );
    expect(entityOf(found, 'messages').parent).toEqual({ entity: 'rooms', bindings: { roomId: 'id' } });
  });

  it('an answer that is shown and has no rows is no list', async () => {
    const found = await read(
      collection([get('List settings', '/settings', { response: [example(200, { dark: true, size: 3 })] })]),
    );
    expect(found.entities).toEqual([]);
  });
});
