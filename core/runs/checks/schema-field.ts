import { asObject, type JsonObject } from '../../import/json.ts';
import { FORMAT_MEMBERS, FORMATS, SUB_TYPES } from './field-types.ts';
import { inResult, quoted, type Report } from './report.ts';
import type { Tables } from './schema.ts';
import { checkRelation } from './schema-relation.ts';
import { isText, kindOf, listOf } from './value.ts';

export interface FieldAt {
  readonly type: string;
  readonly name: string;
  readonly value: unknown;
  readonly tables: Tables;
}

/** One field of a schema. */
export function checkField(at: FieldAt, report: Report): void {
  const { type, name, value } = at;
  const about = `${type} ${name}`;
  const what = `The field ${quoted(name)} of ${quoted(type)}`;
  const field = asObject(value);
  if (!field || !isText(field.name)) {
    report({
      code: 'schema_field_name',
      about,
      place: () => inResult(type, name),
      message: () => `${what} must be an object with a text name, and ${field ? 'has none' : `is ${kindOf(value)}`}.`,
    });
    if (!field) return;
  }
  checkTypes(field, { about, what, place: (member) => inResult(type, name, member) }, report);
  checkOptions(field, { about, what, place: (member) => inResult(type, name, member) }, report);
  checkFormat(field, { about, what, place: (member) => inResult(type, name, member) }, report);
  if (field.relation !== undefined) checkRelation(at, field, report);
  if (name === '__syncAction' && field.type !== 'text') {
    report({
      code: 'schema_sync_action',
      about,
      place: () => inResult(type, name, 'type'),
      message: () => `__syncAction of ${quoted(type)} must have the type "text", and has ${quoted(field.type)}.`,
    });
  }
}

interface Where {
  readonly about: string;
  /** Begins a sentence. */
  readonly what: string;
  place(member: string): ReturnType<typeof inResult>;
}

function checkTypes({ type = 'text', subType }: JsonObject, { about, what, place }: Where, report: Report): void {
  const allowed = typeof type === 'string' ? SUB_TYPES.get(type) : undefined;
  if (!allowed) {
    report({
      code: 'schema_field_type',
      about,
      place: () => place('type'),
      message: () => `${what} has the type ${quoted(type)}; use ${[...SUB_TYPES.keys()].join(', ')}.`,
    });
    return;
  }
  if (subType === undefined || (typeof subType === 'string' && allowed.has(subType))) return;
  const there = allowed.size === 0 ? 'has none' : `may have ${[...allowed].join(', ')}`;
  report({
    code: 'schema_sub_type',
    about,
    place: () => place('subType'),
    message: () => `${what} has the subType ${quoted(subType)}; the type ${String(type)} ${there}.`,
  });
}

function checkOptions({ options, subType }: JsonObject, { about, what, place }: Where, report: Report): void {
  const list = listOf(options);
  if (options !== undefined && !(list?.every((option) => isText(asObject(option)?.name)) ?? false)) {
    report({
      code: 'schema_options',
      about,
      place: () => place('options'),
      message: () => `${what} must have options that are an array of objects with a text name.`,
    });
    return;
  }
  if (subType !== 'workflow') return;
  const starts = list?.filter((option) => asObject(option)?.default === true).length ?? 0;
  const ends = list?.some((option) => asObject(option)?.final === true) ?? false;
  if (starts === 1 && ends) return;
  report({
    code: 'schema_workflow',
    about,
    place: () => place('options'),
    message: () => `${what} is a workflow: one option needs default: true, and at least one final: true.`,
  });
}

function checkFormat({ format }: JsonObject, { about, what, place }: Where, report: Report): void {
  if (format === undefined) return;
  const members = asObject(format) ?? {};
  const unknown = Object.keys(members).find((member) => !FORMAT_MEMBERS.has(member));
  const problem =
    unknown === undefined
      ? members.format !== undefined && !FORMATS.has(members.format)
        ? `has the format ${quoted(members.format)}; use Money, Percent, Number or phone`
        : undefined
      : `has ${quoted(unknown)} in its format, which nothing reads${/^hasThousandSep/i.test(unknown) ? '; it is spelt hasThousandSeparator' : '; take it out'}`;
  if (problem === undefined) return;
  report({ code: 'schema_format', about, place: () => place('format'), message: () => `${what} ${problem}.` });
}
