import type { Selectable } from 'kysely';
import { z } from 'zod';
import type { Tables } from './tables.ts';

/** A listing as stored. */
export type ListingRow = Selectable<Tables['listings']>;
/** A version as stored. */
export type VersionRow = Selectable<Tables['versions']>;

const capabilities = z.array(z.string());

/** A listing as clients see it; every object carries `object` (FC-5). */
export const toListing = (row: ListingRow) => ({
  object: 'listing' as const,
  id: row.id,
  name: row.name,
  description: row.description,
  kind: row.kind,
  category: row.category,
  capabilities: capabilities.parse(JSON.parse(row.capabilities)),
  publisher: row.tenant,
  status: row.status,
  latest_version: row.latest_version,
  created_at: row.created_at,
  updated_at: row.updated_at,
});

/** A version as clients see it; `bytes` is the size of its archive. */
export const toVersion = (row: VersionRow, status: ListingRow['status']) => ({
  object: 'version' as const,
  listing: row.listing,
  version: row.version,
  digest: row.digest,
  bytes: row.bytes,
  status,
  created_at: row.created_at,
});

/** What `toVersion` gives. */
export type VersionObject = ReturnType<typeof toVersion>;
