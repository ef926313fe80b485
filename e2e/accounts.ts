import { openWorkspace } from '../core/workspace/index.ts';
import type { ConnectorFile } from '../shared/connector/files.ts';
import type { Authentication, Manifest } from '../shared/connector/manifest.ts';

const validate = `export async function validate({ fields }) {
  const headers = fields.access_token ? { authorization: 'Bearer ' + fields.access_token } : { 'x-api-key': fields.key };
  const { status, body } = await http.get(fields.baseUrl + '/me', { headers });
  if (status !== 200) throw new Error('The source answered ' + status + '.');
  return { name: body?.user?.name ?? 'Ann' };
}
`;

/** A connector with an API key and a field of each kind; `oauth2` is a further way to authenticate. */
function accountsConnector(baseUrl: string, oauth2?: Authentication): readonly ConnectorFile[] {
  const manifest: Manifest = {
    formatVersion: 1,
    id: 'crm',
    name: 'Crm',
    description: '',
    version: '1.0.0',
    kind: 'saas',
    executionModel: 'script',
    authentication: [
      ...(oauth2 ? [oauth2] : []),
      { id: 'apiKey', name: 'API key', type: 'apiKey', in: 'header', param: 'X-API-Key' },
    ],
    connectionConfig: {
      baseUrl: { type: 'string', title: 'Base URL', default: baseUrl, required: true },
      signingSecret: { type: 'secret', title: 'Signing secret', description: 'Signs what is sent.' },
      pageSize: { type: 'number', title: 'Page size', default: 50 },
      archived: { type: 'boolean', title: 'Archived rows too' },
      since: { type: 'date', title: 'Rows since' },
      region: { type: 'select', title: 'Region', options: ['eu', 'us'] },
      headers: { type: 'raw', title: 'Further headers' },
    },
    hosts: [new URL(baseUrl).host],
    entities: [],
    commands: {},
    allowAiAutoFixCode: false,
  };
  return [
    { path: 'connector.json', text: JSON.stringify(manifest, null, 2) },
    { path: 'functions/validate.js', text: validate },
    ...['config', 'schema', 'data'].map((name) => ({
      path: `functions/${name}.js`,
      text: `export function ${name}() {\n  return {};\n}\n`,
    })),
  ];
}

/** Makes a workspace with that connector, as an earlier start of the studio would have left it. */
export function prepareAccounts(directory: string, baseUrl: string, oauth2?: Authentication): void {
  const workspace = openWorkspace(directory);
  if (!workspace.ok) throw new Error(workspace.error.message);
  const created = workspace.value.connectors.create(accountsConnector(baseUrl, oauth2), 'Made by a test');
  workspace.value.close();
  if (!created.ok) throw new Error(created.error.message);
}
