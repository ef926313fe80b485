import type { OAuth2Authentication } from '../../../shared/connector/manifest.ts';
import type { Result } from '../../../shared/result.ts';
import type { Connection } from '../../../shared/run/connection.ts';
import { httpServer, type TestServer } from '../../network/testing/server.ts';
import { type TestRunner, testRunner } from '../../runs/testing/studio.ts';
import { type AuthorizeRequest, type AuthorizeWatch, authorizeConnection } from '../../studio/authorize.ts';
import type { Studio } from '../../studio/index.ts';
import { createOutbox } from '../../studio/outbox/index.ts';
import { noWindows } from '../../studio/testing.ts';
import { vaultOf } from '../../vault/testing/vault.ts';
import type { StoredConnection } from '../../workspace/types.ts';

/** Reads `/me` as often as it is told, one after another or at once, with credentials of its own or the studio's. */
const data = `export async function data({ account, filter }) {
  const headers = filter.own ? { authorization: 'Bearer ' + account.access_token } : {};
  const one = () => http.get(account.baseUrl + '/me', { headers });
  const answers = [];
  if (filter.atOnce) answers.push(...await Promise.all(Array.from({ length: filter.atOnce }, one)));
  for (let n = 0; n < (filter.inTurn ?? 0); n++) answers.push(await one());
  return { items: answers.map((one) => ({ status: one.status })), account };
}`;

const validate = `export async function validate({ fields }) {
  const answer = await http.get(fields.baseUrl + '/me');
  if (answer.status === 200) return { name: 'Ann' };
  throw new Error('The source answered ' + answer.status);
}`;

/** A source on loopback that lets in whoever has a token that `accepts` takes. */
export const guardedSource = (accepts: (token: string) => Promise<boolean> | boolean): Promise<TestServer> =>
  httpServer(async (request, response) => {
    const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? '';
    response.statusCode = (await accepts(token)) ? 200 : 401;
    response.setHeader('content-type', 'application/json').end('{"name":"Ann"}');
  });

export interface Connected {
  readonly studio: TestRunner;
  readonly connection: StoredConnection;
  authorize(request?: Partial<AuthorizeRequest>, watch?: Partial<AuthorizeWatch>): Promise<Result<Connection>>;
  /** A secret of the connection as the vault has it. */
  secret(field: string): Promise<string | null>;
  /** The connection as it is stored now. */
  stored(): StoredConnection | undefined;
}

/** A connector `crm` whose one connection `main` is to be authorized at `authHost` for `source`. */
export async function connected(
  oauth: Partial<OAuth2Authentication>,
  parts: {
    readonly hosts: readonly string[];
    readonly baseUrl?: string;
    readonly fields?: StoredConnection['fields'];
    readonly secrets?: Readonly<Record<string, string>>;
  },
): Promise<Connected> {
  const authentication: OAuth2Authentication = { id: 'oauth', name: 'OAuth 2', type: 'oauth2', ...oauth };
  const studio = testRunner({
    manifest: { authentication: [authentication], hosts: [] },
    files: { 'functions/data.js': data, 'functions/validate.js': validate },
  });
  const connection = await studio.connect(
    {
      auth: 'oauth',
      fields: {
        client_id: 'studio',
        ...(parts.baseUrl === undefined ? {} : { baseUrl: parts.baseUrl }),
        ...parts.fields,
      },
      allowedHosts: parts.hosts,
    },
    parts.secrets ?? {},
  );
  return {
    studio,
    connection,
    authorize: (request, watch) =>
      authorizeConnection(
        { ...studio, environment: {} },
        { connector: 'crm', name: 'main', ...request },
        { onStep: () => undefined, ...watch },
      ),
    secret: (field) => studio.vault.get(`crm/${connection.id}/${field}`),
    stored: () => studio.workspace.connections.get('crm', 'main'),
  };
}

/** A whole studio around a test's workspace, vault and runner. */
export const studioOf = ({ workspace, vault, runner }: TestRunner): Studio => ({
  host: 'cli',
  environment: {},
  workspace,
  vault: vaultOf(vault),
  runner,
  ...noWindows(),
  outbox: createOutbox({ workspace, vault: vaultOf(vault), environment: {} }),
  close: async () => undefined,
});
