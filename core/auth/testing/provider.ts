import { generateKeyPairSync } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider from 'oidc-provider';
import { onTestFinished, vi } from 'vitest';

/** An authorization server as strict as they come, on loopback, for one test; its user `ann` allows everything. */
export interface TestProvider {
  readonly issuer: string;
  /** `127.0.0.1:port`. */
  readonly host: string;
  readonly provider: Provider;
  /** Requests to its token address so far, as `grant_type`s. */
  readonly grants: readonly string[];
  /** Whether it stands behind a token. */
  accepts(token: string): Promise<boolean>;
}

export interface ProviderOptions {
  /** Life of an access token, seconds. */
  readonly tokenSeconds?: number;
  /** Where its client takes answers; on loopback the port does not matter. */
  readonly redirectUri?: string;
  /** Answers a request to the token address instead of the provider. */
  readonly intercept?: (response: ServerResponse) => boolean;
}

/** The secret of the client `machine`, which acts for itself. */
export const MACHINE_SECRET = 'machine-secret-0123456789';

const DEVICE_GRANT = 'urn:ietf:params:oauth:grant-type:device_code';
const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const key = { ...privateKey.export({ format: 'jwk' }), alg: 'ES256', use: 'sig', kid: 'test' };

/** The provider tells everyone that it is not set up for a company. */
function quiet(): void {
  const spies = (['info', 'warn'] as const).map((name) => vi.spyOn(console, name).mockImplementation(() => undefined));
  onTestFinished(() => {
    for (const spy of spies) spy.mockRestore();
  });
}

function configured(issuer: string, { tokenSeconds = 3_600, redirectUri }: ProviderOptions): Provider {
  return new Provider(issuer, {
    jwks: { keys: [key] },
    cookies: { keys: ['only for tests'] },
    clients: [
      {
        client_id: 'studio',
        application_type: 'native',
        token_endpoint_auth_method: 'none',
        redirect_uris: [redirectUri ?? 'http://127.0.0.1/callback'],
        grant_types: ['authorization_code', 'refresh_token', DEVICE_GRANT],
        response_types: ['code'],
        id_token_signed_response_alg: 'ES256',
      },
      {
        client_id: 'machine',
        client_secret: MACHINE_SECRET,
        token_endpoint_auth_method: 'client_secret_basic',
        redirect_uris: [],
        grant_types: ['client_credentials'],
        response_types: [],
        id_token_signed_response_alg: 'ES256',
      },
    ],
    clientDefaults: { id_token_signed_response_alg: 'ES256' },
    scopes: ['openid', 'read', 'write'],
    features: {
      devInteractions: { enabled: false },
      deviceFlow: { enabled: true },
      clientCredentials: { enabled: true },
      revocation: { enabled: true },
    },
    pkce: { required: () => true },
    issueRefreshToken: async (_ctx, client) => client.grantTypeAllowed('refresh_token'),
    interactions: { url: (_ctx, interaction) => `/interaction/${interaction.uid}` },
    findAccount: (_ctx, sub) => ({ accountId: sub, claims: async () => ({ sub }) }),
    ttl: { AccessToken: tokenSeconds, ClientCredentials: tokenSeconds },
  });
}

/** Ann logs in and allows what is asked. */
async function allow(provider: Provider, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { params } = await provider.interactionDetails(request, response);
  const grant = new provider.Grant({ accountId: 'ann', clientId: String(params.client_id) });
  grant.addOIDCScope(String(params.scope ?? 'openid'));
  const consent = { grantId: await grant.save() };
  await provider.interactionFinished(request, response, { login: { accountId: 'ann' }, consent });
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString();
}

/** Starts a provider that rotates refresh tokens, requires PKCE and knows discovery, devices and revocation. */
export async function testProvider(options: ProviderOptions = {}): Promise<TestProvider> {
  quiet();
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A TCP server that listens has an address of this shape.
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const issuer = `http://${host}`;
  const provider = configured(issuer, options);
  const grants: string[] = [];
  const handle = provider.callback();
  server.on('request', async (request: IncomingMessage & { body?: unknown }, response) => {
    if (request.url?.startsWith('/interaction/')) return void allow(provider, request, response);
    if (request.method === 'POST' && request.url === '/token') {
      const text = await bodyOf(request);
      grants.push(new URLSearchParams(text).get('grant_type') ?? '');
      if (options.intercept?.(response)) return;
      // Read already, so handed on as the parsed body that the provider looks for first.
      request.body = Object.fromEntries(new URLSearchParams(text));
    }
    void handle(request, response);
  });
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return {
    issuer,
    host,
    provider,
    grants,
    accepts: async (token) =>
      (await provider.AccessToken.find(token)) !== undefined ||
      (await provider.ClientCredentials.find(token)) !== undefined,
  };
}
