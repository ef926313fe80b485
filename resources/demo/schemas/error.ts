import { z } from 'zod';

export const errorSchema = z
  .object({
    error: z.object({
      code: z.string().meta({ description: 'Stable name of the error.', examples: ['validation_failed'] }),
      message: z.string().meta({ description: 'One sentence for people.' }),
      fields: z
        .array(z.object({ field: z.string(), message: z.string() }))
        .optional()
        .meta({ description: 'What is wrong with which field or parameter.' }),
    }),
  })
  .meta({ id: 'Error', description: 'Every error has this shape.' });
export type ErrorBody = z.infer<typeof errorSchema>;
