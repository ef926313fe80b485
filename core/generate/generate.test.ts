import { parseAst } from 'vite';
import { describe, expect, it } from 'vitest';
import { isConnectorPath } from '../../shared/connector/files.ts';
import { manifestSchema } from '../../shared/connector/manifest.ts';
import type { ImportChoices, ImportReport } from '../../shared/import/report.ts';
import { answers, integer, listOf, openApi, query, report, text } from '../import/testing.ts';
import { generateConnector } from './index.ts';

const description = { fileName: 'api.json', text: '{}' };
const all: ImportChoices = { id: 'test-api', entities: 'all', commands: 'all' };

function files(
  from: ImportReport,
  choices: Partial<ImportChoices> = {},
  fileName = 'api.json',
): ReadonlyMap<string, string> {
  const made = generateConnector(from, { ...all, ...choices }, { fileName, text: '{}' });
  if (!made.ok) throw new Error(made.error.message);
  return new Map(made.value.map((file) => [file.path, file.text]));
}

const file = (from: ReadonlyMap<string, string>, path: string): string => {
  const found = from.get(path);
  if (found === undefined) throw new Error(`no ${path}`);
  return found;
};

const manifest = (from: ReadonlyMap<string, string>) => manifestSchema.parse(JSON.parse(file(from, 'connector.json')));

const pets = {
  '/pets': {
    get: {
      parameters: [query('page', { type: 'integer', default: 1 }), query('limit', { type: 'integer', maximum: 50 })],
      responses: answers(
        listOf({
          id: integer,
          name: text,
          email: { type: 'string', format: 'email' },
          at: { type: 'string', format: 'date-time' },
          kind: { type: 'string', enum: ['cat'] },
          toys: listOf({}),
        }),
      ),
    },
    post: {
      operationId: 'createPet',
      requestBody: {
        required: true,
        content: { 'application/json': { schema: { type: 'object', required: ['name'], properties: { name: text } } } },
      },
    },
  },
  '/pets/{pet_id}/visits': { get: { responses: answers(listOf({ number: integer, reason: text })) } },
  '/me': { get: { responses: answers({ type: 'object', properties: { login: text } }) } },
};
const bearer = { components: { securitySchemes: { token: { type: 'http', scheme: 'bearer' } } } };

describe('the files of a connector', () => {
  it('are those of the connector format, and the manifest is legal', async () => {
    const made = files(await report(openApi(pets, bearer)));
    expect([...made.keys()]).toEqual([
      'connector.json',
      'functions/validate.js',
      'functions/config.js',
      'functions/schema.js',
      'functions/data.js',
      'functions/datalist.js',
      'functions/entities.js',
      'functions/utility.js',
      'commands.js',
      'README.md',
      'spec/api.json',
    ]);
    for (const path of made.keys()) expect(isConnectorPath(path)).toBe(true);
    expect(manifest(made)).toMatchObject({
      id: 'test-api',
      name: 'Test API',
      version: '1.0.0',
      kind: 'saas',
      executionModel: 'script',
      authentication: [{ id: 'token', name: 'Token', type: 'bearer' }],
      connectionConfig: { baseUrl: { type: 'string', title: 'Base URL', default: 'https://api.example.com/v1' } },
      hosts: ['api.example.com'],
      commands: {
        createPet: {
          params: ['name'],
          sideEffect: true,
          capability: 'pet.create',
          operation: 'POST /pets',
          paramSchema: { name: { type: 'string', required: true } },
        },
      },
    });
    expect(manifest(made).entities.map((entity) => entity.name)).toEqual(['pets', 'visits']);
  });

  it('keep the description under a name that a connector may hold (A25)', async () => {
    const found = await report(openApi(pets));
    const kept = (name: string): string => [...files(found, {}, name).keys()].at(-1) ?? '';
    for (const name of [
      '../../etc/passwd',
      'C:\\x\\api.yaml',
      '.hidden',
      'a b.json. ',
      'ü.json',
      '',
      'x'.repeat(300),
    ]) {
      expect(isConnectorPath(kept(name))).toBe(true);
    }
    expect(kept('petstore.yaml')).toBe('spec/petstore.yaml');
  });

  it('hold no commands.js where no command was chosen', async () => {
    expect(files(await report(openApi(pets)), { commands: [] }).has('commands.js')).toBe(false);
  });

  it('read a parent that was not chosen, but make no table of it', async () => {
    const made = files(await report(openApi(pets)), { entities: ['visits'] });
    expect(manifest(made).entities.map((entity) => entity.name)).toEqual(['visits']);
    expect(file(made, 'functions/entities.js')).toContain('parent: pets');
    expect(file(made, 'functions/entities.js')).toContain('export const entities = { visits };');
  });

  it('work without any table', async () => {
    const made = files(await report(openApi(pets)), { entities: [] });
    expect(file(made, 'functions/data.js')).toContain('This connector has no tables');
    parseAst(file(made, 'functions/entities.js'));
  });
});

describe('choices', () => {
  it('of an unknown name are refused with the nearest names', async () => {
    const found = await report(openApi(pets));
    expect(generateConnector(found, { ...all, entities: ['pet'] }, description)).toMatchObject({
      ok: false,
      error: {
        kind: 'input',
        code: 'unknown_entity',
        message: /has no entity "pet"; choose pets, visits/,
        details: { candidates: ['pets', 'visits'] },
      },
    });
    expect(generateConnector(found, { ...all, commands: ['creatPet'] }, description)).toMatchObject({
      ok: false,
      error: { code: 'unknown_command', message: /choose createPet/ },
    });
  });

  it('of a base URL win over the description', async () => {
    const found = await report(openApi(pets));
    const made = files(found, { baseUrl: 'http://127.0.0.1:4010/api/' });
    expect(manifest(made)).toMatchObject({
      hosts: ['127.0.0.1:4010'],
      connectionConfig: { baseUrl: { default: 'http://127.0.0.1:4010/api' } },
    });
    for (const baseUrl of ['ftp://x', 'nonsense', 'https://user:pass@x.example']) {
      expect(generateConnector(found, { ...all, baseUrl }, description)).toMatchObject({
        ok: false,
        error: { code: 'bad_base_url' },
      });
    }
  });

  it('leave the base URL to the connection where nobody gave one', async () => {
    const made = manifest(files(await report(openApi(pets, { servers: [] }))));
    expect(made.hosts).toEqual([]);
    expect(made.connectionConfig).toEqual({ baseUrl: { type: 'string', title: 'Base URL', required: true } });
  });
});

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
