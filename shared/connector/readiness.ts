import { z } from 'zod';
import type { Coverage } from './coverage.ts';
import type { Manifest } from './manifest.ts';
import { requiredFunctions } from './names.ts';

/** A text of a file that looks like a credential or like personal data; the text itself is not carried (A124). */
export const foundTextSchema = z.object({
  path: z.string(),
  /** Counted from 1. */
  line: z.number().int().positive(),
  /** What it looks like: `an AWS access key`. */
  kind: z.string(),
});
export type FoundText = z.infer<typeof foundTextSchema>;

/** `functions/data.js:3 an AWS access key`: where it stands and what it looks like. */
export const foundTextPlace = ({ path, line, kind }: FoundText): string => `${path}:${line} ${kind}`;

export const readinessNames = [
  'manifest',
  'description',
  'category',
  'logo',
  'readme',
  'hosts',
  'functions',
  'commands',
  'paging',
  'personal',
  'secrets',
] as const;

/** One thing to be right before a connector is published. */
export const readinessCheckSchema = z.object({
  name: z.enum(readinessNames),
  /** `done`; `todo` stands in the way of a good listing; `advice` may be left as it is. */
  state: z.enum(['done', 'todo', 'advice']),
  /** How many things of this kind are right, and how many there are; absent where that is no number. */
  done: z.number().int().optional(),
  of: z.number().int().optional(),
  /** What is not right yet, by name: targets, tables, places. */
  missing: z.array(z.string()).optional(),
  /** The place that shows it first. */
  place: z.object({ file: z.string(), line: z.number().int() }).optional(),
});
export type ReadinessCheck = z.infer<typeof readinessCheckSchema>;

export interface ReadinessFacts {
  /** null where connector.json cannot be read. */
  readonly manifest: Manifest | null;
  readonly paths: ReadonlySet<string>;
  readonly coverage: readonly Coverage[];
  readonly secrets: readonly FoundText[];
  readonly personal: readonly FoundText[];
}

/** Names that are carried of each kind. */
const namesShown = 20;

const nameOf = ({ target, entity }: Coverage): string => (entity === null ? target : `${target} ${entity}`);

function counted(
  name: ReadinessCheck['name'],
  all: number,
  missing: readonly string[],
  state: 'todo' | 'advice',
): ReadinessCheck {
  return {
    name,
    state: missing.length === 0 ? 'done' : state,
    done: all - missing.length,
    of: all,
    missing: missing.slice(0, namesShown),
  };
}

function found(name: ReadinessCheck['name'], texts: readonly FoundText[], state: 'todo' | 'advice'): ReadinessCheck {
  const [first] = texts;
  return {
    name,
    state: first === undefined ? 'done' : state,
    missing: texts.slice(0, namesShown).map(foundTextPlace),
    ...(first === undefined ? {} : { place: { file: first.path, line: first.line } }),
  };
}

/** What is to be done before a connector is published, in the order in which a person would do it. */
export function readinessOf({
  manifest,
  paths,
  coverage,
  secrets,
  personal,
}: ReadinessFacts): readonly ReadinessCheck[] {
  const plain = (name: ReadinessCheck['name'], done: boolean, state: 'todo' | 'advice' = 'todo'): ReadinessCheck => ({
    name,
    state: done ? 'done' : state,
  });
  if (manifest === null) return [plain('manifest', false)];
  const has = (text: string | undefined): boolean => (text ?? '').trim() !== '';
  const isCommand = ({ target }: Coverage): boolean => Object.hasOwn(manifest.commands, target);
  // Others need an input that only a person knows; that they failed is told all the same.
  const isRequired = ({ target }: Coverage): boolean => requiredFunctions.some((name) => name === target);
  const functions = coverage.filter((one) => !isCommand(one) && (isRequired(one) || one.state === 'failed'));
  const commands = coverage.filter(isCommand);
  const notGreen = (all: readonly Coverage[]): string[] => all.filter(({ state }) => state !== 'green').map(nameOf);
  const unproven = manifest.entities.filter(({ pagination }) => pagination.kind === 'unproven').map(({ name }) => name);
  return [
    plain('manifest', true),
    plain('description', has(manifest.description)),
    plain('category', has(manifest.category), 'advice'),
    plain('logo', paths.has('logo.svg'), 'advice'),
    plain('readme', paths.has('README.md'), 'advice'),
    plain('hosts', manifest.hosts.length > 0),
    counted('functions', functions.length, notGreen(functions), 'todo'),
    ...(commands.length === 0 ? [] : [counted('commands', commands.length, notGreen(commands), 'advice')]),
    ...(manifest.entities.length === 0 ? [] : [counted('paging', manifest.entities.length, unproven, 'advice')]),
    found('personal', personal, 'advice'),
    found('secrets', secrets, 'todo'),
  ];
}
