import { fail, ok, type Result } from '../../shared/result.ts';
import { type CookieJar, createCookieJar, type HttpProxy, ignoredSentence } from '../network/index.ts';
import { unreadable } from '../vault/errors.ts';
import { proxySecretKey, type SecretStore } from '../vault/types.ts';
import type { RunData, StoredConnection, StoredSettings } from '../workspace/types.ts';
import type { Environment } from './access.ts';

/** How requests reach the network: what the user set for all of them (A67, A68). */
export interface Route {
  readonly proxy?: HttpProxy;
  readonly authorities: readonly string[];
  readonly insecureHosts: readonly string[];
}

/** The same for one run, with its cookies (A62). */
export interface Wire extends Route {
  readonly cookies: CookieJar;
  /** What of the environment is not heard, one sentence. */
  readonly ignored: string | undefined;
}

interface KeptJar {
  readonly connection: StoredConnection;
  readonly jar: CookieJar;
}

/**
 * The cookies of each connection while this process lives. They are as good as a password, so they are kept in memory only;
 * a jar is dropped when its connection is changed or removed, and no two connections share one (A62).
 */
export class CookieJars {
  private readonly workspace: RunData;
  private readonly jars = new Map<string, KeptJar>();

  constructor(workspace: RunData) {
    this.workspace = workspace;
  }

  /** The jar of a connection; a run without one gets a jar of its own. */
  jarFor(connection: StoredConnection | undefined): CookieJar {
    this.dropStale();
    if (!connection) return createCookieJar();
    const kept = this.jars.get(connection.id);
    if (kept) return kept.jar;
    const jar = createCookieJar();
    this.jars.set(connection.id, { connection, jar });
    return jar;
  }

  /** Another program may have changed or removed a connection, so the workspace is asked. New tokens are no change. */
  private dropStale(): void {
    for (const [id, { connection }] of this.jars) {
      const now = this.workspace.connections.get(connection.connector, connection.name);
      if (now?.id !== id || now.updatedAt !== connection.updatedAt) this.jars.delete(id);
    }
  }
}

async function proxyPassword(
  { url, username }: NonNullable<StoredSettings['network']['proxy']>,
  variable: string | undefined,
  { vault, environment }: Pick<RouteParts, 'vault' | 'environment'>,
): Promise<Result<string | undefined>> {
  try {
    const stored = await vault.get(proxySecretKey(url));
    if (stored !== null && stored !== '') return ok(stored);
  } catch (error) {
    // A proxy that was given neither a name nor a variable has no password to wait for.
    return username === undefined && variable === undefined
      ? ok(undefined)
      : unreadable(`The password of the proxy ${url}`, vault, error);
  }
  if (variable === undefined) return ok(undefined);
  const given = environment[variable];
  if (given !== undefined && given !== '') return ok(given);
  return fail(
    'input',
    'missing_secret',
    `The proxy ${url} has no password: it is not in the keychain, and the environment variable ${variable} is not set; set it, or give the password again in the settings of the proxy.`,
    { variable, proxy: url },
  );
}

export interface RouteParts {
  readonly workspace: RunData;
  readonly vault: SecretStore;
  readonly environment: Environment;
}

export interface WireParts extends RouteParts {
  readonly jars: CookieJars;
}

async function openProxy(
  { network, proxyVariable }: StoredSettings,
  parts: RouteParts,
): Promise<Result<HttpProxy | undefined>> {
  if (!network.proxy) return ok(undefined);
  const { url, username, bypass, resolveAtProxy } = network.proxy;
  const password = await proxyPassword(network.proxy, proxyVariable, parts);
  if (!password.ok) return password;
  return ok({ url: new URL(url), username, password: password.value, bypass, resolveAtProxy });
}

/** Reads the settings of the network. Fails with `missing_secret` or `vault_failed` for the proxy's password. */
export async function openRoute(parts: RouteParts): Promise<Result<Route>> {
  const settings = parts.workspace.settings.get();
  const proxy = await openProxy(settings, parts);
  if (!proxy.ok) return proxy;
  return ok({
    ...(proxy.value ? { proxy: proxy.value } : {}),
    authorities: settings.network.authorities.map(({ pem }) => pem),
    insecureHosts: settings.network.insecureHosts,
  });
}

/** The same for a run of a connection; failures as there. */
export async function openWire(parts: WireParts, connection: StoredConnection | undefined): Promise<Result<Wire>> {
  const route = await openRoute(parts);
  if (!route.ok) return route;
  const { jars, environment } = parts;
  return ok({ ...route.value, cookies: jars.jarFor(connection), ignored: ignoredSentence(environment) });
}

/** For a run that sends nothing: no settings, so that none of them can be missing. */
export const noWire = (): Wire => ({
  authorities: [],
  insecureHosts: [],
  cookies: createCookieJar(),
  ignored: undefined,
});
