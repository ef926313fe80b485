import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { toContentDigest } from '../../core/package/index.ts';
import { marketplaceLimits } from '../../shared/limits.ts';
import { requireScope } from '../access.ts';
import type { Archives } from '../archives.ts';
import type { MarketplaceDatabase } from '../database.ts';
import { refuse, sendRefusal } from '../errors.ts';
import { toListing, toVersion } from '../objects.ts';
import { listEnvelope, readPage } from '../paging.ts';
import { listingParams, versionParams } from './params.ts';

const unknown = (request: FastifyRequest, reply: FastifyReply, what: string): FastifyReply =>
  sendRefusal(request, reply, refuse(404, 'not_found', `There is no such ${what}.`));

/** The catalogue: listings, their versions, their archives. */
export function registerCatalogue(app: FastifyInstance, db: MarketplaceDatabase, archives: Archives): void {
  const guarded = { onRequest: requireScope('connectors:read') };
  const findListing = (id: string) => db.selectFrom('listings').selectAll().where('id', '=', id).executeTakeFirst();
  const newestVersions = (id: string, before: number, limit: number) =>
    db
      .selectFrom('versions')
      .selectAll()
      .where('listing', '=', id)
      .where('seq', '<', before)
      .orderBy('seq', 'desc')
      .limit(limit)
      .execute();

  app.get('/v1/listings', guarded, async (request, reply) => {
    const page = readPage(request.query, 'listings');
    if ('status' in page) return sendRefusal(request, reply, page);
    const rows = await db
      .selectFrom('listings')
      .selectAll()
      .where('seq', '<', page.before)
      .orderBy('seq', 'desc')
      .limit(page.limit + 1)
      .execute();
    return listEnvelope(rows, page, 'listings', toListing);
  });

  app.get('/v1/listings/:id', guarded, async (request, reply) => {
    const params = listingParams.safeParse(request.params);
    const listing = params.success ? await findListing(params.data.id) : undefined;
    if (!listing) return unknown(request, reply, 'listing');
    const rows = await newestVersions(listing.id, Number.MAX_SAFE_INTEGER, marketplaceLimits.maxPageSize + 1);
    return {
      ...toListing(listing),
      versions: rows.slice(0, marketplaceLimits.maxPageSize).map((row) => toVersion(row, listing.status)),
      // The older ones are read from the list of versions.
      has_more_versions: rows.length > marketplaceLimits.maxPageSize,
    };
  });

  app.get('/v1/listings/:id/versions', guarded, async (request, reply) => {
    const params = listingParams.safeParse(request.params);
    const listing = params.success ? await findListing(params.data.id) : undefined;
    if (!listing) return unknown(request, reply, 'listing');
    const list = `versions of ${listing.id}`;
    const page = readPage(request.query, list);
    if ('status' in page) return sendRefusal(request, reply, page);
    const rows = await newestVersions(listing.id, page.before, page.limit + 1);
    return listEnvelope(rows, page, list, (row) => toVersion(row, listing.status));
  });

  app.get('/v1/listings/:id/versions/:version/download', guarded, async (request, reply) => {
    const params = versionParams.safeParse(request.params);
    if (!params.success) return unknown(request, reply, 'version');
    const { id, version } = params.data;
    const row = await db
      .selectFrom('versions')
      .selectAll()
      .where('listing', '=', id)
      .where('version', '=', version)
      .executeTakeFirst();
    if (!row) return unknown(request, reply, 'version');
    // Always a file to save, never a page of this origin (A121).
    reply.headers({
      'content-type': 'application/vnd.connector+zip',
      'content-length': String(row.bytes),
      'content-disposition': `attachment; filename="${id}-${version}.connector"`,
      'content-digest': toContentDigest(row.digest),
    });
    return reply.send(archives.read(row.digest));
  });
}
