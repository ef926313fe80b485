import { z } from 'zod';
import { semver } from '../../shared/connector/names.ts';

/** `cn-` and the id of a connector. */
export const listingParams = z.object({
  id: z
    .string()
    .max(67)
    .regex(/^cn-[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/),
});
/** A listing and one of its versions. */
export const versionParams = listingParams.extend({ version: semver });
