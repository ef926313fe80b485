import { setTimeout as sleep } from 'node:timers/promises';
import { managedFields } from '../../shared/connector/authentication.ts';
import { authLimits } from '../../shared/limits.ts';
import { fail, ok, type Result, reasonOf } from '../../shared/result.ts';
import { connectionSecretKey, type SecretStore } from '../vault/types.ts';
import type { RunData, StoredConnection } from '../workspace/types.ts';
import type { DiscoveredServers } from './oauth/server.ts';
import type { OAuthClient, TokenSet } from './types.ts';

/** Asks a token server for tokens in place of these. */
export type AskForTokens = (tokens: TokenSet) => Promise<Result<TokenSet>>;

type Owner = Pick<OAuthClient, 'connector' | 'id' | 'connection'>;

/** `expires_at` and `grant` of a connection, as fields. */
const managedOf = ({ expiresAt, grant }: TokenSet): StoredConnection['fields'] => ({
  ...(expiresAt === undefined ? {} : { expires_at: new Date(expiresAt).toISOString() }),
  ...(grant === undefined ? {} : { grant }),
});

/**
 * Keeps the tokens of all connections, one per process: of several runs that need a new token only one asks, and a new refresh
 * token is in the vault before anyone goes on with what came with it (AU-4).
 */
export class TokenDesk {
  /** What issuers said of themselves. */
  readonly discovered: DiscoveredServers = new Map();
  private readonly workspace: Pick<RunData, 'connections'>;
  private readonly vault: SecretStore;
  private readonly underWay = new Map<string, Promise<Result<TokenSet>>>();

  constructor(workspace: Pick<RunData, 'connections'>, vault: SecretStore) {
    this.workspace = workspace;
    this.vault = vault;
  }

  /** New tokens in place of `stale`: those that another run or program got meanwhile, or those that `ask` gives. */
  renew(owner: Owner, stale: TokenSet, ask: AskForTokens): Promise<Result<TokenSet>> {
    const known = this.underWay.get(owner.id);
    if (known) return known;
    const renewal = this.renewed(owner, stale, ask).finally(() => this.underWay.delete(owner.id));
    this.underWay.set(owner.id, renewal);
    return renewal;
  }

  /**
   * Stores the tokens of a connection, the refresh token first: should the studio be killed in between, the next run renews
   * with it. Without `before` somebody has logged in, maybe as somebody else. Fails with `vault_failed`, and with
   * `connection_gone` where it was removed meanwhile; then nothing is kept.
   */
  async keep(owner: Owner, tokens: TokenSet, before?: TokenSet): Promise<Result<void>> {
    if (!this.row(owner)) return this.gone(owner);
    try {
      await this.store(owner, 'refresh_token', tokens.refreshToken, before?.refreshToken);
      await this.store(owner, 'access_token', tokens.accessToken, before?.accessToken);
    } catch (error) {
      const reason = reasonOf(error);
      return fail(
        'system',
        'vault_failed',
        `The new token of the connection ${owner.connection} of ${owner.connector} is not stored: ${reason}`,
      );
    }
    const row = this.row(owner);
    if (!row) {
      for (const field of ['refresh_token', 'access_token'])
        await this.vault.delete(connectionSecretKey(owner.connector, owner.id, field));
      return this.gone(owner);
    }
    const changed = withTokens(row, tokens, before);
    // A renewal is no change of the account: its cookies stay.
    if (before) this.workspace.connections.note(changed);
    else this.workspace.connections.save(changed);
    return ok(undefined);
  }

  /** Waits until nobody asks for tokens any more, or for `timeoutMs`: what is issued then would be lost otherwise. */
  async idle(timeoutMs: number = authLimits.closeMs): Promise<void> {
    if (this.underWay.size === 0) return;
    const stop = new AbortController();
    const late = sleep(timeoutMs, undefined, { signal: stop.signal }).catch(() => undefined);
    await Promise.race([Promise.all(this.underWay.values()), late]);
    stop.abort();
  }

  private async renewed(owner: Owner, stale: TokenSet, ask: AskForTokens): Promise<Result<TokenSet>> {
    const stored = await this.stored(owner, stale);
    if (stored.accessToken !== stale.accessToken && stored.accessToken !== '') return ok(stored);
    const tokens = await ask(stored);
    if (!tokens.ok) return tokens;
    const kept = await this.keep(owner, tokens.value, stored);
    return kept.ok ? tokens : kept;
  }

  /** The tokens as they are stored now; what is not in the vault (it came from the environment) is as the run knows it. */
  private async stored(owner: Owner, known: TokenSet): Promise<TokenSet> {
    const read = async (field: string): Promise<string | undefined> => {
      try {
        return (await this.vault.get(connectionSecretKey(owner.connector, owner.id, field))) ?? undefined;
      } catch {
        return undefined;
      }
    };
    const [accessToken, refreshToken] = [await read('access_token'), await read('refresh_token')];
    const expiry = Date.parse(String(this.row(owner)?.fields.expires_at ?? ''));
    const { expiresAt: _expiresAt, ...rest } = known;
    return {
      ...rest,
      ...(accessToken === undefined ? {} : { accessToken }),
      ...(refreshToken === undefined ? {} : { refreshToken }),
      ...(Number.isNaN(expiry) ? {} : { expiresAt: expiry }),
    };
  }

  private row({ connector, connection, id }: Owner): StoredConnection | undefined {
    const row = this.workspace.connections.get(connector, connection);
    return row?.id === id ? row : undefined;
  }

  private gone({ connector, connection }: Owner): Result<never> {
    return fail('input', 'connection_gone', `The connection ${connection} of ${connector} was removed meanwhile.`);
  }

  private async store(owner: Owner, field: string, value: string | undefined, before: string | undefined) {
    if (value !== undefined && value === before) return;
    const key = connectionSecretKey(owner.connector, owner.id, field);
    if (value === undefined) await this.vault.delete(key);
    else await this.vault.set(key, value);
  }
}

/**
 * A connection that holds these tokens. A token that is another one than before no longer comes from the variable it was given
 * by: sending a refresh token that was replaced looks like theft to the server, which then ends the whole grant.
 */
function withTokens(row: StoredConnection, tokens: TokenSet, before: TokenSet | undefined): StoredConnection {
  const values: readonly (readonly [string, string | undefined, string | undefined])[] = [
    ['access_token', tokens.accessToken, before?.accessToken],
    ['refresh_token', tokens.refreshToken, before?.refreshToken],
  ];
  const kept = row.secretFields.filter(({ field }) => {
    const known = values.find(([name]) => name === field);
    return !known || (known[1] !== undefined && known[1] === known[2]);
  });
  const changedAt = new Date().toISOString();
  const added = values.flatMap(([field, value, old]) =>
    value === undefined || value === old ? [] : [{ field, changedAt }],
  );
  const fields = Object.entries(row.fields).filter(([name]) => !managedFields.includes(name));
  return { ...row, fields: { ...Object.fromEntries(fields), ...managedOf(tokens) }, secretFields: [...kept, ...added] };
}
