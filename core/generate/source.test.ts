import { describe, expect, it } from 'vitest';
import { answers, listOf, openApi, query, report, text } from '../import/testing.ts';
import { bearer, file, files, pets } from './testing/pets.ts';

describe('generated source', () => {
  it('reads as if a person had written it', async () => {
    const made = files(await report(openApi(pets, bearer)));
    expect(file(made, 'functions/entities.js')).toMatchInlineSnapshot(`
      "import { get, route, rowsAt } from './utility.js';

      /** GET /pets, paged by number. */
      const pets = {
        name: 'Pet',
        key: ['id'],
        title: 'name',
        async read({ account, cursor = 1 }) {
          const { body } = await get(account, '/pets', { page: cursor, limit: 50 });
          const rows = rowsAt(body);
          return { rows, next: rows.length >= 50 ? cursor + 1 : undefined };
        },
        fields: {
          id: { name: 'Id', type: 'id' },
          name: { name: 'Name', type: 'text' },
          email: { name: 'Email', type: 'text', subType: 'email' },
          at: { name: 'At', type: 'date' },
          kind: { name: 'Kind', type: 'text', subType: 'single-select', options: [{ name: 'cat' }] },
          toys: { name: 'Toys', type: 'text' },
        },
      };

      /** GET /pets/{pet_id}/visits, in one page. */
      const visits = {
        name: 'Visit',
        key: [],
        title: 'id',
        path: ['pet_id'],
        parent: pets,
        pathOf: (row) => ({ pet_id: row.id }),
        async read({ account, path: { pet_id } }) {
          const { body } = await get(account, route\`/pets/\${pet_id}/visits\`);
          return { rows: rowsAt(body) };
        },
        fields: {
          id: { name: 'Id', type: 'id' },
          name: { name: 'Name', type: 'text' },
          number: { name: 'Number', type: 'number', subType: 'integer' },
          reason: { name: 'Reason', type: 'text' },
          pet_id: {
            name: 'Pet Id',
            type: 'text',
            relation: {
              cardinality: 'many-to-one',
              name: 'Pet',
              targetName: 'Visits',
              targetType: 'pets',
              targetFieldId: 'id',
            },
          },
        },
      };

      /** The tables of this connector by the name that a sync asks for. */
      export const entities = { pets, visits };

      /** What the filters of this connector offer. */
      export const choices = {
        pet_id: { table: pets, value: (row) => row.id },
      };
      "
    `);
    expect(file(made, 'functions/validate.js')).toMatchInlineSnapshot(`
      "import { get } from './utility.js';

      /** Proves the credentials with GET /me and names the account. */
      export async function validate({ id, fields }) {
        try {
          const { body } = await get({ ...fields, auth: id }, '/me');
          const name = body?.login;
          return { name: String(name ?? 'Test API') };
        } catch (error) {
          if (error.status !== 401 && error.status !== 403) throw error;
          throw Object.assign(
            new Error(\`The credentials were refused (\${error.status}): check them and connect again.\`),
            { status: error.status },
          );
        }
      }
      "
    `);
    expect(file(made, 'commands.js').slice(0, 400)).toMatchInlineSnapshot(`
      "/** POST /pets */
      function createPet() {
        const input = floh.params;
        const missing = missingOf(input, 'name');
        if (missing) return missing;
        return send('POST', '/pets', { json: pick(input, 'name') });
      }

      /** GET /me */
      function getMe() {
        return send('GET', '/me');
      }

      /** Sends a request and tells its outcome. */
      function send(method, path, request) {
        const { json } = request ?? {};
        co"
    `);
  });

  it('has only the helpers that it needs', async () => {
    const made = files(await report(openApi({ '/pets': pets['/pets'] })), { commands: [] });
    const utility = file(made, 'functions/utility.js');
    expect(utility).not.toMatch(/credentials|follow|nextLink|route|needed/);
    expect(file(made, 'functions/data.js')).not.toMatch(/readBelow|placeOf|hoursBefore|valueFor|keyOf|isDeleted|log\./);
    expect(file(files(await report(openApi({ '/me': pets['/me'] }))), 'commands.js')).not.toMatch(
      /missingOf|pick|route|encoded|credentials/,
    );
  });

  it('says where the paging is not known', async () => {
    const toys = { get: { parameters: [query('marker')], responses: answers(listOf({ id: text })) } };
    const made = files(await report(openApi({ '/toys': toys })));
    expect(file(made, 'functions/entities.js')).toContain('firstPageOnly: true');
    expect(file(made, 'README.md')).toContain('only the first page');
  });
});
