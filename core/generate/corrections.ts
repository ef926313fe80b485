import type { Correction, Evidence, ImportChoices, ImportReport, ReportEntity } from '../../shared/import/report.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { singularName, titleCase } from '../infer/words.ts';

const ownValue = <T>(record: Readonly<Record<string, T>>, key: string): T | undefined =>
  Object.hasOwn(record, key) ? record[key] : undefined;

/** The new names by the old ones. Input failure `name_taken`, also where two tables swap into one name. */
function newNames(found: ImportReport, corrections: Readonly<Record<string, Correction>>): Result<Map<string, string>> {
  const names = new Map(
    found.entities.map((entity) => [entity.name, ownValue(corrections, entity.name)?.name ?? entity.name]),
  );
  const users = new Map<string, string>();
  for (const entity of found.entities) {
    const name = names.get(entity.name) ?? entity.name;
    const other = users.get(name);
    if (other !== undefined) {
      return fail(
        'input',
        'name_taken',
        `Two tables would be called ${JSON.stringify(name)}: those of ${other} and ${entity.operation}. Give one of them another name.`,
        { name },
      );
    }
    users.set(name, entity.operation);
  }
  return ok(names);
}

const byUser = (field: string): Evidence => ({ field, rule: 'set-by-user', pointer: '#', confidence: 1 });

/** The entity with what the user set, which is then its own evidence. */
function corrected(entity: ReportEntity, correction: Correction): ReportEntity {
  const { name: _name, incremental, parent, ...values } = correction;
  const { incremental: foundIncremental, parent: foundParent, ...rest } = entity;
  const kept = {
    incremental: incremental === undefined ? foundIncremental : incremental,
    parent: parent === undefined ? foundParent : parent,
  };
  const set = Object.entries(correction)
    .filter(([field, value]) => field !== 'name' && value !== undefined)
    .map(([field]) => field);
  const { pagination = entity.pagination } = values;
  // A parameter that turns the page is no filter as well.
  const paging = pagination.in === 'body' ? [] : Object.values(pagination.params ?? {});
  return {
    ...rest,
    ...(values.records === undefined ? {} : { records: values.records }),
    ...(values.primaryKey === undefined ? {} : { primaryKey: values.primaryKey }),
    pagination,
    params:
      values.pagination === undefined
        ? entity.params
        : entity.params.filter((one) => one.in !== 'query' || !paging.includes(one.name)),
    ...(kept.incremental ? { incremental: kept.incremental } : {}),
    ...(kept.parent ? { parent: kept.parent } : {}),
    evidence: [...entity.evidence.filter((one) => !set.includes(one.field)), ...set.map(byUser)],
  };
}

/** The entity under its new name, and with the new names of the tables that it refers to. */
function renamed(entity: ReportEntity, names: ReadonlyMap<string, string>): ReportEntity {
  const nameOf = (name: string): string => names.get(name) ?? name;
  const name = nameOf(entity.name);
  return {
    ...entity,
    name,
    title: name === entity.name ? entity.title : titleCase(singularName(name)) || name,
    ...(entity.parent ? { parent: { ...entity.parent, entity: nameOf(entity.parent.entity) } } : {}),
    fields: entity.fields.map((field) =>
      field.relation ? { ...field, relation: { ...field.relation, entity: nameOf(field.relation.entity) } } : field,
    ),
  };
}

/** Without the authentications that are not offered; an operation that took only those takes the ones that are. */
function withAuth<T extends { readonly auth?: string[] | undefined }>(one: T, offered: ReadonlySet<string>): T {
  if (one.auth === undefined || one.auth.length === 0) return one;
  const left = one.auth.filter((id) => offered.has(id));
  if (left.length > 0) return { ...one, auth: left };
  const { auth: _auth, ...rest } = one;
  // Without an optional property it is of the same type.
  return rest as T;
}

/**
 * The report as the user corrected it: the same entities and commands in the same order. Input failures: `unknown_auth`,
 * `unknown_parent`, `name_taken`.
 */
export function correctReport(found: ImportReport, choices: ImportChoices): Result<ImportReport> {
  const { corrections = {}, auth } = choices;
  const unknown = auth?.find((id) => !found.auth.some((one) => one.id === id));
  if (unknown !== undefined) {
    const known = found.auth.map((one) => one.id).join(', ') || 'none';
    return fail(
      'input',
      'unknown_auth',
      `The description has no authentication ${JSON.stringify(unknown.slice(0, 100))}; it has: ${known}.`,
    );
  }
  const names = newNames(found, corrections);
  if (!names.ok) return names;
  const entities: ReportEntity[] = [];
  for (const entity of found.entities) {
    const correction = ownValue(corrections, entity.name) ?? {};
    const parent = correction.parent?.entity;
    if (parent !== undefined && (parent === entity.name || !names.value.has(parent))) {
      const what = parent === entity.name ? 'itself' : `${JSON.stringify(parent.slice(0, 100))}, which is not there`;
      return fail('input', 'unknown_parent', `${entity.name} cannot be read through ${what}; choose another table.`);
    }
    entities.push(renamed(corrected(entity, correction), names.value));
  }
  if (auth === undefined) return ok({ ...found, entities });
  const offered = new Set(auth);
  return ok({
    ...found,
    auth: found.auth.filter((one) => offered.has(one.id)),
    entities: entities.map((entity) => withAuth(entity, offered)),
    commands: found.commands.map((command) => withAuth(command, offered)),
  });
}
