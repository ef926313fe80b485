import type { Entity } from '../../../shared/connector/manifest.ts';
import { asObject, type JsonObject, own } from '../../import/json.ts';
import { inResult, names, quoted, type Report } from './report.ts';
import type { RowAt, RowCheck, RowContext } from './rows.ts';
import { kindOf } from './value.ts';
import { type ValueRule, valueRule } from './value-rule.ts';

/** A declared field while its values are looked at. */
interface Column {
  readonly rule: ValueRule | undefined;
  /** False where the source says that every row has it. */
  readonly optional: boolean;
  readonly nullable: boolean;
  isSeen: boolean;
}

/** Every table has these; functions make them. */
const MADE: ReadonlySet<string> = new Set(['id', 'name']);
const ACTION = '__syncAction';

function columnsOf(entity: Entity | undefined, schema: JsonObject | undefined): Map<string, Column> {
  const columns = new Map<string, Column>();
  const manifest = new Map((entity?.fields ?? []).map((field) => [field.name, field]));
  const declared = schema ? Object.keys(schema) : [...MADE, ...manifest.keys()];
  for (const name of declared) {
    const field = manifest.get(name);
    const made = MADE.has(name);
    const type = schema && asObject(own(schema, name));
    columns.set(name, {
      rule: name === 'id' || (made && !type) ? undefined : valueRule(type, made ? undefined : field),
      optional: field?.nullable ?? true,
      nullable: made || (field?.nullable ?? true),
      isSeen: false,
    });
  }
  return columns;
}

/** The fields of rows against what is declared of them: by the schema where one is at hand, and by the manifest. */
export function fieldsCheck({ entity, schema, total, report }: RowContext): RowCheck {
  // Where nothing is declared there is nothing to hold rows against.
  if (!schema && (entity?.fields.length ?? 0) === 0) return {};
  const columns = columnsOf(entity, schema);
  const undeclared = new Map<string, RowAt>();
  let looked = 0;
  return {
    values: (at) => {
      if (own(at.row, ACTION) === 'REMOVE') return;
      looked++;
      for (const name of Object.keys(at.row)) {
        const column = columns.get(name);
        if (column) checkValue(name, column, at, report);
        else if (name !== ACTION && !undeclared.has(name)) undeclared.set(name, at);
      }
    },
    end: () => {
      if (looked > 0) sayUnseen(columns, entity, Math.min(looked, total), report);
      const [first] = undeclared;
      if (!first) return;
      report({
        code: 'field_undeclared',
        place: () => first[1].place(first[0]),
        message: () =>
          `Rows have fields that nothing declares, so no table shows them: ${names([...undeclared.keys()])}; add them to the schema, or leave them out.`,
        times: undeclared.size,
      });
    },
  };
}

function checkValue(name: string, column: Column, at: RowAt, report: Report): void {
  column.isSeen = true;
  const value = at.row[name];
  if (value === undefined) return;
  if (value === null) {
    if (column.nullable) return;
    report({
      code: 'field_null',
      about: name,
      place: () => at.place(name),
      message: () =>
        `The field ${quoted(name)} is null, though connector.json says that it never is; set nullable there.`,
    });
    return;
  }
  const misfit = column.rule?.(value);
  if (!misfit) return;
  report({
    code: misfit.code,
    about: name,
    place: () => at.place(name),
    message: () =>
      `The field ${quoted(name)} should be ${misfit.wants}, and is ${kindOf(value)}, ${quoted(value)}; convert it, or correct what is declared.`,
  });
}

function sayUnseen(
  columns: ReadonlyMap<string, Column>,
  entity: Entity | undefined,
  rows: number,
  report: Report,
): void {
  const unseen = [...columns].filter(([name, { isSeen }]) => !isSeen && name !== 'id' && name !== ACTION);
  const place = () => inResult('items');
  const inRows = `in ${rows === 1 ? 'the one row' : `${rows} rows`}${entity ? ` of ${quoted(entity.name)}` : ''}`;
  const never = unseen.filter(([, { optional }]) => !optional).map(([name]) => name);
  if (never.length > 0) {
    report({
      code: 'field_never_present',
      place,
      message: () =>
        `Fields that every row should have are nowhere ${inRows}: ${names(never)}; return them, or correct connector.json.`,
      times: never.length,
    });
  }
  const may = unseen.filter(([, { optional }]) => optional).map(([name]) => name);
  if (may.length > 0) {
    report({
      code: 'field_not_seen',
      place,
      message: () =>
        `Declared fields that were nowhere ${inRows}: ${names(may)}; that may be right, or their names may be wrong.`,
      times: may.length,
    });
  }
}
