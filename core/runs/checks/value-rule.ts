import type { Field } from '../../../shared/connector/manifest.ts';
import { asObject, type JsonObject } from '../../import/json.ts';
import { MASK } from '../../network/index.ts';
import type { CheckCode } from './codes.ts';
import { isText, listOf } from './value.ts';
import { datePart, isAddress, isBoolean, isDay, isMoment, isRange, isWholeText } from './value-forms.ts';

/** A value that does not fit its field: the check, and what would fit. */
export interface Misfit {
  readonly code: CheckCode;
  readonly wants: string;
}

/** Judges a value of a field; null and what was masked are never asked about. */
export type ValueRule = (value: unknown) => Misfit | undefined;

const misfit = (code: CheckCode, wants: string): Misfit => ({ code, wants });

const check =
  (code: CheckCode, wants: string, fits: (value: unknown) => boolean): ValueRule =>
  (value) =>
    fits(value) ? undefined : misfit(code, wants);

/** Whole numbers that a double cannot hold come as text (A63). */
const number = check('field_type', 'a number', (value) => typeof value === 'number' || isWholeText(value));
const integer = check('field_type', 'a whole number', (value) => Number.isInteger(value) || isWholeText(value));
const boolean = check('field_boolean', 'true or false, or a word for it such as yes and off', isBoolean);
const day = check('field_date', 'a day such as 2026-08-22', isDay);
const moment = check('field_date', 'a moment such as 2026-01-22T01:02:23.977Z', isMoment);
const text = check('field_type', 'a text', (value) => typeof value === 'string');
const scalar = check('field_type', 'a text, not an object or a list', (value) => typeof value !== 'object');
const texts = check('field_type', 'a list of texts', (value) => {
  const list = listOf(value);
  return list?.every((item) => typeof item === 'string') ?? false;
});
/** Whatever the source has: what a schema relates by is a text, or a list of them (FB-33). */
const relation = check(
  'field_type',
  'the id of another row, or a list of them',
  (value) => typeof value !== 'object' || Array.isArray(value),
);
const address = check('field_address', 'an address such as https://example.com/a.png', isAddress);
const email = check(
  'field_address',
  'an e-mail address',
  (value) => value === '' || (typeof value === 'string' && /^[^\s@]+@[^\s@]+$/.test(value)),
);
const range = (ends: (value: unknown) => boolean, wants: string): ValueRule =>
  check('field_range', `a JSON text such as ${wants}`, (value) => isRange(value, ends));

const both =
  (first: ValueRule, second: ValueRule): ValueRule =>
  (value) =>
    first(value) ?? second(value);

function choice(names: ReadonlySet<string>): ValueRule {
  const wants = 'one of the options of its field';
  return check('field_option', wants, (value) => names.size === 0 || value === '' || names.has(String(value)));
}

function choices(names: ReadonlySet<string>): ValueRule {
  const one = choice(names);
  return (value) => {
    const list = listOf(value) ?? (typeof value === 'string' && value !== '' ? value.split(',') : []);
    return list.map((item) => one(String(item).trim())).find((problem) => problem !== undefined);
  };
}

const optionNames = (field: JsonObject): ReadonlySet<string> =>
  new Set((listOf(field.options) ?? []).flatMap((option) => asObject(option)?.name).filter(isText));

function textRule(field: JsonObject): ValueRule | undefined {
  switch (field.subType) {
    case 'boolean':
      return boolean;
    case 'date-range':
      return range(isDay, '{"start":"2026-01-22","end":"2026-08-19"}');
    case 'date-time-range':
      return range(isMoment, '{"start":"2026-01-22T01:02:23Z","end":"2026-01-22T02:00:00Z"}');
    case 'single-select':
    case 'workflow':
      return both(scalar, choice(optionNames(field)));
    case 'multi-select':
      return choices(optionNames(field));
    case 'url':
    case 'avatar':
    case 'file':
      return both(text, address);
    case 'email':
      return both(text, email);
    case 'html':
    case 'md':
    case 'icon':
      return text;
    default:
      return scalar;
  }
}

function listRule(field: JsonObject): ValueRule {
  if (field.subType === 'multi-select') return both(texts, choices(optionNames(field)));
  if (field.subType === 'file')
    return both(texts, (value) =>
      listOf(value)
        ?.map(address)
        .find((one) => one),
    );
  return texts;
}

/** What a field of a schema takes (the table of field types below FB-30); undefined where it takes anything. */
function ruleOfSchema(field: JsonObject): ValueRule | undefined {
  switch (field.type) {
    case 'number':
      return field.subType === 'integer' ? integer : number;
    case 'date':
      return field.subType === 'day' ? day : moment;
    case 'array[text]':
      return listRule(field);
    case 'text':
    case undefined:
      return textRule(field);
    default:
      return undefined;
  }
}

/** A source may count moments from 1970; functions make texts of them. */
const COUNTED = /unix|epoch|timestamp/i;

/** What a field of the manifest takes where no schema says it better: functions may have made texts of objects and lists. */
function ruleOfManifest({ type, format = '', enum: options, relation: target }: Field): ValueRule | undefined {
  if (target) return relation;
  switch (type) {
    case 'number':
    case 'integer':
      if (COUNTED.test(format)) return (value) => (datePart(value) === undefined ? number(value) : undefined);
      return type === 'integer' ? integer : number;
    case 'boolean':
      return boolean;
    case 'date':
      return day;
    case 'datetime':
      return moment;
    case 'string':
      return options ? both(text, choice(new Set(options))) : text;
    case 'array':
      return check(
        'field_type',
        'a list, or a text of it',
        (value) => Array.isArray(value) || typeof value === 'string',
      );
    case 'object':
      return check('field_type', 'an object, or a text of it', (value) => typeof value !== 'number');
    case 'unknown':
      return undefined;
  }
}

/**
 * The rule for the values of a field, by its schema where there is one, and by the manifest where that knows more: a plain text
 * field takes numbers too, unless the source declares a text.
 */
export function valueRule(schema: JsonObject | undefined, field: Field | undefined): ValueRule | undefined {
  const plainText = schema && (schema.type ?? 'text') === 'text' && schema.subType === undefined;
  const relates = schema?.relation !== undefined;
  const declared = field?.type === 'string' && plainText && !relates ? both(scalar, text) : undefined;
  const rule = declared ?? (schema ? ruleOfSchema(schema) : field && ruleOfManifest(field));
  return rule && ((value) => (typeof value === 'string' && value.includes(MASK) ? undefined : rule(value)));
}
