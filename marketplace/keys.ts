import { createHash, randomBytes } from 'node:crypto';
import type { Queries, Store } from './database/index.ts';

/** Every scope that something here asks for (FC-3). */
export const scopes = [
  'connectors:read',
  'connectors:write',
  'operators:read',
  'operators:write',
  'receipts:read',
] as const;
/** What a key may do (FC-3). */
export type Scope = (typeof scopes)[number];

/** Who asks: one tenant per key (FC-2). */
export interface Caller {
  readonly tenant: string;
  readonly scopes: readonly string[];
}

const hashOf = (key: string): string => createHash('sha256').update(key).digest('hex');

/** A typed id with an opaque rest: `cn_5f…` (FC-4). */
export const newId = (prefix: string, bytes = 8): string => `${prefix}_${randomBytes(bytes).toString('hex')}`;

/** A key as whoever runs the server sees it; the key itself is shown once, by what makes it. */
export interface KeyFacts {
  /** `key_…`: names the key, and is of no use to anyone who wants in. */
  readonly id: string;
  readonly tenant: string;
  readonly scopes: readonly string[];
  /** RFC 3339, UTC. */
  readonly createdAt: string;
  readonly expiresAt: string | null;
  readonly revokedAt: string | null;
}

/** Makes a key and gives it this once; only its SHA-256 is kept (A114). */
export async function addKey(
  db: Queries,
  options: { readonly tenant: string; readonly scopes: readonly Scope[]; readonly expiresAt?: Date },
): Promise<{ readonly id: string; readonly key: string }> {
  const made = { id: newId('key'), key: newId('sk_live', 24) };
  await db
    .insertInto('keys')
    .values({
      id: made.id,
      hash: hashOf(made.key),
      tenant: options.tenant,
      scopes: options.scopes.join(' '),
      created_at: new Date().toISOString(),
      expires_at: options.expiresAt?.toISOString() ?? null,
      revoked_at: null,
    })
    .execute();
  return made;
}

/** The key of the first tenant, with every scope; undefined where there are keys already: of many servers one makes it. */
export const addFirstKey = ({ transact }: Store): Promise<string | undefined> =>
  transact('first key', async (step) => {
    const any = await step.selectFrom('keys').select('id').limit(1).executeTakeFirst();
    return any ? undefined : (await addKey(step, { tenant: newId('t'), scopes })).key;
  });

/** Every key, oldest first, also those that are expired or revoked. */
export async function listKeys(db: Queries): Promise<readonly KeyFacts[]> {
  const rows = await db.selectFrom('keys').selectAll().orderBy('created_at').orderBy('id').execute();
  return rows.map((row) => ({
    id: row.id,
    tenant: row.tenant,
    scopes: row.scopes.split(' '),
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    revokedAt: row.revoked_at,
  }));
}

/** Ends a key at once, for every server of the database; false where none has this id. One that is revoked stays so. */
export async function revokeKey(db: Queries, id: string): Promise<boolean> {
  const now = new Date().toISOString();
  const row = await db
    .updateTable('keys')
    .set((eb) => ({ revoked_at: eb.fn.coalesce('revoked_at', eb.val(now)) }))
    .where('id', '=', id)
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

/**
 * Who a key belongs to; undefined for one that is unknown, expired or revoked. It is looked up by its hash, so the time
 * that takes says nothing about how much of a guess was right (A114).
 */
export async function findCaller(db: Queries, key: string): Promise<Caller | undefined> {
  const row = await db
    .selectFrom('keys')
    .select(['tenant', 'scopes', 'expires_at', 'revoked_at'])
    .where('hash', '=', hashOf(key))
    .executeTakeFirst();
  if (!row || row.revoked_at !== null) return undefined;
  if (row.expires_at !== null && row.expires_at <= new Date().toISOString()) return undefined;
  return { tenant: row.tenant, scopes: row.scopes.split(' ') };
}
