import type { Manifest } from '../../shared/connector/manifest.ts';
import type { ImportReport } from '../../shared/import/report.ts';
import { matchOperations, type Operated } from './match.ts';
import { commandsOf } from './renames.ts';

/** New names by the things that get them; every other name stays unless it is taken. */
function namesFor<T extends Operated>(
  items: readonly T[],
  wanted: ReadonlyMap<T, string>,
  numbered: (name: string, n: number) => string,
): ReadonlyMap<T, string> {
  const taken = new Set(wanted.values());
  const given = new Map(wanted);
  // A name that a matched thing left is free for the one that took its place.
  const left = new Map([...wanted].map(([item, name]) => [name, item.name]));
  for (const item of items) {
    if (given.has(item)) continue;
    const candidates = [item.name, left.get(item.name)].filter((name) => name !== undefined);
    let name = candidates.find((one) => !taken.has(one));
    for (let n = 2; name === undefined; n++) {
      const next = numbered(item.name, n);
      if (!taken.has(next)) name = next;
    }
    taken.add(name);
    given.set(item, name);
  }
  return given;
}

const underscored = (name: string, n: number): string => `${name}_${n}`;
const suffixed = (name: string, n: number): string => `${name}${n}`;

/** The report under these names; what refers to an entity by its name follows. */
function renamedReport(
  report: ImportReport,
  entityNames: ReadonlyMap<ImportReport['entities'][number], string>,
  commandNames: ReadonlyMap<ImportReport['commands'][number], string>,
): ImportReport {
  const byOld = new Map([...entityNames].map(([entity, name]) => [entity.name, name]));
  const named = (name: string): string => byOld.get(name) ?? name;
  return {
    ...report,
    entities: report.entities.map((entity) => ({
      ...entity,
      name: entityNames.get(entity) ?? entity.name,
      ...(entity.parent ? { parent: { ...entity.parent, entity: named(entity.parent.entity) } } : {}),
      fields: entity.fields.map((field) =>
        field.relation ? { ...field, relation: { ...field.relation, entity: named(field.relation.entity) } } : field,
      ),
    })),
    commands: report.commands.map((command) => ({ ...command, name: commandNames.get(command) ?? command.name })),
  };
}

/** Things with a name to keep, as far as they state their operation. */
export interface KnownNames {
  readonly entities: readonly Operated[];
  readonly commands: readonly Operated[];
}

const hasOperation = (item: { readonly name: string; readonly operation: string | undefined }): item is Operated =>
  item.operation !== undefined;

/** Names and operations of a manifest. */
export const knownNames = (manifest: Manifest): KnownNames => ({
  entities: manifest.entities,
  commands: commandsOf(manifest).filter(hasOperation),
});

const kept = <T extends Operated>(known: readonly Operated[], items: readonly T[]): ReadonlyMap<T, string> => {
  const matched = matchOperations<Operated>(known, items).pairs;
  return new Map(
    items.flatMap((item) => {
      const name = matched.get(item)?.name;
      return name === undefined ? [] : [[item, name] as const];
    }),
  );
};

/** The report with what is known under its known name: a table keeps its name whatever the description would call it today. */
export function alignNames(report: ImportReport, known: KnownNames): ImportReport {
  return renamedReport(
    report,
    namesFor(report.entities, kept(known.entities, report.entities), underscored),
    namesFor(report.commands, kept(known.commands, report.commands), suffixed),
  );
}
