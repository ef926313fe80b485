import { z } from 'zod';
import { readStored, writeStored } from '../../lib/storage.ts';
import { emptyForm, parseInput, type RunForm } from './form.ts';

const optionsSchema = z.object({
  mode: z.enum(['live', 'replay', 'mock']),
  replayOf: z.string().nullable(),
  scenario: z.string().nullable(),
  faults: z.array(z.string()),
  attempts: z.number().nullable(),
  seconds: z.number().nullable(),
  deterministic: z.boolean(),
});

const formSchema = z.object({
  target: z.string().nullable(),
  connection: z.string().nullable(),
  entity: z.string().nullable(),
  allPages: z.boolean(),
  inputs: z.array(z.tuple([z.string(), z.string()])),
  shapes: z.array(z.tuple([z.string(), z.enum(['form', 'json'])])),
  options: z.array(z.tuple([z.string(), optionsSchema])),
});

/** Names of members that may hold a secret: no storage of the page gets them. */
const secretName = /pass(?:word|phrase|wd)?$|secret|token|api[-_]?key|credential|authorization|private/i;
const secretHint = /pass|secret|token|api[-_]?key|credential|authorization|private/i;
/** Characters of an input that are remembered; what is longer is a file's business. */
const rememberedChars = 20_000;

function withoutSecrets(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutSecrets);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, inner]) => (secretName.test(name) ? [] : [[name, withoutSecrets(inner)]])),
  );
}

/** What of an input may be remembered: no member that may be a secret. Undefined for what cannot be told. */
export function rememberable(text: string): string | undefined {
  if (text.length > rememberedChars) return undefined;
  // Quick for most.
  if (!secretHint.test(text)) return text;
  const input = parseInput(text);
  return input.ok ? JSON.stringify(withoutSecrets(input.value), null, 2) : undefined;
}

const keyOf = (connector: string): string => `run.${connector}`;

/** The form of a connector as it was left. */
export function rememberedForm(connector: string): RunForm {
  const stored = readStored(keyOf(connector), formSchema.nullable(), null);
  if (stored === null) return emptyForm;
  const { inputs, shapes, options, ...rest } = stored;
  return { ...emptyForm, ...rest, inputs: new Map(inputs), shapes: new Map(shapes), options: new Map(options) };
}

/** Remembers the form of a connector. */
export function rememberForm(connector: string, form: RunForm): void {
  const { target, connection, entity, allPages, shapes, options } = form;
  const inputs = [...form.inputs].flatMap(([name, text]): [string, string][] => {
    const kept = rememberable(text);
    return kept === undefined ? [] : [[name, kept]];
  });
  const lists = { inputs, shapes: [...shapes], options: [...options] };
  writeStored(keyOf(connector), { target, connection, entity, allPages, ...lists });
}

const viewKey = (connector: string): string => `run-on-view.${connector}`;

/** Id of the run that was on view of a connector last; null where there was none. */
export const rememberedRun = (connector: string): string | null =>
  readStored(viewKey(connector), z.string().nullable(), null);

/** Remembers which run is on view of a connector. */
export const rememberRun = (connector: string, run: string): void => writeStored(viewKey(connector), run);
