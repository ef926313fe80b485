import { z } from 'zod';

/** An expected failure crosses a process as this error; `message` is the sentence for people. */
export const failureErrors = {
  FAILURE: {
    status: 422,
    data: z.object({
      kind: z.enum(['input', 'connector', 'remote', 'system']),
      code: z.string(),
      message: z.string(),
      details: z.record(z.string(), z.unknown()).optional(),
    }),
  },
} as const;
