import { oc } from '@orpc/contract';
import { z } from 'zod';
import { installFormSchema } from '../connector/install-form.ts';
import { connectorId } from '../connector/names.ts';
import { changeSchema, levels } from '../versions/change.ts';
import { failureErrors } from './errors.ts';
import { priceSchema } from './tenants.ts';

const base = oc.errors(failureErrors);

/** A connector in a catalogue. */
export const galleryListingSchema = z.object({
  /** `cn-<id>`. */
  id: z.string(),
  name: z.string(),
  description: z.string(),
  kind: z.string(),
  category: z.string().nullable(),
  capabilities: z.array(z.string()),
  publisher: z.string().nullable(),
  /** The tenant that publishes it; unlike its name it cannot be chosen. null where the marketplace does not tell. */
  publisherId: z.string().nullable(),
  /** Whether whoever runs the marketplace has verified that name (A118). */
  publisherVerified: z.boolean(),
  /** Id of a listing of another publisher that this one may be taken for; null for none. */
  resembles: z.string().nullable(),
  /** `live`, `early_access`; others may come (FC-5). */
  status: z.string(),
  price: priceSchema.nullable(),
  latestVersion: z.string(),
  updatedAt: z.string(),
});
export type GalleryListing = z.infer<typeof galleryListingSchema>;

/** Who stands behind a listing, as it is shown wherever something of it is agreed to (A118). */
export const publisherSchema = galleryListingSchema.pick({
  ...{ publisher: true, publisherId: true, publisherVerified: true, resembles: true },
});
export type Publisher = z.infer<typeof publisherSchema>;

export const galleryVersionSchema = z.object({
  version: z.string(),
  /** `sha256:` and 64 hex digits of the archive. */
  digest: z.string(),
  bytes: z.number().int(),
  changelog: z.string().nullable(),
  /** Why it should no longer be used; null where it may. */
  deprecated: z.string().nullable(),
  createdAt: z.string(),
});

/** What is in the archive of a version, whose bytes have the digest that the listing states. Nothing of it runs. */
export const galleryContentSchema = z.object({
  version: z.string(),
  digest: z.string(),
  files: z.array(z.object({ path: z.string(), bytes: z.number().int() })),
  hosts: z.array(z.string()),
  tools: z.array(z.object({ name: z.string(), sideEffect: z.boolean(), description: z.string().nullable() })),
  entities: z.array(z.string()),
  /** Text of README.md; foreign markup. */
  readme: z.string().nullable(),
  changelog: z.string().nullable(),
  /** Text of logo.svg; foreign, to be cleaned and shown as an image only. */
  logo: z.string().nullable(),
  install: installFormSchema,
});
export type GalleryContent = z.infer<typeof galleryContentSchema>;

/** Where a connector of the workspace came from. */
export const originSchema = z.object({
  marketplace: z.string(),
  listing: z.string(),
  version: z.string(),
  digest: z.string(),
  /** When it was taken, RFC 3339. */
  at: z.string(),
});
export type Origin = z.infer<typeof originSchema>;

/** Names a change, for an approval: `kind path`, such as `host.added hosts.api.example.com`. */
export const changeKey = ({ kind, path }: { readonly kind: string; readonly path: string }): string =>
  `${kind} ${path}`;

/** What a newer version would bring. */
export const updateSchema = z.object({
  origin: originSchema,
  /** null where the newest is the one that the connector came from. */
  available: z
    .object({
      version: z.string(),
      digest: z.string(),
      level: z.enum(levels),
      changes: z.array(changeSchema),
      changelog: z.string().nullable(),
      deprecated: z.string().nullable(),
      publisher: publisherSchema,
      /** Keys (`changeKey`) of the changes that a person has to approve, each (A32). */
      approvals: z.array(z.string()),
      /** Revision of the connector that this was measured on. */
      revision: z.number().int(),
      /** Files as the update leaves them. */
      files: z.array(
        z.object({
          path: z.string(),
          /**
           * `theirs`: only the publisher changed it; `merged`: both did, in different places; `conflict`: both did, in the same
           * place: the user's text stays unless `take` names the path.
           */
          outcome: z.enum(['theirs', 'merged', 'conflict']),
        }),
      ),
    })
    .nullable(),
});
export type Update = z.infer<typeof updateSchema>;

const tenant = z.string().max(64);
const listing = z.string().max(100);

/** Reads go with the key of a tenant. Calls that ask a marketplace fail as those of `tenants` do. */
export const galleryContract = {
  /** A page of the catalogue; every word of `query` must occur. `cursor` of the page before. */
  search: base
    .input(
      z.object({
        tenant,
        query: z.string().max(200).optional(),
        category: z.string().optional(),
        kind: z.enum(['saas', 'hardware']).optional(),
        capability: z.string().optional(),
        cursor: z.string().optional(),
      }),
    )
    .output(z.object({ listings: z.array(galleryListingSchema), cursor: z.string().nullable() })),
  /** None where the marketplace does not tell. */
  categories: base.input(z.object({ tenant })).output(z.array(z.object({ name: z.string(), count: z.number().int() }))),
  get: base
    .input(z.object({ tenant, listing }))
    .output(z.object({ listing: galleryListingSchema, versions: z.array(galleryVersionSchema) })),
  /** Looks into a version (the newest where none is named); `bad_answer` where its bytes have another digest (A31). */
  content: base.input(z.object({ tenant, listing, version: z.string().optional() })).output(galleryContentSchema),
  /**
   * Text of the logo of a version, without its archive; foreign, to be cleaned and shown as an image only. null where it has
   * none, or the marketplace does not give it by itself.
   */
  logo: base.input(z.object({ tenant, listing, version: z.string().max(100) })).output(z.string().nullable()),
  /**
   * Adds a version to the workspace as a fork; runs nothing. `digest` is the one that was looked at: `changed_since` where the
   * version has other bytes by now (A31). Fails with `id_taken`: give `as`.
   */
  fork: base
    .input(z.object({ tenant, listing, version: z.string(), digest: z.string(), as: connectorId.optional() }))
    .output(z.object({ connector: z.string(), revision: z.number().int() })),
  /** null where it was made here. */
  origin: base.input(z.object({ connector: connectorId })).output(originSchema.nullable()),
  /**
   * Asks the marketplace of the origin for a newer version (`version` absent: the newest). Fails with `not_forked`,
   * `no_tenant` where no tenant of that marketplace is left, and `changed_since` where the version that the connector came
   * from has other bytes there by now (A31): nothing is changed here.
   */
  update: base.input(z.object({ connector: connectorId, version: z.string().optional() })).output(updateSchema),
  /**
   * Merges a newer version with what the user changed, as a new revision; runs nothing. `approved` must be the keys of
   * exactly the changes that ask for it: else `approval_needed`, whose `details.approvals` are those keys (A32). `take` are
   * the paths of conflicts where the publisher's text is taken. Fails with `stale_revision`, `changed_since`.
   */
  applyUpdate: base
    .input(
      z.object({
        connector: connectorId,
        version: z.string(),
        digest: z.string(),
        baseRevision: z.number().int(),
        approved: z.array(z.string()),
        take: z.array(z.string()).optional(),
      }),
    )
    .output(z.object({ revision: z.number().int(), changed: z.boolean(), conflicts: z.array(z.string()) })),
};
