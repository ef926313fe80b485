import { createHash } from 'node:crypto';
import type { Manifest } from '../../../shared/connector/manifest.ts';
import type { Result } from '../../../shared/result.ts';
import { type PackedConnector, packConnector } from '../../package/index.ts';

/** How the connectors of a check prove who is asking: each is a listing of its own. */
export type AuthType = 'api_key' | 'basic' | 'oauth2';

/** Connectors of one key have names of their own: two checks of two keys do not meet. */
export const suffixOf = (key: string): string => createHash('sha256').update(key).digest('hex').slice(0, 8);

const word = { api_key: 'key', basic: 'user', oauth2: 'consent' } as const;

/** What stands in the catalogue for a check. */
export const connectorIdFor = (type: AuthType, suffix: string): string => `conformance-${word[type]}-x${suffix}`;
/** Something that only this connector can do: `<noun>.read`, `<noun>.write`. */
export const nounFor = (type: AuthType, suffix: string): string => `conformance_${word[type]}_x${suffix}`;

const authenticationOf = (type: AuthType, source: string): Manifest['authentication'][number] => {
  switch (type) {
    case 'api_key':
      return { id: 'key', name: 'Key', type: 'apiKey', in: 'header', param: 'x-api-key' };
    case 'basic':
      return { id: 'user', name: 'User', type: 'basic' };
    case 'oauth2':
      return {
        ...{ id: 'consent', name: 'Consent', type: 'oauth2', flows: ['authorizationCode'], clientAuth: 'none' },
        ...{ authorizationUrl: `${source}/authorize`, tokenUrl: `${source}/token` },
      };
  }
};

const files: Readonly<Record<string, string>> = {
  'functions/validate.js': `export async function validate({ fields }) {
  const answer = await http.get(fields.baseUrl + '/me');
  if (answer.status !== 200) throw new Error('The source answered ' + answer.status + '.');
  return { name: 'Conformance check' };
}
`,
  'functions/config.js': 'export const config = () => ({});\n',
  'functions/schema.js': 'export const schema = () => ({});\n',
  'functions/data.js': 'export const data = () => ({ items: [] });\n',
  'commands.js': `function readItems() {
  const answer = floh.http.get(floh.config.baseUrl + '/items');
  if (answer.status !== 200) return { success: false, error: 'The source answered ' + answer.status + '.' };
  return { success: true, payload: {} };
}
function writeItem() {
  floh.http.post(floh.config.baseUrl + '/items', { name: 'written by a test' });
  return { success: true, payload: {} };
}
`,
};

/** A small connector: it validates, reads with one tool, writes with another. */
export function packCheckConnector(
  type: AuthType,
  about: { readonly suffix: string; readonly source: string; readonly version: string },
): Promise<Result<PackedConnector>> {
  const noun = nounFor(type, about.suffix);
  const manifest = {
    formatVersion: 1,
    id: connectorIdFor(type, about.suffix),
    name: 'Conformance check',
    description: 'Made by a check of this marketplace, and of no use for anything else.',
    version: about.version,
    kind: 'saas',
    executionModel: 'script',
    authentication: [authenticationOf(type, about.source)],
    connectionConfig: {
      baseUrl: { type: 'string', required: true },
      ...(type === 'oauth2' ? { client_id: { type: 'string', default: 'conformance' } } : {}),
    },
    hosts: ['conformance.example.com'],
    entities: [],
    commands: {
      readItems: { params: [], sideEffect: false, capability: `${noun}.read` },
      writeItem: { params: [], sideEffect: true, capability: `${noun}.write` },
    },
    allowAiAutoFixCode: false,
  } satisfies Manifest;
  const all = { 'connector.json': `${JSON.stringify(manifest, null, 2)}\n`, ...files };
  return packConnector(Object.entries(all).map(([path, text]) => ({ path, text })));
}
