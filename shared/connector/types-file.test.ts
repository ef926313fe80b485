import { expect, test } from 'vitest';
import { viewLimits } from '../limits.ts';
import { type Manifest, manifestSchema } from './manifest.ts';
import { connectorTypes, filterNames } from './types-file.ts';
import { comment, literal } from './types-text.ts';

const manifestOf = (more: Readonly<Record<string, unknown>>): Manifest =>
  manifestSchema.parse({
    ...{ formatVersion: 1, id: 'acme', name: 'Acme', description: '', version: '1.0.0', kind: 'saas' },
    ...{ executionModel: 'script', authentication: [{ id: 'none', name: 'None', type: 'none' }] },
    ...{ connectionConfig: {}, hosts: [], entities: [], commands: {} },
    ...more,
  });

const entity = (name: string, fields: readonly Readonly<Record<string, unknown>>[]) => ({
  ...{ name, title: 'Contact', operation: 'GET /contacts', records: '$', primaryKey: ['id'] },
  ...{ pagination: { kind: 'none' }, fields },
});

/** The text of one declaration, on one line. */
function declared(types: string, name: string): string {
  const from = types.search(new RegExp(`export (?:type|interface) ${name}\\b`));
  const [text = ''] = types.slice(from).split('\n\n');
  return text.replace(/\s+/g, ' ');
}

test('each authentication is a member of the account, which names what the others have', () => {
  const types = connectorTypes(
    manifestOf({
      authentication: [
        {
          id: 'key',
          name: 'Key',
          type: 'apiKey',
          in: 'header',
          param: 'X-Key',
          also: [{ in: 'query', param: 'app-id' }],
        },
        { id: 'oauth', name: 'OAuth', type: 'oauth2', tokenUrl: 'https://a.example.com' },
      ],
    }),
    [],
  );
  const account = declared(types, 'Account');
  expect(account).toMatch(/auth: 'key';.*\bkey: string;.*'app-id': string;.*access_token\?: never;/);
  expect(account).toMatch(/auth: 'oauth';.*access_token\?: string;.*\bkey\?: never;/);
  // What only the studio uses never reaches code.
  expect(types).not.toMatch(/client_secret|refresh_token/);
});

test('settings have the types of their fields', () => {
  const connectionConfig = {
    baseUrl: { type: 'string', default: 'https://a.example.com' },
    region: { type: 'select', options: ['eu', 'us'] },
    size: { type: 'number', required: true },
    on: { type: 'boolean' },
  };
  expect(declared(connectorTypes(manifestOf({ connectionConfig }), []), 'Account')).toMatch(
    /baseUrl: string; region\?: 'eu' \| 'us'; size: number; on\?: boolean;/,
  );
});

test('rows have the fields of their table, once each, and room for what the description does not say', () => {
  const types = connectorTypes(
    manifestOf({
      entities: [
        entity('contacts', [
          { name: 'id', type: 'integer', nullable: false },
          { name: 'id', type: 'integer', nullable: false },
          { name: 'kind', type: 'string', nullable: true, enum: ['a', 'b'] },
          { name: 'tags', type: 'array', nullable: false, description: 'Words.' },
          { name: 'odd-name', type: 'datetime', nullable: false },
        ]),
      ],
    }),
    ['state'],
  );
  expect(declared(types, 'Rows')).toContain(
    "contacts: { id: number; kind: 'a' | 'b'; /** Words. */ tags: any[]; 'odd-name': string; [more: string]: any; };",
  );
  expect(declared(types, 'Entity')).toBe("export type Entity = 'contacts';");
  expect(declared(types, 'Filter')).toBe('export interface Filter { state?: any; [more: string]: any; }');
});

test('commands have their parameters; an optional one may be left out', () => {
  const paramSchema = {
    id: { type: 'integer', required: true },
    sort: { type: 'string', enum: ['asc'] },
    size: { type: 'number', default: 1 },
  };
  const commands = { constructor: { params: ['id', 'other'], paramSchema, sideEffect: false } };
  expect(declared(connectorTypes(manifestOf({ commands }), []), 'Commands')).toContain(
    "constructor: { id: number; other?: any; sort?: 'asc'; size: number; };",
  );
});

test('A16: no text of a manifest gets out of its comment or its literal', () => {
  const bad = "x'); */ } declare const hacked: 1; /* `${\u2028 \\";
  const types = connectorTypes(
    manifestOf({
      authentication: [{ id: bad, name: bad, type: 'bearer' }],
      connectionConfig: { [bad]: { type: 'select', title: bad, options: [bad] } },
      entities: [entity(bad, [{ name: bad, type: 'string', nullable: true, description: bad, enum: [bad] }])],
      commands: { run: { params: [bad], paramSchema: { [bad]: { type: 'x', description: bad } }, sideEffect: true } },
    }),
    [bad],
  );
  const outside = types.replace(/\/\*\*[\s\S]*?\*\//g, '').replace(/'(?:\\.|[^'\\\n])*'/g, '');
  expect(outside).not.toContain('hacked');
  expect(types).not.toContain('\u2028');
});

test('A15: what looks like a link, a tag or a command in a description is text', () => {
  const shown = comment('see [here](command:x) <img src=x> https://a.example.com `code` @deprecated');
  expect(shown).not.toMatch(/(?<!\\)[[<`@]/);
  expect(shown).not.toContain('https://');
  expect(comment('x'.repeat(viewLimits.typeCommentChars + 50))).toBe(
    `/** ${'x'.repeat(viewLimits.typeCommentChars)} */`,
  );
  expect(literal("it's\n")).toBe("'it\\'s\\n'");
});

test('the names of filters are read from the text of config', () => {
  const text =
    "export const config = () => ({ types: [{ id: 'no' }], filters: [{ id: 'state' }, { id: \"owner\", datalist: true }] });";
  expect(filterNames(text)).toEqual(['state', 'owner']);
  expect(filterNames('export const config = () => ({ types: [] });')).toEqual([]);
});
