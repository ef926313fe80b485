import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';
import { connectorId } from '../connector/names.ts';
import { searchLimits } from '../limits.ts';
import { failureErrors } from './errors.ts';

/** What is searched for. */
export const searchQuerySchema = z.object({
  text: z.string().min(1).max(searchLimits.patternChars),
  /** The text is a regular expression of JavaScript. */
  regex: z.boolean().default(false),
  /** Upper and lower case count. */
  matchCase: z.boolean().default(false),
  wholeWord: z.boolean().default(false),
  /** Patterns of paths such as `functions/*.js`, separated by commas; empty takes every file. */
  include: z.string().max(searchLimits.patternChars).default(''),
  exclude: z.string().max(searchLimits.patternChars).default(''),
  /** Search in this connector only. */
  connector: connectorId.optional(),
  /** What each find would become; `$1` stands for a group of a regular expression. Nothing is written. */
  replacement: z.string().max(searchLimits.patternChars).optional(),
  /** Texts of the editor that stand in place of the saved ones. */
  unsaved: z
    .array(z.object({ connector: connectorId, path: z.string(), text: z.string() }))
    .max(searchLimits.unsaved)
    .default([]),
});
export type SearchQuery = z.input<typeof searchQuerySchema>;

/** One find. Lines and columns count from 1, offsets from 0, in characters. */
export const searchMatchSchema = z.object({
  offset: z.number().int(),
  length: z.number().int(),
  line: z.number().int(),
  column: z.number().int(),
  /** The line around it, cut to `searchLimits.lineChars`. */
  text: z.string(),
  /** Where the find stands in `text`, and how much of it. */
  start: z.number().int(),
  shown: z.number().int(),
  /** What it would become. */
  replacement: z.string().optional(),
});
export type SearchMatch = z.infer<typeof searchMatchSchema>;

export const searchFileSchema = z.object({
  connector: z.string(),
  path: z.string(),
  /** Revision of the saved files that were searched. */
  revision: z.number().int(),
  matches: z.array(searchMatchSchema),
});
export type SearchFile = z.infer<typeof searchFileSchema>;

/** Files with finds as they come, then the end. */
export const searchEventSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('files'), files: z.array(searchFileSchema) }),
  z.object({
    kind: z.literal('end'),
    /** Files that were searched. */
    searched: z.number().int(),
    matches: z.number().int(),
    /** Why there may be more: too many finds, no time left, or files that are too large to search. */
    stopped: z.enum(['matches', 'time', 'size']).optional(),
  }),
]);
export type SearchEvent = z.infer<typeof searchEventSchema>;

/**
 * Finds a text in the files of the workspace. Ends after `end`; breaking the loop ends the search. Fails with
 * `bad_pattern` where the expression cannot be read.
 */
export const searchContract = oc
  .errors(failureErrors)
  .input(searchQuerySchema)
  .output(eventIterator(searchEventSchema));
