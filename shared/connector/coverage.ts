import { z } from 'zod';

/** The last run of something, and the last that was green: it ended well and no check found an error. */
export const coverageSchema = z.object({
  /** Function or command. */
  target: z.string(),
  /** The table that `data` reads; null for everything else. */
  entity: z.string().nullable(),
  /** Absent where it never ran. `errors` counts the findings that are errors. */
  last: z
    .object({
      run: z.string(),
      outcome: z.enum(['ok', 'failed', 'running']),
      errors: z.number().int(),
      /** null where unsaved files ran. */
      revision: z.number().int().nullable(),
      at: z.string(),
    })
    .optional(),
  /** Absent where no saved revision ran green among the runs that are kept. */
  green: z.object({ run: z.string(), revision: z.number().int(), at: z.string() }).optional(),
  /**
   * `green`: the code that runs it is as it was then; `stale`: it was changed since; `failed`: the last run was not green;
   * `missing`: it never ran green.
   */
  state: z.enum(['green', 'stale', 'failed', 'missing']),
});
export type Coverage = z.infer<typeof coverageSchema>;
