import { sql } from 'kysely';
import type { Queries } from './database/index.ts';
import { wordsOfQuery } from './described.ts';
import type { Page } from './paging.ts';

/** Which listings are wanted; all that is said holds (FC-13). */
export interface ListingFilters {
  /** Words that must all occur in what a listing says of itself. */
  readonly query?: string | undefined;
  readonly category?: string | undefined;
  readonly kind?: string | undefined;
  readonly capability?: string | undefined;
  readonly status?: 'live' | 'early_access' | undefined;
  /** A tenant, or the name of a publisher. */
  readonly publisher?: string | undefined;
}

/** Whether a publisher is asked for by the id of a tenant, which no name can look like. */
const isTenantId = (publisher: string): boolean => publisher.startsWith('t_');

/** A pattern that fits where a word occurs; `!` takes their meaning from the signs of patterns (A119). */
const patternOf = (word: string): string => `%${word.replace(/[!%_]/g, '!$&')}%`;

/** Listings with what is to be shown of them beside what they say of themselves. */
const shown = (db: Queries) =>
  db
    .selectFrom('listings')
    .leftJoin('versions', (join) =>
      join.onRef('versions.listing', '=', 'listings.id').onRef('versions.version', '=', 'listings.latest_version'),
    )
    .leftJoin('verified_publishers', (join) =>
      join
        .onRef('verified_publishers.tenant', '=', 'listings.tenant')
        .onRef('verified_publishers.publisher', '=', 'listings.publisher'),
    )
    .selectAll('listings')
    .select(['versions.deprecated', 'verified_publishers.verified_at']);

export const findListing = (db: Queries, id: string) => shown(db).where('listings.id', '=', id).executeTakeFirst();

/** Asks for one more than a page of listings, newest first. */
export function listListings(db: Queries, filters: ListingFilters, { before, limit }: Page) {
  const { query = '', category, kind, capability, status, publisher } = filters;
  let wanted = shown(db);
  for (const word of wordsOfQuery(query))
    wanted = wanted.where(sql<boolean>`listings.words LIKE ${patternOf(word)} ESCAPE '!'`);
  if (category !== undefined) wanted = wanted.where('listings.category', '=', category);
  if (kind !== undefined) wanted = wanted.where('listings.kind', '=', kind);
  if (status !== undefined) wanted = wanted.where('listings.status', '=', status);
  if (publisher !== undefined)
    wanted = wanted.where(isTenantId(publisher) ? 'listings.tenant' : 'listings.publisher', '=', publisher);
  if (capability === undefined)
    return wanted
      .where('listings.seq', '<', before)
      .orderBy('listings.seq', 'desc')
      .limit(limit + 1);
  return wanted
    .innerJoin('listing_capabilities as having', 'having.listing_seq', 'listings.seq')
    .where('having.capability', '=', capability)
    .where('having.listing_seq', '<', before)
    .orderBy('having.listing_seq', 'desc')
    .limit(limit + 1);
}

/** One more than a page of categories, the one with the newest listing first. */
export const findCategories = (db: Queries, { before, limit }: Page) =>
  db
    .selectFrom('listings')
    .select((eb) => ['category', eb.fn.countAll<number>().as('listings'), eb.fn.max<number>('seq').as('seq')])
    .where('category', 'is not', null)
    .groupBy('category')
    .having((eb) => eb(eb.fn.max('seq'), '<', before))
    .orderBy('seq', 'desc')
    .limit(limit + 1)
    .execute();
