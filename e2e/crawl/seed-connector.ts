import type { ConnectorFile } from '../../shared/connector/files.ts';
import { drawingFor, scriptAddress } from './payload.ts';

/** Id of the connector whose every text is a payload. */
export const SEEDED = 'seeded';

/** Every text of a manifest that may be any text is the payload; identifiers are what they must be. */
function manifest(text: string): unknown {
  const field = (name: string) => ({
    ...{ name, type: 'string', nullable: true, format: text, description: text, enum: [text, 'b'] },
    relation: { entity: `${text} two`, field: 'id' },
  });
  const entity = (name: string, pagination: unknown) => ({
    ...{ name, title: text, operation: `GET /${text}`, server: scriptAddress, records: '$', primaryKey: ['id', text] },
    ...{ pagination, fields: [field('id'), field(text), field('name')] },
    proof: { verdict: 'refuted', pagination, at: '2026-01-22T08:30:00Z', note: text },
    incremental: { param: text, field: text },
    parent: { entity: `${text} two`, bindings: { [text]: text } },
  });
  const pages = { kind: 'cursor', params: { cursor: text, size: text }, next: text, hasMore: text };
  return {
    ...{ formatVersion: 1, id: SEEDED, name: 'Seeded', description: text, version: '1.0.0' },
    ...{ kind: 'saas', executionModel: 'script', category: text, tags: [text, 'b'] },
    authentication: [
      { id: 'key', name: text, type: 'apiKey', in: 'header', param: text, description: text },
      {
        ...{ id: 'oauth', name: `${text} two`, type: 'oauth2', description: text, scopes: [text] },
        ...{ authorizationUrl: scriptAddress, tokenUrl: scriptAddress, authorizeParams: { [text]: text } },
      },
    ],
    connectionConfig: {
      baseUrl: { type: 'string', title: text, description: text, default: text },
      [text]: { type: 'secret', title: text, description: text },
      region: { type: 'select', title: text, options: [text, 'b'], default: text },
    },
    hosts: ['api.example.com'],
    entities: [entity(text, pages), entity(`${text} two`, { kind: 'unproven' })],
    commands: {
      createDeal: {
        ...{
          params: [text, 'title'],
          outputs: [text],
          description: text,
          sideEffect: true,
          operation: `POST /${text}`,
        },
        ...{ server: text, deprecated: true, deprecatedMessage: text },
        paramSchema: {
          [text]: { type: text, description: text, required: true, default: text },
          title: { type: 'string', description: text, enum: [text, 'b'] },
        },
      },
    },
  };
}

/** The files of a connector whose every text is a payload. */
export function seededFiles(text: string, trap: string): readonly ConnectorFile[] {
  const quoted = JSON.stringify(text);
  const script = (name: string, more = ''): ConnectorFile => ({
    path: `functions/${name}.js`,
    text: `/** ${text.replaceAll('*/', '')} */\nexport function ${name}(request) {\n  const wrong = missing(${quoted});\n  return [wrong, ${quoted}];\n}\n${more}`,
  });
  return [
    { path: 'connector.json', text: JSON.stringify(manifest(text), null, 2) },
    ...['validate', 'config', 'schema', 'data', 'datalist', 'resource'].map((name) => script(name)),
    { path: 'functions/utility.js', text: `export const text = ${quoted};\n` },
    { path: 'commands.js', text: `function createDeal() {\n  return ${quoted};\n}\n` },
    {
      path: 'mocks.json',
      text: JSON.stringify({
        createDeal: { [text]: { success: true, payload: { [text]: text } }, default: { success: false, error: text } },
        data: { [text]: { http: [{ match: { url: text }, respond: { status: 200, headers: {}, body: text } }] } },
      }),
    },
    { path: 'README.md', text: `# ${text}\n\n${text}\n` },
    { path: 'logo.svg', text: drawingFor(trap) },
    { path: 'spec/api of mine.yaml', text: `# ${text}\nopenapi: 3.1.0\n` },
  ];
}

/** A description whose every text is a payload, and which the import warns of. */
export function seededDescription(text: string): string {
  const list = (operationId: string) => ({
    get: {
      ...{ operationId, summary: text, description: text, tags: [text] },
      parameters: [
        { name: text, in: 'query', description: text, schema: { type: 'string', enum: [text] } },
        { name: 'page', in: 'query', description: `The page ${text}`, schema: { type: 'integer' } },
      ],
      responses: {
        200: {
          description: text,
          content: {
            'application/json': {
              schema: {
                ...{ type: 'array', title: text, description: text },
                items: {
                  type: 'object',
                  properties: {
                    id: { type: 'string', description: text },
                    [text]: { type: 'string', format: text, description: text, enum: [text] },
                  },
                },
              },
            },
          },
        },
        default: { $ref: `#/components/${text}` },
      },
    },
    post: {
      ...{ operationId: `${operationId}Add`, summary: text, description: text, deprecated: true },
      requestBody: { content: { [text]: { schema: { type: 'object', properties: { [text]: { type: text } } } } } },
      responses: { 201: { description: text } },
    },
  });
  return JSON.stringify({
    openapi: '3.0.3',
    info: { title: text, version: text, description: text, contact: { name: text, url: scriptAddress } },
    servers: [
      { url: scriptAddress, description: text },
      { url: 'https://api.example.com', description: text },
    ],
    tags: [{ name: text, description: text }],
    components: { securitySchemes: { [text]: { type: 'apiKey', in: 'header', name: text, description: text } } },
    security: [{ [text]: [] }],
    paths: { '/deals': list(text), [`/${text}`]: list('other'), '/lost': { $ref: `https://${text}/lost.json` } },
  });
}
