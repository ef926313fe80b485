import type { ImportChoices, ImportReport, ReportCommand, ReportEntity } from '../../shared/import/report.ts';
import { fail, ok, type Result } from '../../shared/result.ts';

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

/** What the user chose, in the order of the report. Input failures: `unknown_entity`, `unknown_command`. */
export function readChoices(
  report: ImportReport,
  choices: ImportChoices,
): Result<{ readonly entities: readonly ReportEntity[]; readonly commands: readonly ReportCommand[] }> {
  const entities = pick('entity', report.entities, choices.entities);
  if (!entities.ok) return entities;
  const commands = pick('command', report.commands, choices.commands);
  if (!commands.ok) return commands;
  return ok({ entities: entities.value, commands: commands.value });
}
