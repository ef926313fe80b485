import { z } from 'zod';
import { semver } from '../shared/connector/names.ts';

/** `cn-` and the id of a connector. */
export const listingId = z
  .string()
  .max(67)
  .regex(/^cn-[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/);
export const listingParams = z.object({ id: listingId });
/** A listing and one of its versions. */
export const versionParams = z.object({ id: listingId, version: semver });

const time = z.iso.datetime();

/** What an installation costs; stated before and at install (FC-58). */
export const priceSchema = z.object({
  /** In the smallest unit of the currency: cents. */
  amount: z.number().int().nonnegative(),
  currency: z.string().regex(/^[A-Z]{3}$/),
  per: z.enum(['month', 'year', 'once']),
});
export type Price = z.infer<typeof priceSchema>;

export const listingStatus = z.enum(['live', 'early_access']);

/** A listing as clients see it; every object carries `object` (FC-5). */
export const listingSchema = z.object({
  object: z.literal('listing'),
  id: listingId,
  name: z.string(),
  description: z.string(),
  kind: z.enum(['saas', 'hardware']),
  category: z.string().nullable(),
  capabilities: z.array(z.string()),
  publisher: z.string(),
  status: listingStatus,
  price: priceSchema.nullable(),
  latest_version: z.string(),
  created_at: time,
  updated_at: time,
});
export type ListingObject = z.infer<typeof listingSchema>;

/** A version as clients see it; `bytes` is the size of its archive. */
export const versionSchema = z.object({
  object: z.literal('version'),
  listing: listingId,
  version: semver,
  digest: z.string(),
  bytes: z.number().int(),
  status: listingStatus,
  changelog: z.string().nullable(),
  deprecated: z.string().nullable(),
  created_at: time,
});
export type VersionObject = z.infer<typeof versionSchema>;

/** The one shape of every failure (FC-30). */
export const errorSchema = z.object({
  error: z.looseObject({
    type: z.string(),
    code: z.string(),
    message: z.string(),
    doc_url: z.string(),
    request_id: z.string(),
  }),
});
