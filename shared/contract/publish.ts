import { oc } from '@orpc/contract';
import { z } from 'zod';
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

export const publishContract = {
  /** Packs in memory: what would be published. */
  preview: base.input(z.object({ connector: z.string() })).output(
    z.object({
      version: z.string(),
      digest: z.string(),
      bytes: z.number().int(),
      files: z.array(z.object({ path: z.string(), bytes: z.number().int() })),
      hosts: z.array(z.string()),
      /** Reasons that stop a publish, one sentence each. */
      problems: z.array(z.string()),
    }),
  ),
  /** Marketplaces that were used before, newest first. */
  marketplaces: base.output(z.array(marketplaceSchema)),
  /** `key` is stored in the vault when given; else the stored one is used. */
  publish: base
    .input(
      z.object({ connector: z.string(), marketplace: z.url({ protocol: /^https?$/ }), key: z.string().optional() }),
    )
    .output(publishedSchema),
};
