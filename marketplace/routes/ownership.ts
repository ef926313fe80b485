import { z } from 'zod';
import { marketplaceLimits } from '../../shared/limits.ts';
import { ok, type Result } from '../../shared/result.ts';
import { tenantOf } from '../access.ts';
import { answerOnce } from '../answer-once.ts';
import type { MarketApp } from '../app.ts';
import type { Step } from '../database/index.ts';
import { type Refusal, refuse } from '../errors.ts';
import { likenessOf } from '../likeness.ts';
import { findListing } from '../listings.ts';
import { type Market, timeOf } from '../market.ts';
import { toListing, toVersion } from '../objects.ts';
import { isTakenPublisher, notePublisher } from '../resemblance.ts';
import {
  type ListingObject,
  listingParams,
  listingSchema,
  listingStatus,
  priceSchema,
  publisherName,
  someText,
  text,
  type VersionObject,
  versionParams,
  versionSchema,
} from '../schemas.ts';

const { changelogChars, deprecatedChars } = marketplaceLimits;

/** At least one field is there to be changed. */
const isChange = (body: object): boolean => Object.values(body).some((value) => value !== undefined);
const nothing = 'say at least one field to change';

const listingChange = z
  .strictObject({
    status: listingStatus.optional(),
    price: priceSchema.nullish().describe('What an installation costs; null for nothing. Stated, never charged.'),
    publisher: publisherName.nullish(),
  })
  .refine(isChange, nothing);

const versionChange = z
  .strictObject({
    deprecated: someText(deprecatedChars).nullish().describe('Why it should no longer be used; null where it may be.'),
    changelog: text(changelogChars).nullish().describe('What the publisher says of it; null for nothing.'),
  })
  .refine(isChange, nothing);

/** A listing that is not there and one of another tenant get the same answer: no write tells them apart (A113). */
export const unknownListing = refuse(404, 'not_found', 'You have no such listing.');
const unknownVersion = refuse(404, 'not_found', 'You have no such version.');

interface Asked<Change> {
  readonly tenant: string;
  readonly id: string;
  readonly change: Change;
  readonly now: string;
}

async function changeListing(
  step: Step,
  { tenant, id, change, now }: Asked<z.infer<typeof listingChange>>,
): Promise<Result<ListingObject, Refusal>> {
  const { status, price, publisher } = change;
  const publisher_likeness = publisher == null ? publisher : likenessOf(publisher);
  const changed = await step
    .updateTable('listings')
    .set({
      ...(status === undefined ? {} : { status }),
      ...(price === undefined ? {} : { price_json: price === null ? null : JSON.stringify(price) }),
      ...(publisher === undefined ? {} : { publisher, publisher_likeness }),
      updated_at: now,
    })
    .where('id', '=', id)
    .where('tenant', '=', tenant)
    .executeTakeFirst();
  const listing = changed.numUpdatedRows > 0n ? await findListing(step, id) : undefined;
  if (listing && publisher !== undefined) await notePublisher(step, listing.seq, publisher);
  return listing ? ok(toListing(listing)) : { ok: false, error: unknownListing };
}

async function changeVersion(
  step: Step,
  { tenant, id, version, change, now }: Asked<z.infer<typeof versionChange>> & { readonly version: string },
): Promise<Result<VersionObject, Refusal>> {
  const { deprecated, changelog } = change;
  const changed = await step
    .updateTable('versions')
    .set({
      ...(deprecated === undefined ? {} : { deprecated, deprecated_at: deprecated === null ? null : now }),
      ...(changelog === undefined ? {} : { changelog: changelog === '' ? null : changelog }),
    })
    .where('version', '=', version)
    .where('listing', 'in', step.selectFrom('listings').select('id').where('id', '=', id).where('tenant', '=', tenant))
    .returningAll()
    .executeTakeFirst();
  if (!changed) return { ok: false, error: unknownVersion };
  const listing = await step.selectFrom('listings').select('status').where('id', '=', id).executeTakeFirstOrThrow();
  return ok(toVersion(changed, listing.status));
}

/** What the owner of a listing may change of it: its terms, and what is said of a version; never what is in one. */
export function registerOwnership(app: MarketApp, market: Market): void {
  const config = { scope: 'connectors:write' } as const;
  app.route({
    method: 'PATCH',
    url: '/v1/listings/:id',
    config,
    schema: {
      operationId: 'changeListing',
      summary: 'Changes status, price or publisher of a listing of yours',
      params: listingParams,
      body: listingChange,
      response: { 200: listingSchema },
    },
    handler: async (request, reply) => {
      await answerOnce(market, request, reply, 200, (finish) => {
        const asked = {
          ...{ tenant: tenantOf(request), id: request.params.id },
          ...{ change: request.body, now: timeOf(market.now()) },
        };
        const { publisher } = request.body;
        // Names of publishers are given one after the other, so that no two tenants get one at once.
        return market.store.transact(publisher ? 'publishers' : `listing ${asked.id}`, async (step) => {
          const owned = await step
            .selectFrom('listings')
            .select('id')
            .where('id', '=', asked.id)
            .where('tenant', '=', asked.tenant)
            .executeTakeFirst();
          if (owned && publisher && (await isTakenPublisher(step, asked.tenant, publisher))) {
            const message = `Another publisher has a name that looks like ${publisher}: choose another one.`;
            return { ok: false, error: refuse(409, 'state_conflict', message) };
          }
          const changed = await changeListing(step, asked);
          if (changed.ok) await finish(step, changed.value);
          return changed;
        });
      });
      return reply;
    },
  });

  app.route({
    method: 'PATCH',
    url: '/v1/listings/:id/versions/:version',
    config,
    schema: {
      operationId: 'changeVersion',
      summary: 'Deprecates a version of yours, or says what is in it',
      params: versionParams,
      body: versionChange,
      response: { 200: versionSchema },
    },
    handler: async (request, reply) => {
      await answerOnce(market, request, reply, 200, (finish) => {
        const { id, version } = request.params;
        const asked = { tenant: tenantOf(request), id, version, change: request.body, now: timeOf(market.now()) };
        return market.store.transact(`listing ${id}`, async (step) => {
          const changed = await changeVersion(step, asked);
          if (changed.ok) await finish(step, changed.value);
          return changed;
        });
      });
      return reply;
    },
  });
}
