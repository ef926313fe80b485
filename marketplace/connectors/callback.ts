import type { Failure, Result } from '../../shared/result.ts';
import { inSession } from '../execute/session.ts';
import { type Market, timeOf } from '../market.ts';
import { readAttempt, redeem, redirectUriOf, stateHash } from './authorize.ts';
import { findConnector, type Installed, keepNoted, openInstalled } from './installed.ts';
import type { ConnectorRow } from './object.ts';

/** How an authorization ended. */
export type CallbackEnd = 'connected' | 'failed' | 'unknown' | 'busy';

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

async function settle({ store }: Market, row: ConnectorRow, reason: string | null): Promise<CallbackEnd> {
  const settled = await store.db
    .updateTable('connectors')
    .set({ status: reason === null ? 'connected' : 'error', reason })
    .where('id', '=', row.id)
    .executeTakeFirst();
  // It was uninstalled meanwhile.
  if (settled.numUpdatedRows === 0n) return 'unknown';
  return reason === null ? 'connected' : 'failed';
}

interface Answered {
  readonly row: ConnectorRow;
  readonly installed: Installed;
  readonly answer: URL;
}

async function work(market: Market, hash: string, sealed: string, { row, installed, answer }: Answered) {
  const attempt = readAttempt(await market.vault.of(row.tenant), hash, sealed);
  return inSession(market.calls, installed.subject, async (session): Promise<CallbackEnd> => {
    if (!(await takeAuthorization(market, hash))) return 'unknown';
    const redeemed: Result<void> = await session.host('authorize', (run) => redeem(run, attempt, answer));
    if (!redeemed.ok) return settle(market, row, reasonIn(redeemed.error));
    await keepNoted(installed, session.fields());
    const { verdict } = await session.call('validate');
    await keepNoted(installed, session.fields());
    return settle(market, row, verdict.kind === 'ok' ? null : reasonIn(verdict));
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
  const kept = await findAuthorization(market, hash);
  const row = kept && (await findConnector(market, kept.tenant, kept.connector));
  if (!kept || row?.status !== 'pending_auth') return 'unknown';
  const installed = await openInstalled(market, row);
  return (await work(market, hash, kept.sealed, { row, installed, answer })) ?? 'busy';
}
