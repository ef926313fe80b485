import { z } from 'zod';

/** One line of an excerpt. */
export const excerptLineSchema = z.object({
  /** Counted from 1. */
  number: z.number().int().positive(),
  /** At most `viewLimits.excerptChars` characters of the line. */
  text: z.string(),
  /** Characters of the line that are cut off before `text`; more than 0 only where a line is very long. */
  from: z.number().int().nonnegative(),
  /** Whether characters are cut off after `text`. */
  cut: z.boolean(),
});
export type ExcerptLine = z.infer<typeof excerptLineSchema>;

/** Where a value stands in the text of a description: the place of its key, the end of its value, and the text around. */
export const locationSchema = z.object({
  /** Name of the file: of the description, or of the linked file that the pointer leads into. */
  file: z.string(),
  /** Line and column of its start, both counted from 1. */
  line: z.number().int().positive(),
  column: z.number().int().positive(),
  /** Line of its last character. */
  endLine: z.number().int().positive(),
  /** False where the pointer itself is not written out there (behind an alias, say): then this is what it stands in. */
  exact: z.boolean(),
  lines: z.array(excerptLineSchema),
});
export type Location = z.infer<typeof locationSchema>;
