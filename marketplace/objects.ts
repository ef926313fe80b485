import type { Selectable } from 'kysely';
import { z } from 'zod';
import type { Tables } from './database/index.ts';
import { type ListingObject, listingSchema, type Price, priceSchema, type VersionObject } from './schemas.ts';

/** A listing as stored. */
export type ListingRow = Selectable<Tables['listings']>;
/** A listing with what is shown beside it: whether its highest version is deprecated, and since when its publisher is verified. */
export type ShownListingRow = ListingRow & { readonly deprecated: string | null; readonly verified_at: string | null };
/** A version as stored. */
export type VersionRow = Selectable<Tables['versions']>;

const names = z.array(z.string());

/** Reads a column that holds a JSON array of strings. */
export const namesOf = (json: string): string[] => names.parse(JSON.parse(json));

/** What an installation costs; null for nothing (FC-58). */
export const priceOf = (row: Pick<ListingRow, 'price_json'>): Price | null =>
  row.price_json === null ? null : priceSchema.parse(JSON.parse(row.price_json));

export const toListing = (row: ShownListingRow): ListingObject => ({
  object: 'listing',
  id: row.id,
  name: row.name,
  description: row.description,
  kind: listingSchema.shape.kind.parse(row.kind),
  category: row.category,
  capabilities: namesOf(row.capabilities),
  publisher: row.publisher ?? row.tenant,
  publisher_id: row.tenant,
  publisher_verified: row.verified_at !== null,
  resembles: row.resembles,
  status: row.status,
  price: priceOf(row),
  latest_version: row.latest_version,
  deprecated: row.deprecated,
  created_at: row.created_at,
  updated_at: row.updated_at,
});

export const toVersion = (row: VersionRow, status: ListingRow['status']): VersionObject => ({
  object: 'version',
  listing: row.listing,
  version: row.version,
  digest: row.digest,
  bytes: row.bytes,
  status,
  changelog: row.changelog,
  deprecated: row.deprecated,
  created_at: row.created_at,
});
