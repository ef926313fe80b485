import { fail, ok, type Result } from '../../../../shared/result.ts';
import { runTexts as texts } from '../../texts/run.ts';
import { parseInput } from './form.ts';
import { fieldId, type InputField } from './input-fields.ts';

type Input = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Input =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const own = (owner: unknown, name: string): unknown =>
  isObject(owner) && Object.hasOwn(owner, name) ? owner[name] : undefined;

/** What stands at the place of a field; undefined where nothing does. */
export const valueAt = (input: Input | undefined, path: readonly string[]): unknown => path.reduce<unknown>(own, input);

/** The input with another value at a place; undefined takes it out, and what it alone was in. */
export function withValue(input: Input, [name = '', ...rest]: readonly string[], value: unknown): Input {
  const inner = own(input, name);
  const next = rest.length === 0 ? value : withValue(isObject(inner) ? inner : {}, rest, value);
  const isGone = next === undefined || (rest.length > 0 && isObject(next) && Object.keys(next).length === 0);
  // Object.fromEntries makes a member of any name, `__proto__` too.
  const entries = Object.entries(input);
  if (isGone) return Object.fromEntries(entries.filter(([key]) => key !== name));
  return Object.hasOwn(input, name)
    ? Object.fromEntries(entries.map(([key, old]) => [key, key === name ? next : old]))
    : Object.fromEntries([...entries, [name, next]]);
}

/** A value as the text of its field; '' for none. */
export function fieldText(field: InputField, value: unknown): string {
  if (value === undefined) return '';
  return typeof value === 'string' && field.kind !== 'json' ? value : JSON.stringify(value);
}

const moment = /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/;

function json(text: string): Result<unknown> {
  try {
    return ok(JSON.parse(text));
  } catch {
    return fail('input', 'bad_field', texts.notJson);
  }
}

/** The value that the text of a field stands for; undefined for none. Fails with the sentence that stands at the field. */
export function fieldValue(field: InputField, text: string): Result<unknown> {
  if (text === '') return ok(undefined);
  switch (field.kind) {
    case 'text':
    case 'filter':
    case 'choice':
      return ok(text);
    case 'moment':
      return moment.test(text) && !Number.isNaN(Date.parse(text))
        ? ok(text)
        : fail('input', 'bad_field', texts.notMoment);
    case 'number':
    case 'integer': {
      const number = Number(text);
      if (text.trim() === '' || !Number.isFinite(number)) return fail('input', 'bad_field', texts.notNumber);
      return field.kind === 'number' || Number.isInteger(number)
        ? ok(number)
        : fail('input', 'bad_field', texts.notInteger);
    }
    case 'boolean':
      return text === 'true' || text === 'false' ? ok(text === 'true') : fail('input', 'bad_field', texts.notBoolean);
    case 'object':
    case 'array':
    case 'choices':
    case 'json': {
      const value = json(text);
      if (!value.ok) return value;
      if (field.kind === 'object' && !isObject(value.value)) return fail('input', 'bad_field', texts.notObject);
      const isList = field.kind === 'array' || field.kind === 'choices';
      return isList && !Array.isArray(value.value) ? fail('input', 'bad_field', texts.notArray) : value;
    }
  }
}

/** What a person has put into a form: the text of the input, and what stands in fields that is no value yet. */
export interface FormText {
  readonly text: string;
  readonly drafts: ReadonlyMap<string, string>;
}

/** The form after the text of one field was changed. What is no value yet stays beside the input; nothing typed is lost. */
export function typed({ text, drafts }: FormText, field: InputField, raw: string): FormText {
  const input = parseInput(text);
  // The form is not on view while the JSON cannot be read.
  if (!input.ok) return { text, drafts };
  const id = fieldId(field);
  const value = fieldValue(field, raw);
  const others = new Map([...drafts].filter(([key]) => key !== id));
  if (!value.ok) return { text, drafts: others.set(id, raw) };
  const next = withValue(input.value ?? {}, field.path, value.value);
  return { text: Object.keys(next).length === 0 ? '' : JSON.stringify(next, null, 2), drafts: others };
}

/** The problem of each field by its id: a draft that is no value, a value of another kind, a required one that is missing. */
export function fieldProblems(fields: readonly InputField[], { text, drafts }: FormText): ReadonlyMap<string, string> {
  const input = parseInput(text);
  const problems = new Map<string, string>();
  if (!input.ok) return problems;
  for (const field of fields) {
    const id = fieldId(field);
    const draft = drafts.get(id);
    const value = valueAt(input.value, field.path);
    const parsed = fieldValue(field, draft ?? fieldText(field, value));
    if (!parsed.ok) problems.set(id, parsed.error.message);
    else if (field.required && (value === undefined || value === '')) problems.set(id, texts.required(field.title));
    else if (field.kind === 'choice' && value !== undefined && !field.options?.some((one) => one === value))
      problems.set(id, texts.notChoice);
  }
  return problems;
}
