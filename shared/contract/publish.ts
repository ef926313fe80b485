import { oc } from '@orpc/contract';
import { z } from 'zod';
import { foundTextSchema } from '../connector/readiness.ts';
import { changeSchema, levels } from '../versions/change.ts';
import { failureErrors } from './errors.ts';

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

export const marketplaceSchema = z.object({ url: z.string(), hasKey: z.boolean() });
export type Marketplace = z.infer<typeof marketplaceSchema>;

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

export const publishContract = {
  /**
   * Packs in memory: what would be published. With a marketplace that was used before it is measured against what is published
   * there; where that cannot be asked, against what was published from here.
   */
  preview: base.input(z.object({ connector: z.string(), marketplace: marketplaceUrl.optional() })).output(
    z.object({
      version: z.string(),
      digest: z.string(),
      bytes: z.number().int(),
      files: z.array(z.object({ path: z.string(), bytes: z.number().int() })),
      hosts: z.array(z.string()),
      /** Reasons that stop a publish, one sentence each. */
      problems: z.array(z.string()),
      /** Texts that look like personal data: a person has to look at them first (A124). */
      personal: z.array(foundTextSchema),
      /** null where nothing is published yet, or no marketplace was named. */
      release: releaseSchema.nullable(),
    }),
  ),
  /** Marketplaces that were used before, newest first. */
  marketplaces: base.output(z.array(marketplaceSchema)),
  /**
   * `key` is stored in the vault when given; else the stored one is used. Fails with `version_too_low`, `secrets_found`, and
   * with `personal_data_found` unless `allowPersonal` says that a person has looked at what the preview found.
   */
  publish: base
    .input(
      z.object({
        connector: z.string(),
        marketplace: marketplaceUrl,
        key: z.string().optional(),
        allowPersonal: z.boolean().optional(),
      }),
    )
    .output(publishedSchema),
  /** Raises the version of the newest revision to `version`, with an entry in CHANGELOG.md, as a new revision. */
  raise: base
    .input(z.object({ connector: z.string(), version: z.string(), marketplace: marketplaceUrl }))
    .output(z.object({ version: z.string(), revision: z.number().int() })),
};
