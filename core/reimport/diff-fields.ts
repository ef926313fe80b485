import { isDeepStrictEqual } from 'node:util';
import type { Field } from '../../shared/connector/manifest.ts';
import type { ChangeDetail } from '../../shared/import/diff.ts';
import type { Parameter } from '../../shared/import/report.ts';
import { detail, listed, shown } from './sentences.ts';

function fieldChange(name: string, before: Field, after: Field): readonly ChangeDetail[] {
  const at = `fields.${after.name}`;
  const found: ChangeDetail[] = [];
  if (before.type !== after.type) {
    found.push(detail(at, `${name}: the field ${after.name} is ${after.type} instead of ${before.type}.`, true));
  }
  if (before.nullable !== after.nullable) {
    const now = after.nullable ? 'may be empty' : 'is never empty';
    found.push(detail(at, `${name}: the field ${after.name} ${now}.`));
  }
  if (before.format !== after.format) {
    const text = `the format of the field ${after.name} changed from ${shown(before.format)} to ${shown(after.format)}`;
    found.push(detail(at, `${name}: ${text}.`));
  }
  if (!isDeepStrictEqual(before.enum, after.enum)) {
    const text = `the values of the field ${after.name} changed from ${shown(before.enum)} to ${shown(after.enum)}`;
    found.push(detail(at, `${name}: ${text}.`));
  }
  if (!isDeepStrictEqual(before.relation, after.relation)) {
    const to = after.relation ? `points to ${after.relation.entity}` : 'no longer points to another table';
    found.push(detail(at, `${name}: the field ${after.name} ${to}.`));
  }
  if ((before.file ?? false) !== (after.file ?? false)) {
    const now = after.file ? 'holds the address of a file' : 'no longer holds the address of a file';
    found.push(detail(at, `${name}: the field ${after.name} ${now}.`));
  }
  if (before.description !== after.description) {
    found.push(detail(at, `${name}: the description of the field ${after.name} changed.`));
  }
  return found;
}

/** Fields that were added, removed or changed; a removed one and one of another type are breaking. */
export function fieldChanges(name: string, before: readonly Field[], after: readonly Field[]): readonly ChangeDetail[] {
  const known = new Map(before.map((field) => [field.name, field]));
  const now = new Set(after.map((field) => field.name));
  return [
    ...before
      .filter((field) => !now.has(field.name))
      .map((field) => detail(`fields.${field.name}`, `${name}: the field ${field.name} is gone.`, true)),
    ...after.flatMap((field) => {
      const old = known.get(field.name);
      return old
        ? fieldChange(name, old, field)
        : [detail(`fields.${field.name}`, `${name}: the field ${field.name} (${field.type}) is new.`)];
    }),
  ];
}

const parameterKey = (parameter: Parameter): string => `${parameter.in} ${parameter.name}`;

const PLACES: Readonly<Record<Parameter['in'], string>> = {
  path: 'path parameter',
  query: 'query parameter',
  header: 'header',
  cookie: 'cookie',
  body: 'body property',
};

function parameterChange(name: string, before: Parameter, after: Parameter): readonly ChangeDetail[] {
  const at = `params.${after.name}`;
  const what = `the ${PLACES[after.in]} ${after.name}`;
  const found: ChangeDetail[] = [];
  if (before.type !== after.type) {
    found.push(detail(at, `${name}: ${what} is ${after.type} instead of ${before.type}.`, true));
  }
  if (before.required !== after.required) {
    found.push(
      detail(at, `${name}: ${what} is ${after.required ? 'required now' : 'no longer required'}.`, after.required),
    );
  }
  const rest = (['format', 'default', 'enum', 'style', 'explode'] as const).filter(
    (field) => !isDeepStrictEqual(before[field], after[field]),
  );
  if (rest.length > 0) {
    const change = rest.map((field) => `${field} from ${shown(before[field])} to ${shown(after[field])}`);
    found.push(detail(at, `${name}: ${what} changed its ${listed(change)}.`));
  }
  if (before.description !== after.description) {
    found.push(detail(at, `${name}: the description of ${what} changed.`));
  }
  return found;
}

/** Parameters that were added, removed or changed; a removed one and a new required one are breaking. */
export function parameterChanges(
  name: string,
  before: readonly Parameter[],
  after: readonly Parameter[],
): readonly ChangeDetail[] {
  const known = new Map(before.map((parameter) => [parameterKey(parameter), parameter]));
  const now = new Set(after.map(parameterKey));
  return [
    ...before
      .filter((one) => !now.has(parameterKey(one)))
      .map((one) => detail(`params.${one.name}`, `${name}: the ${PLACES[one.in]} ${one.name} is gone.`, true)),
    ...after.flatMap((one) => {
      const old = known.get(parameterKey(one));
      if (old) return parameterChange(name, old, one);
      const text = `${name}: the ${one.required ? 'required ' : ''}${PLACES[one.in]} ${one.name} is new.`;
      return [detail(`params.${one.name}`, text, one.required && one.default === undefined)];
    }),
  ];
}
