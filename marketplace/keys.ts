import { createHash, randomBytes } from 'node:crypto';
import type { Queries } from './database/index.ts';

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

/** Makes a key and gives it this once; only its SHA-256 is kept (A114). */
export async function addKey(
  db: Queries,
  options: { readonly tenant: string; readonly scopes: readonly Scope[]; readonly expiresAt?: Date },
): Promise<string> {
  const key = newId('sk_live', 24);
  await db
    .insertInto('keys')
    .values({
      id: newId('key'),
      hash: hashOf(key),
      tenant: options.tenant,
      scopes: options.scopes.join(' '),
      created_at: new Date().toISOString(),
      expires_at: options.expiresAt?.toISOString() ?? null,
      revoked_at: null,
    })
    .execute();
  return key;
}

/** The key of the first tenant, with every scope; undefined where there are keys already. */
export async function addFirstKey(db: Queries): Promise<string | undefined> {
  const any = await db.selectFrom('keys').select('id').limit(1).executeTakeFirst();
  return any ? undefined : await addKey(db, { tenant: newId('t'), scopes });
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
