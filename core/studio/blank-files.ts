import type { ConnectorFile } from '../../shared/connector/files.ts';
import type { Manifest } from '../../shared/connector/manifest.ts';
import { manifestText } from './manifest.ts';

/** The languages that a new connector can be written in. */
export type Language = 'js' | 'ts';

/** Code of both languages: what stands between ‹ and › is a type, which JavaScript does without. */
const inLanguage = (language: Language, code: string): string =>
  language === 'ts' ? code.replace(/[‹›]/g, '') : code.replace(/‹[^›]*›/g, '');

const typesOnly = `‹interface Row {
  readonly id: number;
  readonly name: string;
}

›`;

const utility = `${typesOnly}/** Rows that stand in for a source, so that everything runs at once. Replace them by requests:
 *  const { body } = await http.get('https://api.example.com/items', { query: { page } });
 *  and add the host to "hosts" in connector.json. */
const rows‹: readonly Row[]› = [
  { id: 1, name: 'First item' },
  { id: 2, name: 'Second item' },
  { id: 3, name: 'Third item' },
];

const pageSize = 2;

/** One page of the rows, counted from 1, and whether another follows. */
export async function readPage(page‹: number›) {
  const start = (page - 1) * pageSize;
  return { rows: rows.slice(start, start + pageSize), hasNext: start + pageSize < rows.length };
}
`;

const validate = `import { readPage } from './utility.EXT';

/** Proves the connection by reading something, and names the account. */
export async function validate() {
  await readPage(1);
  return { name: 'Example account' };
}
`;

const config = `/** The tables of this connector and what can be set for them. */
export async function config() {
  return { types: [{ id: 'items', name: 'Item' }], filters: [] };
}
`;

const schema = `const fields = {
  id: { name: 'Id', type: 'id' },
  name: { name: 'Name', type: 'text' },
};

/** The fields of the chosen tables. */
export async function schema({ types }‹: { types: readonly string[] }›) {
  return Object.fromEntries(types.map((type) => [type, fields]));
}
`;

const data = `import { readPage } from './utility.EXT';

‹interface DataRequest {
  requestedType: string;
  pagination?: { page: number };
}

›/** One page of a table; \`nextPageConfig\` comes back unchanged as \`pagination\` of the next call. */
export async function data({ requestedType, pagination }‹: DataRequest›) {
  if (requestedType !== 'items') throw new Error(\`There is no table \${requestedType}.\`);
  const page = pagination?.page ?? 1;
  const { rows, hasNext } = await readPage(page);
  return {
    items: rows.map((row) => ({ id: String(row.id), name: row.name })),
    pagination: { hasNext, nextPageConfig: hasNext ? { page: page + 1 } : undefined },
    synchronizationType: 'full',
  };
}
`;

const commands = `/** An action on its own: inputs come in floh.params, requests go out by floh.http. */
function greet() {
  const { name } = floh.params;
  return { success: true, payload: { text: \`Hello, \${name ?? 'world'}!\` } };
}
`;

const readme = (name: string): string => `# ${name}

Reads one table of example rows. Everything runs without a network; functions/utility holds the rows.

1. Add the hosts of your source to connector.json.
2. Replace the rows by requests.
3. Run each function, then publish.
`;

const manifestOf = (id: string, name: string): Manifest => ({
  formatVersion: 1,
  id,
  name,
  description: '',
  version: '0.1.0',
  kind: 'saas',
  executionModel: 'script',
  authentication: [{ id: 'none', name: 'No credentials', type: 'none' }],
  connectionConfig: {},
  hosts: [],
  entities: [
    {
      name: 'items',
      title: 'Item',
      operation: 'GET /items',
      records: '$',
      primaryKey: ['id'],
      pagination: { kind: 'page', params: { page: 'page' }, start: 1 },
      fields: [
        { name: 'id', type: 'integer', nullable: false },
        { name: 'name', type: 'string', nullable: false },
      ],
    },
  ],
  commands: {
    greet: {
      params: ['name'],
      paramSchema: { name: { type: 'string', description: 'Who is greeted.' } },
      outputs: ['text'],
      description: 'Says hello.',
      sideEffect: false,
    },
  },
  allowAiAutoFixCode: false,
});

/** The files of a connector that runs at once, without a source and without a network. */
export function blankFiles(id: string, name: string, language: Language): readonly ConnectorFile[] {
  const script = (path: string, code: string): ConnectorFile => ({
    path: `${path}.${language}`,
    text: inLanguage(language, code).replaceAll('.EXT', `.${language}`),
  });
  return [
    { path: 'connector.json', text: manifestText(manifestOf(id, name)) },
    script('functions/validate', validate),
    script('functions/config', config),
    script('functions/schema', schema),
    script('functions/data', data),
    script('functions/utility', utility),
    script('commands', commands),
    { path: 'README.md', text: readme(name) },
  ];
}
