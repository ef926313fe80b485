import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { openWorkspace } from '../../core/workspace/index.ts';
import type { ConnectorFile } from '../../shared/connector/files.ts';

/** A source that tells everything it is told, in all forms. It is the one place that credentials may reach. */
export interface Source {
  readonly host: string;
  /** Everything that was sent to it. */
  readonly heard: readonly string[];
  close(): void;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request) body += String(chunk);
  return body;
}

export async function createSource(): Promise<Source> {
  const heard: string[] = [];
  let tries = 0;

  const server = createServer(async (request, response) => {
    const body = await bodyOf(request);
    const key = String(request.headers['x-api-key'] ?? request.headers.authorization ?? '');
    heard.push(`${request.url} ${JSON.stringify(request.headers)} ${body}`);
    // Every first of two tries fails.
    if (request.url?.startsWith('/flaky') && ++tries % 2 === 1) response.statusCode = 503;
    if (request.url?.startsWith('/refused')) response.statusCode = 401;
    response.setHeader('content-type', 'application/json');
    response.setHeader('x-told', key);
    response.setHeader('set-cookie', `last=${encodeURIComponent(key)}`);
    const forms = [key, encodeURIComponent(key), Buffer.from(key).toString('base64'), Buffer.from(key).toString('hex')];
    response.end(JSON.stringify({ url: request.url, headers: request.headers, body, forms }));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  // A server on a port has such an address.
  const { port } = server.address() as AddressInfo;
  return {
    host: `127.0.0.1:${port}`,
    heard,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** Code that gives its secrets away wherever it can. */
const leak = `
const hex = (text) => [...text].map((one) => one.charCodeAt(0).toString(16).padStart(2, '0')).join('');
export const formsOf = (text) => [text, encodeURIComponent(text), btoa(text), btoa('x' + text), btoa('xy' + text), hex(text), JSON.stringify(text)];
export async function leak(account) {
  const secret = account.key ?? account.access_token;
  for (const text of [secret, account.signingSecret ?? '']) for (const form of formsOf(text)) {
    log.trace(form); log.debug('it is ' + form); log.info({ [form]: form }); log.warn([form]); log.error(form);
  }
  progress(1, 2, secret);
  const headers = account.key ? { 'X-API-Key': secret } : { Authorization: 'Bearer ' + secret };
  const query = '?q=' + encodeURIComponent(secret) + '&s=' + encodeURIComponent(account.signingSecret ?? '');
  const answers = [];
  for (const path of ['/flaky', '/echo', '/refused']) {
    answers.push((await http.get(account.baseUrl + path + query, { attempts: 2, headers })).body);
    answers.push((await http.post(account.baseUrl + path, { body: { secret, of: account }, headers })).body);
  }
  return answers;
}
`;

/** A connector that gives everything away, with an API key and with OAuth 2. */
export function leakyFiles(host: string, tokenUrl: string): readonly ConnectorFile[] {
  const manifest = {
    ...{ formatVersion: 1, id: 'leaky', name: 'Leaky', description: '', version: '1.0.0', kind: 'saas' },
    executionModel: 'script',
    authentication: [
      { id: 'key', name: 'API key', type: 'apiKey', in: 'header', param: 'X-API-Key' },
      { id: 'oauth', name: 'OAuth', type: 'oauth2', flows: ['clientCredentials'], tokenUrl },
    ],
    connectionConfig: {
      baseUrl: { type: 'string', title: 'Base URL', default: `http://${host}`, required: true },
      signingSecret: { type: 'secret', title: 'Signing secret' },
    },
    hosts: [host],
    entities: [],
    commands: {},
  };
  return [
    { path: 'connector.json', text: JSON.stringify(manifest, null, 2) },
    { path: 'functions/leak.js', text: leak },
    {
      path: 'functions/validate.js',
      text: "import { leak } from './leak.js';\nexport async function validate({ fields }) {\n  await leak(fields);\n  return { name: fields.key ?? fields.access_token };\n}\n",
    },
    {
      path: 'functions/data.js',
      text: "import { leak, formsOf } from './leak.js';\nexport async function data({ account }) {\n  const secret = account.key ?? account.access_token;\n  return { items: formsOf(secret).map((text, id) => ({ id, [text]: text })).concat(await leak(account)) };\n}\n",
    },
    {
      path: 'functions/schema.js',
      text: "import { leak } from './leak.js';\nexport async function schema({ account }) {\n  await leak(account);\n  throw new TypeError('no ' + (account.key ?? account.access_token) + ' ' + account.signingSecret);\n}\n",
    },
    {
      path: 'functions/config.js',
      text: 'export const config = ({ account }) => ({ types: [{ id: account.key, name: account.key }], filters: [] });\n',
    },
    {
      path: 'mocks.json',
      text: JSON.stringify({
        validate: { default: { http: [{ match: {}, respond: { status: 200, body: {} }, times: 9 }] } },
      }),
    },
  ];
}

/** A workspace with that connector. */
export function seedLeaky(directory: string, host: string, tokenUrl: string): void {
  const workspace = openWorkspace(directory);
  if (!workspace.ok) throw new Error(workspace.error.message);
  const created = workspace.value.connectors.create(leakyFiles(host, tokenUrl), 'Made by a test');
  workspace.value.close();
  if (!created.ok) throw new Error(created.error.message);
}
