import { type Failure, ok, type Result } from '../../shared/result.ts';
import { inSession } from '../execute/session.ts';
import { type Market, timeOf } from '../market.ts';
import { aloneWith } from './alone.ts';
import { readKept, redeem, redirectUriOf, stateHash } from './authorize.ts';
import { beforeTokens, consentingOf } from './authorize-again.ts';
import type { Credentials } from './credentials.ts';
import { connectorsLock } from './install.ts';
import { type Installed, openInstalled } from './installed.ts';
import type { ConnectorRow } from './object.ts';
import { hasTokens, notedBeside, trialOf } from './trial.ts';

/** How an authorization ended; `kept`: it failed, and a connector that was connected stays as it was. */
export type CallbackEnd = 'connected' | 'failed' | 'kept' | 'unknown' | 'busy';

const STATE_CHARS = 200;
const REASON_CHARS = 500;

/** The state of an answer; undefined where there is none, or several. */
function stateIn({ searchParams }: URL): string | undefined {
  const [state, ...more] = searchParams.getAll('state');
  return state === undefined || state.length > STATE_CHARS || more.length > 0 ? undefined : state;
}

async function findAuthorization({ store, now }: Market, hash: string) {
  const row = await store.db.selectFrom('authorizations').selectAll().where('state_hash', '=', hash).executeTakeFirst();
  return row && row.expires_at > timeOf(now()) ? row : undefined;
}

/** Of several answers with one state, only one goes on. */
async function takeAuthorization({ store }: Market, hash: string): Promise<boolean> {
  const taken = await store.db.deleteFrom('authorizations').where('state_hash', '=', hash).executeTakeFirst();
  return taken.numDeletedRows > 0n;
}

const reasonIn = ({ message }: Pick<Failure, 'message'>): string =>
  message.replace(/; connect again.*$/s, '.').slice(0, REASON_CHARS);

/** What an answer has brought: the credentials where there are any, and what does not work with them. */
interface Brought {
  readonly credentials?: Credentials;
  readonly reason: string | null;
}

/** What changes of a connector; undefined where it stays as it is: what it has may still be good. */
function changeOf(row: ConnectorRow, before: Credentials, { credentials, reason }: Brought) {
  if (reason === null) return { status: 'connected', reason, credentials } as const;
  if (row.status === 'connected') return undefined;
  return { status: 'error', reason, credentials: hasTokens(before) ? undefined : credentials } as const;
}

interface Answered {
  readonly row: ConnectorRow;
  readonly installed: Installed;
  readonly kept: ReturnType<typeof readKept>;
  readonly answer: URL;
}

/** Writes down what came of an answer, all of it or nothing; an authorization that was begun meanwhile takes its place. */
async function settle(
  market: Market,
  { row, installed, kept: { client } }: Answered,
  brought: Brought,
): Promise<CallbackEnd> {
  const { id, tenant } = row;
  const change = changeOf(row, installed.credentials, brought);
  const vault = await market.vault.of(tenant);
  return market.store.transact(connectorsLock(tenant), async (step): Promise<CallbackEnd> => {
    const newer = await step
      .selectFrom('authorizations')
      .select('state_hash')
      .where('connector', '=', id)
      .executeTakeFirst();
    if (newer) return 'unknown';
    if (!change) return 'kept';
    const { status, reason, credentials } = change;
    const sealed = credentials === undefined ? {} : { sealed: vault.seal(id, credentials) };
    const hint = credentials === undefined || client === undefined ? {} : { hint: client.hint };
    const settled = await step
      .updateTable('connectors')
      .set({ status, reason, ...sealed, ...hint })
      .where('id', '=', id)
      .executeTakeFirst();
    // It was uninstalled meanwhile.
    if (settled.numUpdatedRows === 0n) return 'unknown';
    return status === 'connected' ? 'connected' : 'failed';
  });
}

async function work(market: Market, hash: string, answered: Answered): Promise<CallbackEnd | undefined> {
  const { row, installed, kept, answer } = answered;
  const { published, subject, settings } = installed;
  const authentication = consentingOf(published.manifest, row);
  if (!authentication) return 'unknown';
  const trial = await trialOf(subject, published, settings, beforeTokens(installed, authentication, kept.client));
  return inSession(market.calls, trial.subject, async (session): Promise<CallbackEnd> => {
    if (!(await takeAuthorization(market, hash))) return 'unknown';
    const redeemed: Result<void> = await session.host('authorize', (run) => redeem(run, kept, answer));
    if (!redeemed.ok) return settle(market, answered, { reason: reasonIn(redeemed.error) });
    const { verdict } = await session.call('validate');
    const credentials = { fields: notedBeside(settings, session.fields()), secrets: await trial.secrets() };
    return settle(market, answered, { credentials, reason: verdict.kind === 'ok' ? null : reasonIn(verdict) });
  });
}

/**
 * Ends an authorization with the query that the browser brought (FC-48). The state is the proof of who comes: it is of use
 * once, for one connector, for some minutes.
 */
export async function endAuthorization(market: Market, query: string): Promise<CallbackEnd> {
  const answer = new URL(`${redirectUriOf(market)}${query}`);
  const state = stateIn(answer);
  if (state === undefined) return 'unknown';
  const hash = stateHash(state);
  const found = await findAuthorization(market, hash);
  if (!found) return 'unknown';
  const kept = readKept(await market.vault.of(found.tenant), hash, found.sealed);
  const ended = await aloneWith(market, found.tenant, found.connector, async (row) => {
    const installed = await openInstalled(market, row);
    return ok((await work(market, hash, { row, installed, kept, answer })) ?? ('busy' as const));
  });
  if (ended.ok) return ended.value;
  return ended.error.code === 'entity_locked' ? 'busy' : 'unknown';
}
