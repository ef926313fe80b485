import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';
import { installAuthSchema, installFormSchema } from '../connector/install-form.ts';
import { foundTextSchema, readinessCheckSchema } from '../connector/readiness.ts';
import { publicationLimits, versionLimits } from '../limits.ts';
import { changeSchema, levels } from '../versions/change.ts';
import { failureErrors } from './errors.ts';
import { impactSchema, installStepSchema, publicationSchema } from './publication.ts';
import { marketplaceSchema } from './tenants.ts';

export { type Marketplace, marketplaceSchema } from './tenants.ts';

const base = oc.errors(failureErrors);

/** What a marketplace answered to a publish; `created` is false where this version stood there already, unchanged. */
export const publishedSchema = z.object({
  /** `cn-<connector id>`. */
  listing: z.string(),
  version: z.string(),
  /** `sha256:` and 64 hex digits of the archive. */
  digest: z.string(),
  status: z.enum(['live', 'early_access']),
  created: z.boolean(),
});
export type Published = z.infer<typeof publishedSchema>;

/** What the files change since the version that is published. */
export const releaseSchema = z.object({
  /** The published version that they are measured against. */
  from: z.string(),
  level: z.enum(levels),
  /** The least version that may follow (FL-40). */
  floor: z.string(),
  /** The first of them, what asks for the highest version first. */
  changes: z.array(changeSchema),
  /** How many there are. */
  count: z.number().int(),
  /** Whether the version of connector.json is below the floor. */
  tooLow: z.boolean(),
});
export type Release = z.infer<typeof releaseSchema>;

const marketplaceUrl = z.url({ protocol: /^https?$/ });
const tenant = z.string().max(64);

/** Tenants that a preview may be of. */
export const tenantsSchema = z.array(tenant).max(publicationLimits.installs);
/** What one publication may install and upgrade. */
export const installStepsSchema = z.array(installStepSchema).max(publicationLimits.installs);
const publication = z.object({ publication: z.string().max(64) });

/** What would be published, and what a person has to look at first. */
export const previewSchema = z.object({
  version: z.string(),
  /** Of the archive: whoever publishes names it, so that what goes out is what was shown. */
  digest: z.string(),
  bytes: z.number().int(),
  files: z.array(z.object({ path: z.string(), bytes: z.number().int() })),
  hosts: z.array(z.string()),
  /** Reasons that stop a publish, one sentence each. */
  problems: z.array(z.string()),
  /** Texts that look like personal data: a person has to look at them first (A124). */
  personal: z.array(foundTextSchema),
  /** Texts that look like secrets: they stop a publish (A124). */
  secrets: z.array(foundTextSchema),
  /** null where nothing is published yet, or no marketplace was named. */
  release: releaseSchema.nullable(),
  readiness: z.array(readinessCheckSchema),
  capabilities: z.array(z.string()),
  tools: z.array(z.object({ name: z.string(), sideEffect: z.boolean(), description: z.string().nullable() })),
  /** What an installation asks for. */
  install: installFormSchema,
  /** What a person confirms before it is published: hosts that code may reach, and capabilities. */
  confirmations: z.object({ hosts: z.array(z.string()), capabilities: z.array(z.string()) }),
});
export type Preview = z.infer<typeof previewSchema>;

export const publishContract = {
  /**
   * Packs in memory: what would be published. With a marketplace that was used before (or a tenant, whose marketplace it is)
   * it is measured against what is published there; where that cannot be asked, against what was published from here.
   */
  preview: base
    .input(z.object({ connector: z.string(), marketplace: marketplaceUrl.optional(), tenant: tenant.optional() }))
    .output(previewSchema),
  /** Marketplaces that were used before, last used first. */
  marketplaces: base.output(z.array(marketplaceSchema)),
  /** Raises the version of the newest revision to `version`, with an entry in CHANGELOG.md, as a new revision. */
  raise: base
    .input(
      z.object({
        connector: z.string(),
        version: z.string(),
        marketplace: marketplaceUrl,
        /** Words for CHANGELOG.md. */
        note: z.string().max(versionLimits.noteChars).optional(),
      }),
    )
    .output(z.object({ version: z.string(), revision: z.number().int() })),
  /** What the newest revision would mean for each tenant: its instances of the listing, and what each would lose or gain. */
  impact: base.input(z.object({ connector: z.string(), tenants: tenantsSchema })).output(z.array(impactSchema)),
  /**
   * Writes a publication down with its archive, and begins with it: publish as `tenant`, then each of `installs` in their
   * order, each followed by a test. `digest` is that of the preview that was confirmed: `changed_since` where the content is
   * another now. Refused at once, with nothing written: `version_too_low`, `secrets_found`, `personal_data_found`,
   * `unknown_tenant`, `foreign_tenant` (of another marketplace), `no_vault` where secrets of an installation could not wait.
   */
  start: base
    .input(
      z.object({
        connector: z.string(),
        tenant,
        digest: z.string(),
        allowPersonal: z.boolean().optional(),
        installs: installStepsSchema,
      }),
    )
    .output(z.object({ publication: z.string() })),
  /** Newest first. */
  publications: base.output(z.array(publicationSchema)),
  /** The same, at once and whenever one of them goes on. */
  follow: base.output(eventIterator(z.array(publicationSchema))),
  /** Goes on at the stage that failed, or at once with one that waits. `auth` for an installation whose secrets are gone or were refused. */
  retry: base.input(publication.extend({ auth: installAuthSchema.optional() })).output(publicationSchema),
  /** Gives up what has not been done; what is published or installed stays. Fails with `publication_over`. */
  cancel: base.input(publication).output(publicationSchema),
  /** Forgets a publication that is over. Fails with `publication_under_way`. */
  remove: base.input(publication).output(z.object({ removed: z.boolean() })),
};
