import { asObject, type JsonObject, own } from '../../import/json.ts';
import { inResult, names, quoted, type Report } from './report.ts';
import { checkField } from './schema-field.ts';
import type { Subject } from './subject.ts';
import { isText, kindOf, listOf } from './value.ts';

/** The result of schema: FB-30 … FB-38. */
export function checkSchema(result: JsonObject, { request, manifest }: Subject, report: Report): void {
  const requested = listOf(request.types)?.filter(isText) ?? [];
  for (const type of requested) {
    if (asObject(own(result, type))) continue;
    report({
      code: 'schema_type_missing',
      about: type,
      place: () => inResult(type),
      message: () =>
        `The schema of ${quoted(type)} was asked for, and is ${kindOf(own(result, type))}; return its fields.`,
    });
  }
  const extra = Object.keys(result).filter((type) => !requested.includes(type));
  if (extra.length > 0 && requested.length > 0) {
    report({
      code: 'schema_type_extra',
      place: () => inResult(extra[0] ?? ''),
      message: () => `The schema has tables that nobody asked for: ${names(extra)}; leave them out.`,
      times: extra.length,
    });
  }
  const tables = new Set([...manifest.entities.map((entity) => entity.name), ...Object.keys(result)]);
  for (const [type, value] of Object.entries(result)) {
    const fields = asObject(value);
    if (fields) checkTable(type, fields, { result, tables }, report);
  }
}

/** What a field may point to. */
export interface Tables {
  readonly result: JsonObject;
  readonly tables: ReadonlySet<string>;
}

function checkTable(type: string, fields: JsonObject, tables: Tables, report: Report): void {
  if (asObject(own(fields, 'id'))?.type !== 'id') {
    report({
      code: 'schema_no_id',
      about: type,
      place: () => inResult(type, 'id'),
      message: () => `The table ${quoted(type)} needs a field "id" of type "id", by which its rows are known; add it.`,
    });
  }
  const hasTitle =
    Object.hasOwn(fields, 'name') || Object.values(fields).some((field) => asObject(field)?.subType === 'title');
  if (!hasTitle) {
    report({
      code: 'schema_no_title',
      about: type,
      place: () => inResult(type),
      message: () =>
        `The table ${quoted(type)} has no title: add a field "name", or give one field the subType "title".`,
    });
  }
  const shown = new Map<string, string>();
  for (const [name, value] of Object.entries(fields)) {
    checkField({ type, name, value, tables }, report);
    const label = asObject(value)?.name;
    if (!isText(label)) continue;
    const first = shown.get(label);
    if (first === undefined) shown.set(label, name);
    else {
      report({
        code: 'schema_name_twice',
        about: `${type} ${label}`,
        place: () => inResult(type, name, 'name'),
        message: () =>
          `The fields ${quoted(first)} and ${quoted(name)} of ${quoted(type)} are both called ${quoted(label)}; name them differently.`,
      });
    }
  }
}
