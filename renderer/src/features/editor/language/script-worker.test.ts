import { expect, test } from 'vitest';
import { manifestOf, type Opened, offered, openService, problemsOf } from './testing.ts';

const manifest = manifestOf({
  authentication: [
    { id: 'key', name: 'Key', type: 'apiKey', in: 'header', param: 'X-Key' },
    { id: 'oauth', name: 'OAuth', type: 'oauth2' },
  ],
  connectionConfig: { region: { type: 'select', options: ['eu', 'us'], required: true }, size: { type: 'number' } },
  entities: [
    {
      name: 'contacts',
      title: 'Contact',
      operation: 'GET /contacts',
      records: '$',
      primaryKey: ['id'],
      pagination: { kind: 'none' },
      fields: [
        { name: 'id', type: 'integer', nullable: false },
        { name: 'email_address', type: 'string', nullable: true },
      ],
    },
  ],
  commands: {
    createContact: { params: ['email'], paramSchema: { email: { type: 'string', required: true } }, sideEffect: true },
  },
});

const acme = (path: string, text: string, ...more: Opened['files']): Opened => ({
  manifest,
  files: [{ path, text }, ...more],
});

test.each([
  [
    'functions/data.js',
    'export async function data({ account }) { account.| }',
    ['access_token', 'auth', 'key', 'region', 'size'],
  ],
  [
    'functions/data.js',
    '/** One page. */\nexport const data = async ({ account }) => account.|',
    ['access_token', 'auth', 'key', 'region', 'size'],
  ],
  [
    'functions/data.ts',
    'export async function data({ account }) { account.| }',
    ['access_token', 'auth', 'key', 'region', 'size'],
  ],
  [
    'functions/validate.js',
    'export function validate({ fields }) { fields.| }',
    ['access_token', 'key', 'region', 'size'],
  ],
  [
    'functions/utility.js',
    'export function get(account, path) { return account.| }',
    ['access_token', 'auth', 'key', 'region', 'size'],
  ],
  [
    'functions/utility.js',
    'const read = { async page({ account, cursor = 1 }) { account.| } };',
    ['access_token', 'auth', 'key', 'region', 'size'],
  ],
  ['functions/data.js', "export function data({ requestedType }) { if (requestedType === '|') return; }", ['contacts']],
  [
    'functions/data.js',
    'export function data({ pagination }) { return [].map((row) => row.|); }',
    ['email_address', 'id'],
  ],
  ['commands.js', 'function createContact() { floh.params.| }', ['email']],
  ['commands.js', 'function createContact() { floh.config.| }', ['access_token', 'auth', 'key', 'region', 'size']],
  ['commands.ts', 'function createContact() { floh.params.| }', ['email']],
])('the names of the connector complete in %s: %s', async (path, text, names) => {
  expect((await offered(acme(path, text), path)).toSorted()).toEqual(names);
});

test('in the description of a table its rows complete, and those of its parent where the place is told', async () => {
  const text = `const contacts = { read() { const rows = rowsAt(); return rows[0].|; } };
export const entities = { contacts };
function rowsAt() { return JSON.parse('[]'); }`;
  expect((await offered(acme('functions/entities.js', text), 'functions/entities.js')).toSorted()).toEqual([
    'email_address',
    'id',
  ]);
});

test('the names of the filters are those that config declares', async () => {
  const config = "export const config = () => ({ types: [], filters: [{ id: 'state', name: 'State' }] });";
  const connector = acme('functions/data.js', 'export function data({ filter }) { filter.| }', {
    path: 'functions/config.js',
    text: config,
  });
  expect(await offered(connector, 'functions/data.js')).toEqual(['state']);
});

test('a wrong result is reported at its place, and a field that there is not', async () => {
  const found = await problemsOf(
    acme(
      'functions/data.js',
      "/** One page. */\nexport async function data({ account }) {\n  const token = account.tokn;\n  return { items: token, synchronizationType: 'half' };\n}\n",
    ),
  );
  expect(found).toEqual([
    expect.stringContaining("data.js: tokn: Property 'tokn' does not exist"),
    expect.stringMatching(/data\.js: synchronizationType: Type '"half"' is not assignable/),
  ]);
});

test('`account.auth` tells the authentications apart', async () => {
  const text = `export function data({ account }) {
  if (account.auth === 'oauth') return account.access_token.trim();
  return account.key.trim();
}`;
  const found = await problemsOf(acme('functions/data.js', text));
  expect(found.map((one) => one.split(':')[1])).toEqual([' return', ' return']);
});

test('two connectors that are open at once do not mix their types', async () => {
  const text = 'export function data({ account }) {\n  account.token;\n  return { items: [] };\n}\n';
  const other = { manifest: manifestOf({ id: 'other' }), files: [{ path: 'functions/data.js', text }] };
  expect(await problemsOf(acme('functions/data.js', text), other)).toEqual([
    expect.stringContaining("acme/functions/data.js: token: Property 'token' does not exist"),
  ]);
});

