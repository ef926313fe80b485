import type { Entity, Field } from '../connector/manifest.ts';
import { type Change, change, type Level } from './change.ts';
import { differingKeys, isSame, listDifference, named } from './compare.ts';

/** Values of a field: of a table that is read, more values are as much news as fewer. */
function choiceChange(path: string, what: string, before: Field, after: Field): readonly Change[] {
  if (isSame(before.enum, after.enum)) return [];
  const { added } = listDifference(before.enum ?? [], after.enum ?? []);
  return before.enum !== undefined && added.length > 0
    ? [change('field.changed', path, 'minor', `${what} may also be ${named(added)}.`)]
    : [change('field.changed', path, 'patch', `The values of ${what} are described anew.`)];
}

function relationChange(path: string, what: string, before: Field, after: Field): readonly Change[] {
  if (isSame(before.relation, after.relation)) return [];
  const to = after.relation === undefined ? '' : `${after.relation.entity}.${after.relation.field}`;
  if (before.relation === undefined) return [change('field.changed', path, 'minor', `${what} points at ${to}.`)];
  const sentence = to === '' ? `${what} no longer points at a table.` : `${what} points at ${to} now.`;
  return [change('field.changed', path, 'major', sentence)];
}

function fieldChange(path: string, what: string, before: Field, after: Field): readonly Change[] {
  const changed = (level: Level, sentence: string): Change => change('field.changed', path, level, sentence);
  return [
    ...(before.type === after.type
      ? []
      : before.type === 'unknown'
        ? [changed('minor', `${what} is known to be of type ${after.type}.`)]
        : [changed('major', `${what} is of type ${after.type}, not ${before.type}.`)]),
    ...(before.nullable === after.nullable
      ? []
      : after.nullable
        ? [changed('major', `${what} may be null now.`)]
        : [changed('patch', `${what} is never null now.`)]),
    ...((before.file === true) === (after.file === true)
      ? []
      : [
          changed(
            'major',
            `${what} ${after.file ? 'holds the address of a file now' : 'is no address of a file now'}.`,
          ),
        ]),
    ...choiceChange(path, what, before, after),
    ...relationChange(path, what, before, after),
    ...differingKeys(before, after, ['name', 'type', 'nullable', 'file', 'enum', 'relation']).map((key) =>
      changed('patch', `The ${key} of ${what} is another.`),
    ),
  ];
}

const byName = <T extends { readonly name: string }>(all: readonly T[]): ReadonlyMap<string, T> =>
  new Map(all.map((one) => [one.name, one]));

function fieldChanges(entity: string, before: readonly Field[], after: readonly Field[]): readonly Change[] {
  const [old, now] = [byName(before), byName(after)];
  const { removed, added, kept } = listDifference([...old.keys()], [...now.keys()]);
  const pathOf = (field: string): string => `entities.${entity}.fields.${field}`;
  const changes = [
    ...removed.map((one) => change('field.removed', pathOf(one), 'major', `The field ${one} of ${entity} is gone.`)),
    ...added.map((one) => change('field.added', pathOf(one), 'minor', `The field ${one} of ${entity} is new.`)),
    ...kept.flatMap((one) => {
      const [was, is] = [old.get(one), now.get(one)];
      return was && is ? fieldChange(pathOf(one), `The field ${one} of ${entity}`, was, is) : [];
    }),
  ];
  if (changes.length > 0 || isSame(before, after)) return changes;
  return [change('field.changed', `entities.${entity}.fields`, 'patch', `The fields of ${entity} are listed anew.`)];
}

function keyChange({ name, primaryKey: before }: Entity, { primaryKey: after }: Entity): readonly Change[] {
  if (isSame(before, after)) return [];
  const path = `entities.${name}.primaryKey`;
  const { removed, added } = listDifference(before, after);
  if (removed.length === 0 && added.length === 0) {
    return [change('primaryKey.changed', path, 'patch', `The key of ${name} is listed in another order.`)];
  }
  const nothing = 'no field';
  return [
    change(
      'primaryKey.changed',
      path,
      'major',
      `Rows of ${name} are told apart by ${named(after) || nothing}, not by ${named(before) || nothing}.`,
    ),
  ];
}

function entityChange(before: Entity, after: Entity): readonly Change[] {
  const { name } = after;
  const isText = (key: string): boolean => key === 'title';
  return [
    ...keyChange(before, after),
    ...fieldChanges(name, before.fields, after.fields),
    ...differingKeys(before, after, ['name', 'primaryKey', 'fields']).map((key) =>
      change(
        isText(key) ? 'text.changed' : 'reading.changed',
        `entities.${name}.${key}`,
        'patch',
        isText(key) ? `${name} has another title.` : `${name} is read in another way: ${key}.`,
      ),
    ),
  ];
}

/** What changed of the tables, their fields and their keys. */
export function entityChanges(before: readonly Entity[], after: readonly Entity[]): readonly Change[] {
  const [old, now] = [byName(before), byName(after)];
  const { removed, added, kept } = listDifference([...old.keys()], [...now.keys()]);
  const changes = [
    ...removed.map((name) => change('entity.removed', `entities.${name}`, 'major', `The table ${name} is gone.`)),
    ...added.map((name) => change('entity.added', `entities.${name}`, 'minor', `The table ${name} is new.`)),
    ...kept.flatMap((name) => {
      const [was, is] = [old.get(name), now.get(name)];
      return was && is ? entityChange(was, is) : [];
    }),
  ];
  if (changes.length > 0 || isSame(before, after)) return changes;
  return [change('text.changed', 'entities', 'patch', 'The tables are listed anew.')];
}
