import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { toContentDigest } from '../../core/package/index.ts';
import { capabilityName } from '../../shared/connector/names.ts';
import { marketplaceLimits } from '../../shared/limits.ts';
import type { MarketApp } from '../app.ts';
import { refuse, sendRefusal } from '../errors.ts';
import { findCategories, findListing, listListings } from '../listings.ts';
import type { Market } from '../market.ts';
import { toListing, toVersion } from '../objects.ts';
import { listEnvelope, listSchema, pageQuery, readPage } from '../paging.ts';
import { filter, listingParams, listingSchema, listingStatus, text, versionParams, versionSchema } from '../schemas.ts';

const unknown = (request: FastifyRequest, reply: FastifyReply, what: string): FastifyReply =>
  sendRefusal(request, reply, refuse(404, 'not_found', `There is no such ${what}.`));

const categorySchema = z.object({
  object: z.literal('category').describe('What this is.'),
  name: z.string().describe('The category as listings state it.'),
  listings: z.number().int().describe('How many listings stand there.'),
});

/** Since when a version should no longer be used, as the header `Deprecation` says it (RFC 9745): `@` and unix seconds. */
const deprecationOf = (time: string): string => `@${Math.floor(Date.parse(time) / 1000)}`;

/** The catalogue: listings, their versions, their archives. */
export function registerCatalogue(app: MarketApp, { store, archives }: Market): void {
  const config = { scope: 'connectors:read' } as const;
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
      operationId: 'listListings',
      summary: 'Lists the catalogue, newest first',
      querystring: z.object({
        ...pageQuery,
        query: text(marketplaceLimits.searchChars)
          .optional()
          .describe('Words that must all occur in name, id, description, category, tags or capabilities.'),
        category: filter.optional().describe('Shelf of the catalogue, exactly as `GET /v1/categories` names it.'),
        kind: listingSchema.shape.kind.optional(),
        capability: capabilityName.optional().describe('Something that it must be able to do, `noun.verb`.'),
        status: listingStatus.optional(),
        publisher: filter.optional().describe('Id of a tenant, or the name of a publisher.'),
      }),
      response: { 200: listSchema(listingSchema) },
    },
    handler: async (request, reply) => {
      const page = readPage(request.query, 'listings');
      if ('status' in page) return sendRefusal(request, reply, page);
      return listEnvelope(await listListings(store.db, request.query, page).execute(), page, toListing);
    },
  });

  app.route({
    method: 'GET',
    url: '/v1/categories',
    config,
    schema: {
      operationId: 'listCategories',
      summary: 'Lists the shelves of the catalogue, that of the newest listing first',
      querystring: z.object(pageQuery),
      response: { 200: listSchema(categorySchema) },
    },
    handler: async (request, reply) => {
      const page = readPage(request.query, 'categories');
      if ('status' in page) return sendRefusal(request, reply, page);
      return listEnvelope(await findCategories(store.db, page), page, ({ category, listings }) => ({
        object: 'category' as const,
        name: category ?? '',
        listings,
      }));
    },
  });

  app.route({
    method: 'GET',
    url: '/v1/listings/:id',
    config,
    schema: {
      operationId: 'getListing',
      summary: 'A listing with its newest 100 versions',
      params: listingParams,
      response: {
        200: listingSchema.extend({
          versions: z.array(versionSchema).describe('Its newest versions.'),
          has_more_versions: z
            .boolean()
            .describe('Whether there are older ones, to be read from the list of versions.'),
        }),
      },
    },
    handler: async (request, reply) => {
      const listing = await findListing(store.db, request.params.id);
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
      operationId: 'listVersions',
      summary: 'All versions of a listing, newest first',
      params: listingParams,
      querystring: z.object(pageQuery),
      response: { 200: listSchema(versionSchema) },
    },
    handler: async (request, reply) => {
      const listing = await findListing(store.db, request.params.id);
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
      operationId: 'downloadVersion',
      summary: 'The archive of a version',
      params: versionParams,
      produces: ['application/vnd.connector+zip'],
    },
    handler: async (request, reply) => {
      const { id, version } = request.params;
      const row = await store.db
        .selectFrom('versions')
        .select(['digest', 'bytes', 'deprecated_at'])
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
        ...(row.deprecated_at === null ? {} : { deprecation: deprecationOf(row.deprecated_at) }),
      });
      return reply.send(content);
    },
  });
}