test('types of the author win', async () => {
  const text =
    '/** @param {{ account: { mine: string } }} request */\nexport const data = ({ account }) => ({ items: [], more: account.mine });\n';
  expect(await problemsOf(acme('functions/data.js', text))).toEqual([]);
});

test('scripts in both languages import each other, by either ending', async () => {
  const found = await problemsOf(
    acme(
      'functions/data.js',
      "import { rows } from './utility.js';\nexport const data = () => ({ items: rows });\n",
      {
        path: 'functions/utility.ts',
        text: "import { one } from './more.ts';\nexport const rows: { id: string }[] = [{ id: one }];\n",
      },
      { path: 'functions/more.js', text: 'export const one = 1;\n' },
    ),
  );
  expect(found).toEqual([expect.stringContaining('utility.ts: id: Type')]);
});

test('what is more than types is an error in TypeScript', async () => {
  expect(await problemsOf(acme('functions/utility.ts', 'enum Kind { One }\nexport const kind = Kind.One;\n'))).toEqual([
    expect.stringContaining('erasableSyntaxOnly'),
  ]);
});

test('a rename goes through all files, and comes back at the places of the text', async () => {
  const utility = 'export function get(account, path) {\n  return account.region + path;\n}\n';
  const data = "import { get } from './utility.js';\nexport const data = ({ account }) => get(account, '/');\n";
  const { worker } = openService(acme('functions/utility.js', utility, { path: 'functions/data.js', text: data }));
  const locations = await worker.findRenameLocations(
    'file:///acme/functions/utility.js',
    utility.indexOf('get'),
    false,
    false,
    false,
  );
  const places = (locations ?? []).map(({ fileName, textSpan }) => `${fileName}:${textSpan.start}`);
  expect(new Set(places)).toEqual(
    new Set([
      `file:///acme/functions/data.js:${data.indexOf('get')}`,
      `file:///acme/functions/data.js:${data.lastIndexOf('get')}`,
      `file:///acme/functions/utility.js:${utility.indexOf('get')}`,
    ]),
  );
});

test('formatting and the outline see the text as it is written', async () => {
  const text = 'export function get( account ){ return account }\n';
  const { worker } = openService(acme('functions/utility.js', text));
  const name = 'file:///acme/functions/utility.js';
  const edits = await worker.getFormattingEditsForDocument(name, { indentSize: 2 });
  const formatted = edits.reduceRight(
    (now: string, { span, newText }) => now.slice(0, span.start) + newText + now.slice(span.start + span.length),
    text,
  );
  expect(formatted).toBe('export function get(account) { return account }\n');
  expect(await worker.getNavigationTree(name)).toMatchObject({ childItems: [{ text: 'get', spans: [{ start: 0 }] }] });
});

test('imports are sorted, and those that nothing uses go', async () => {
  const text =
    "import { b, unused, a } from './utility.js';\nexport const data = ({ account }) => ({ items: [a, b] });\n";
  const { worker } = openService(
    acme('functions/data.js', text, { path: 'functions/utility.js', text: 'export const a = 1, b = 2, unused = 3;' }),
  );
  const [edit] = await worker.organizeImports('file:///acme/functions/data.js', { indentSize: 2 });
  expect(edit?.textChanges.map((one) => one.newText.trim()).filter((one) => one !== '')).toEqual([
    "import { a, b } from './utility.js';",
  ]);
});

test('a change of a script bears on those that import it, also by way of others', async () => {
  const { worker } = openService(
    acme(
      'functions/low.js',
      'export const low = 1;',
      {
        path: 'functions/middle.ts',
        text: "import { low } from './low.js'; export const middle = low;",
      },
      {
        path: 'functions/data.js',
        text: "/** @type {import('./middle.js')} */ let m; export function data() { return m; }",
      },
      { path: 'commands.js', text: 'async function createContact() { return import("./functions/low.js"); }' },
      {
        path: 'functions/schema.js',
        text: 'export function schema() { return {}; }',
      },
    ),
  );
  const importers = async (path: string) =>
    (await worker.getImporters([`file:///${manifest.id}/${path}`]))
      .map((name) => name.slice(`file:///${manifest.id}/`.length))
      .toSorted();
  expect(await importers('functions/low.js')).toEqual(['commands.js', 'functions/data.js', 'functions/middle.ts']);
  expect(await importers('functions/middle.ts')).toEqual(['functions/data.js']);
  expect(await importers('functions/schema.js')).toEqual([]);
  expect(await importers('functions/gone.js')).toEqual([]);
  // A model goes while its check is under way: no failure, and no problem.
  expect(await worker.getProblems(`file:///${manifest.id}/functions/gone.js`)).toEqual([]);
  expect(await worker.getProblems(`file:///${manifest.id}/functions/schema.js`)).toEqual([]);
});
