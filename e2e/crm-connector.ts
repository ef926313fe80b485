import type { ConnectorFile } from '../shared/connector/files.ts';

const ping = { params: [], sideEffect: false, capability: 'crm.ping' };
const drop = { params: [], sideEffect: true, deprecated: true, deprecatedMessage: 'use ping' };

/** The files of a connector with two commands that needs no account. */
export const plainCrm = (manifest: object, readme: string): readonly ConnectorFile[] => [
  {
    path: 'connector.json',
    text: JSON.stringify({
      formatVersion: 1,
      id: 'crm',
      name: 'Crm',
      description: 'Deals.',
      version: '1.0.0',
      kind: 'saas',
      executionModel: 'script',
      authentication: [{ id: 'open', name: 'No account', type: 'none' }],
      connectionConfig: {},
      hosts: ['api.example.com'],
      entities: [],
      commands: { ping: { params: [], sideEffect: false }, drop },
      ...manifest,
    }),
  },
  ...['validate', 'config', 'schema', 'data'].map((name) => ({
    path: `functions/${name}.js`,
    text: `export const ${name} = () => ({});\n`,
  })),
  { path: 'commands.js', text: 'function ping() { return { success: true }; }\nfunction drop() { return ping(); }\n' },
  { path: 'README.md', text: readme },
];

const ask = (base: string): string =>
  `  const answer = await http.get(${base}.baseUrl + '/me');\n  if (answer.status !== 200) throw new Error('The source answered ' + answer.status);\n`;

/** The files of a connector that reads who is asking from a source that takes a key; `command` is its one command. */
export const keyedCrm = (manifest: object = {}, command = 'ping', readme = ''): readonly ConnectorFile[] => {
  const [first, ...rest] = plainCrm(
    {
      authentication: [{ id: 'key', name: 'Key', type: 'apiKey', in: 'header', param: 'x-api-key' }],
      connectionConfig: { baseUrl: { type: 'string', title: 'Address', required: true } },
      hosts: ['127.0.0.1'],
      commands: { ping },
      ...manifest,
    },
    `# Crm\n\nReads who is asking.\n${readme}`,
  );
  const own: Readonly<Record<string, string>> = {
    'functions/validate.js': `export async function validate({ fields }) {\n${ask('fields')}  return { name: answer.body.user.name };\n}\n`,
    'functions/data.js': `export async function data({ account }) {\n${ask('account')}  return { items: [] };\n}\n`,
    'commands.js': `function ${command}() {\n  const answer = floh.http.get(floh.config.baseUrl + '/me');\n  return answer.status === 200 ? { success: true, payload: {} } : { success: false, error: 'The source answered ' + answer.status };\n}\n`,
  };
  return [...(first ? [first] : []), ...rest.map((file) => ({ ...file, text: own[file.path] ?? file.text }))];
};
