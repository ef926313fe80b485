import type { ImportChoices, ImportReport, ReportCommand, ReportEntity } from '../../shared/import/report.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { correctReport } from './corrections.ts';

/** Names offered where a chosen one is not known. */
const MAX_NEAREST = 3;

/** Edits (insert, delete, replace) that turn one text into the other. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [i, left] of [...a].entries()) {
    const next = [i + 1];
    for (const [j, right] of [...b].entries()) {
      const replaced = (row[j] ?? 0) + (left === right ? 0 : 1);
      next.push(Math.min(replaced, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}

/** The known names that are most like an unknown one, the most alike first. */
export function nearest(name: string, known: readonly string[]): readonly string[] {
  const wanted = name.toLowerCase().slice(0, 100);
  const score = (one: string): number => {
    const other = one.toLowerCase().slice(0, 100);
    return other.includes(wanted) || wanted.includes(other) ? 0 : distance(wanted, other);
  };
  return known
    .map((one) => ({ one, score: score(one) }))
    .sort((a, b) => a.score - b.score || a.one.length - b.one.length)
    .slice(0, MAX_NEAREST)
    .map(({ one }) => one);
}

function pick<T extends { readonly name: string }>(
  kind: 'entity' | 'command',
  all: readonly T[],
  chosen: 'all' | readonly string[],
): Result<readonly T[]> {
  if (chosen === 'all') return ok(all);
  const byName = new Map(all.map((one) => [one.name, one]));
  const unknown = chosen.find((name) => !byName.has(name));
  if (unknown !== undefined) {
    const candidates = nearest(unknown, [...byName.keys()]);
    const remedy = candidates.length === 0 ? 'it has none' : `choose ${candidates.join(', ')} or another of its names`;
    return fail(
      'input',
      `unknown_${kind}`,
      `The description has no ${kind} ${JSON.stringify(unknown.slice(0, 100))}; ${remedy}.`,
      { name: unknown, candidates },
    );
  }
  const wanted = new Set(chosen);
  return ok(all.filter((one) => wanted.has(one.name)));
}

/** What the user chose: the report with the corrections in it, and the entities and commands of it to take, in its order. */
export interface Chosen {
  readonly report: ImportReport;
  readonly entities: readonly ReportEntity[];
  readonly commands: readonly ReportCommand[];
}

/**
 * What the user chose and corrected. Input failures: `unknown_entity`, `unknown_command` (with the nearest names) and those of
 * `correctReport`.
 */
export function readChoices(found: ImportReport, choices: ImportChoices): Result<Chosen> {
  const entities = pick('entity', found.entities, choices.entities);
  if (!entities.ok) return entities;
  const commands = pick('command', found.commands, choices.commands);
  if (!commands.ok) return commands;
  const known = pick('entity', found.entities, Object.keys(choices.corrections ?? {}));
  if (!known.ok) return known;
  const report = correctReport(found, choices);
  if (!report.ok) return report;
  // Corrections keep the order, so that an entity is known by its place whatever it is called now.
  const chosen = new Set(entities.value);
  const wanted = found.entities.map((entity) => chosen.has(entity));
  const names = new Set(commands.value.map((command) => command.name));
  return ok({
    report: report.value,
    entities: report.value.entities.filter((_, index) => wanted[index]),
    commands: report.value.commands.filter((command) => names.has(command.name)),
  });
}
