import { z } from 'zod';
import { versionLimits } from '../limits.ts';

/** How far a version must rise for a change, the least first; `none` asks for no new version. */
export const levels = ['none', 'patch', 'minor', 'major'] as const;
export type Level = (typeof levels)[number];

/** What of a connector changed. */
export const changedThings = [
  'identity',
  'version',
  'text',
  'execution',
  'host',
  'authentication',
  'credential',
  'scope',
  'address',
  'setting',
  'command',
  'parameter',
  'output',
  'sideEffect',
  'capability',
  'entity',
  'primaryKey',
  'field',
  'reading',
  'consent',
  'code',
  'file',
] as const;
export const changeVerbs = ['added', 'removed', 'changed'] as const;

/** One difference between two states of a connector. */
export const changeSchema = z.object({
  /** What and how: `parameter.added`. */
  kind: z.templateLiteral([z.enum(changedThings), '.', z.enum(changeVerbs)]),
  /** Where it stands: `commands.createContact.params.email`, or the path of a file. */
  path: z.string(),
  /** How far the version must rise for it. */
  level: z.enum(levels),
  /** What people read; ends in a full stop. */
  sentence: z.string(),
  /** True where whoever installed the connector has to agree first: it reaches, asks or may do more than before (A32). */
  asksApproval: z.boolean(),
});
export type Change = Readonly<z.infer<typeof changeSchema>>;
export type ChangeKind = Change['kind'];

/** Names in a sentence are those of the source: on one line, and not without end. */
function tidy(sentence: string): string {
  const line = sentence.replace(/\s+/g, ' ');
  return line.length > versionLimits.sentenceChars ? `${line.slice(0, versionLimits.sentenceChars - 1)}…` : line;
}

/** A change; it asks for an approval only where that is said. */
export const change = (
  kind: ChangeKind,
  path: string,
  level: Level,
  sentence: string,
  { asksApproval = false }: { readonly asksApproval?: boolean } = {},
): Change => ({ kind, path, level, sentence: tidy(sentence), asksApproval });

/** The higher of two levels. */
export const higher = (one: Level, other: Level): Level => (levels.indexOf(one) > levels.indexOf(other) ? one : other);

/** The highest level of all changes: the highest floor wins (FL-41). */
export const levelOf = (changes: readonly Change[]): Level =>
  changes.reduce<Level>((level, one) => higher(level, one.level), 'none');
