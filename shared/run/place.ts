import { z } from 'zod';

/** A place in the user's source; line and column count from 1. */
export const sourcePlaceSchema = z.object({ file: z.string(), line: z.number().int(), column: z.number().int() });
export type SourcePlace = z.infer<typeof sourcePlaceSchema>;
