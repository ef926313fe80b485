import { describe, expect, it } from 'vitest';
import { manifestSchema } from '../../shared/connector/manifest.ts';
import { type ImportChoices, type ImportReport, importChoicesSchema } from '../../shared/import/report.ts';
import { answers, listOf, openApi, query, report, text } from '../import/testing.ts';
import { readChoices } from './choices.ts';
import { generateConnector } from './index.ts';

const description = openApi(
  {
    '/teams': { get: { responses: answers(listOf({ id: text, slug: text })) } },
    '/teams/{team_id}/members': {
      get: {
        parameters: [query('cursor'), query('changed_since'), query('kind', text, { required: true })],
        responses: answers({ type: 'object', properties: { rows: listOf({ code: text, changed: text }), next: text } }),
      },
    },
    '/me': { get: { responses: answers({ type: 'object', properties: { id: text } }) } },
  },
  {
    components: {
      securitySchemes: {
        key: { type: 'apiKey', in: 'header', name: 'X-Key' },
        token: { type: 'http', scheme: 'bearer' },
      },
    },
    security: [{ key: [] }, { token: [] }],
  },
);
const all: ImportChoices = { id: 'test-api', entities: 'all', commands: 'all' };

function made(from: ImportReport, choices: Partial<ImportChoices>) {
  const wanted = importChoicesSchema.parse({ ...all, ...choices });
  const result = generateConnector(from, wanted, { fileName: 'api.json', text: '{}' });
  if (!result.ok) throw new Error(result.error.message);
  const files = new Map(result.value.map((file) => [file.path, file.text]));
  return { manifest: manifestSchema.parse(JSON.parse(files.get('connector.json') ?? '')), files };
}

describe('what the user set in the review', () => {
  it('stands in the manifest and in the code in the place of what was found', async () => {
    const { manifest, files } = made(await report(description), {
      corrections: {
        members: {
          name: 'people',
          primaryKey: ['code'],
          pagination: { kind: 'cursor', params: { cursor: 'cursor' }, next: '$.next' },
          incremental: { param: 'changed_since', field: 'changed' },
        },
      },
    });
    expect(manifest.entities.find((entity) => entity.name === 'people')).toMatchObject({
      title: 'People',
      operation: 'GET /teams/{team_id}/members',
      primaryKey: ['code'],
      pagination: { kind: 'cursor', params: { cursor: 'cursor' }, next: '$.next' },
      incremental: { param: 'changed_since', field: 'changed' },
      parent: { entity: 'teams' },
    });
    const code = files.get('functions/entities.js') ?? '';
    expect(code).toContain('const people = {');
    expect(code).toContain('paged by a cursor');
    expect(code).toContain('changed_since: since');
    expect(code).not.toContain('firstPageOnly: true,\n  async read({ account, path: { team_id }, cursor');
  });

  it('is followed by the tables below a renamed one', async () => {
    const { manifest, files } = made(await report(description), { corrections: { teams: { name: 'groups' } } });
    expect(manifest.entities.map((entity) => [entity.name, entity.parent?.entity])).toEqual([
      ['groups', undefined],
      ['members', 'groups'],
    ]);
    expect(files.get('functions/entities.js')).toContain('parent: groups,');
  });

  it('can be nothing: no parent, no changes only', async () => {
    const found = await report(description);
    const { manifest } = made(found, { corrections: { members: { parent: null, incremental: null } } });
    expect(manifest.entities[1]).not.toHaveProperty('parent');
    expect(manifest.entities[1]).not.toHaveProperty('incremental');
  });

  it('takes another place of the rows', async () => {
    const { files } = made(await report(description), { corrections: { members: { records: '$.data.people' } } });
    expect(files.get('functions/entities.js')).toContain("rowsAt(body, 'data', 'people')");
  });

  it('keeps only the chosen authentications', async () => {
    const { manifest, files } = made(await report(description), { auth: ['token'] });
    expect(manifest.authentication.map((one) => one.id)).toEqual(['token']);
    expect(files.get('functions/utility.js')).not.toContain('X-Key');
  });

  it('counts as evidence of its own, and leaves the report as it was', async () => {
    const found = await report(description);
    const before = structuredClone(found);
    const chosen = readChoices(found, { ...all, corrections: { members: { primaryKey: ['code'] } } });
    expect(chosen).toMatchObject({ ok: true });
    if (!chosen.ok) return;
    const [, members] = chosen.value.entities;
    expect(members?.evidence.filter((one) => one.field === 'primaryKey')).toEqual([
      { field: 'primaryKey', rule: 'set-by-user', pointer: '#', confidence: 1 },
    ]);
    expect(found).toEqual(before);
  });

  it.each<[string, Partial<ImportChoices>, string, RegExp]>([
    ['two tables of one name', { corrections: { members: { name: 'teams' } } }, 'name_taken', /GET \/teams and GET/],
    ['an entity that is not there', { corrections: { member: {} } }, 'unknown_entity', /choose members/],
    ['an authentication that is not there', { auth: ['basic'] }, 'unknown_auth', /key, token/],
    [
      'a parent that is not there',
      { corrections: { members: { parent: { entity: 'x', bindings: {} } } } },
      'unknown_parent',
      /"x"/,
    ],
    [
      'itself as its parent',
      { corrections: { teams: { parent: { entity: 'teams', bindings: {} } } } },
      'unknown_parent',
      /itself/,
    ],
  ])('is refused with a sentence: %s', async (_, choices, code, message) => {
    const result = generateConnector(await report(description), { ...all, ...choices }, { fileName: 'a', text: '' });
    expect(result).toMatchObject({
      ok: false,
      error: { kind: 'input', code, message: expect.stringMatching(message) },
    });
  });

  it('A10: an entity called __proto__ is corrected like any other', async () => {
    const found = await report(description);
    const [teams, members] = found.entities;
    if (!teams || !members) throw new Error('two entities');
    const odd = { ...found, entities: [{ ...teams, name: '__proto__' }, members] };
    const corrections = JSON.parse('{"__proto__":{"name":"plain"}}');
    expect(readChoices(odd, { ...all, corrections })).toMatchObject({ value: { entities: [{ name: 'plain' }, {}] } });
    expect(readChoices(odd, { ...all })).toMatchObject({ value: { entities: [{ name: '__proto__' }, {}] } });
  });
});
