import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { toContentDigest } from '../../core/package/index.ts';
import { marketplaceLimits } from '../../shared/limits.ts';
import type { MarketApp } from '../app.ts';
import { refuse, sendRefusal } from '../errors.ts';
import type { Market } from '../market.ts';
import { toListing, toVersion } from '../objects.ts';
import { listEnvelope, listSchema, pageQuery, readPage } from '../paging.ts';
import { listingParams, listingSchema, versionParams, versionSchema } from '../schemas.ts';

const unknown = (request: FastifyRequest, reply: FastifyReply, what: string): FastifyReply =>
  sendRefusal(request, reply, refuse(404, 'not_found', `There is no such ${what}.`));

/** The catalogue: listings, their versions, their archives. */
export function registerCatalogue(app: MarketApp, { store, archives }: Market): void {
  const config = { scope: 'connectors:read' } as const;
  const findListing = (id: string) =>
    store.db.selectFrom('listings').selectAll().where('id', '=', id).executeTakeFirst();
  const newestVersions = (id: string, before: number, limit: number) =>
    store.db
      .selectFrom('versions')
      .selectAll()
      .where('listing', '=', id)
      .where('seq', '<', before)
      .orderBy('seq', 'desc')
      .limit(limit)
      .execute();

  app.route({
    method: 'GET',
    url: '/v1/listings',
    config,
    schema: {
      summary: 'Lists the catalogue, newest first',
      querystring: z.object(pageQuery),
      response: { 200: listSchema(listingSchema) },
    },
    handler: async (request, reply) => {
      const page = readPage(request.query, 'listings');
      if ('status' in page) return sendRefusal(request, reply, page);
      const rows = await store.db
        .selectFrom('listings')
        .selectAll()
        .where('seq', '<', page.before)
        .orderBy('seq', 'desc')
        .limit(page.limit + 1)
        .execute();
      return listEnvelope(rows, page, toListing);
    },
  });

  app.route({
    method: 'GET',
    url: '/v1/listings/:id',
    config,
    schema: {
      summary: 'A listing with its newest 100 versions',
      params: listingParams,
      response: {
        200: listingSchema.extend({ versions: z.array(versionSchema), has_more_versions: z.boolean() }),
      },
    },
    handler: async (request, reply) => {
      const listing = await findListing(request.params.id);
      if (!listing) return unknown(request, reply, 'listing');
      const rows = await newestVersions(listing.id, Number.MAX_SAFE_INTEGER, marketplaceLimits.maxPageSize + 1);
      return {
        ...toListing(listing),
        versions: rows.slice(0, marketplaceLimits.maxPageSize).map((row) => toVersion(row, listing.status)),
        // The older ones are read from the list of versions.
        has_more_versions: rows.length > marketplaceLimits.maxPageSize,
      };
    },
  });

  app.route({
    method: 'GET',
    url: '/v1/listings/:id/versions',
    config,
    schema: {
      summary: 'All versions of a listing, newest first',
      params: listingParams,
      querystring: z.object(pageQuery),
      response: { 200: listSchema(versionSchema) },
    },
    handler: async (request, reply) => {
      const listing = await findListing(request.params.id);
      if (!listing) return unknown(request, reply, 'listing');
      const page = readPage(request.query, `versions of ${listing.id}`);
      if ('status' in page) return sendRefusal(request, reply, page);
      const rows = await newestVersions(listing.id, page.before, page.limit + 1);
      return listEnvelope(rows, page, (row) => toVersion(row, listing.status));
    },
  });

  app.route({
    method: 'GET',
    url: '/v1/listings/:id/versions/:version/download',
    config,
    schema: {
      summary: 'The archive of a version',
      params: versionParams,
      produces: ['application/vnd.connector+zip'],
    },
    handler: async (request, reply) => {
      const { id, version } = request.params;
      const row = await store.db
        .selectFrom('versions')
        .select(['digest', 'bytes'])
        .where('listing', '=', id)
        .where('version', '=', version)
        .executeTakeFirst();
      const content = row && (await archives.read(row.digest));
      if (!content) return unknown(request, reply, 'version');
      // Always a file to save, never a page of this origin (A121).
      reply.headers({
        'content-type': 'application/vnd.connector+zip',
        'content-length': String(row.bytes),
        'content-disposition': `attachment; filename="${id}-${version}.connector"`,
        'content-digest': toContentDigest(row.digest),
      });
      return reply.send(content);
    },
  });
}
