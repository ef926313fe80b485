import type { Manifest } from '../../shared/connector/manifest.ts';
import type { ImportReport } from '../../shared/import/report.ts';
import type { Reviewed } from '../../shared/import/reviewed.ts';
import { alignNames, type KnownNames, knownNames } from './align.ts';
import { Conflicts } from './conflicts.ts';
import { withReviewed } from './reviewed.ts';

/** The reports of a merge under the names that the connector was generated with. */
export interface Models {
  /** What the older description says, with what was proven. */
  readonly before: ImportReport;
  /** What the newer one says by itself. */
  readonly described: ImportReport;
  /** What is to be generated: with what was proven and is still so. */
  readonly after: ImportReport;
  /** Everything that was generated or could have been, whether the older description shows it today or not. */
  readonly known: KnownNames;
}

/** What the models are made of. */
export interface ModelInput {
  readonly base: { readonly reviewed: readonly Reviewed[] };
  readonly before: ImportReport;
  readonly described: ImportReport;
  readonly wanted?: ImportReport;
}

/** A report of the description that a connector was generated from, under its names and with what was proven. */
export function reportOf(base: Manifest, described: ImportReport, reviewed: readonly Reviewed[]): ImportReport {
  const aligned = alignNames(described, knownNames(base));
  return withReviewed(aligned, aligned, reviewed, new Conflicts({ items: {} }));
}

/** Brings the reports under common names; a proven value that the newer description contradicts is a conflict. */
export function modelsOf(input: ModelInput, base: Manifest, conflicts: Conflicts): Models {
  const plain = alignNames(input.before, knownNames(base));
  const before = reportOf(base, input.before, input.base.reviewed);
  const generated = knownNames(base);
  const join = <T extends { readonly name: string }>(found: readonly T[], more: readonly T[]): readonly T[] => {
    const names = new Set(found.map((one) => one.name));
    return [...found, ...more.filter((one) => !names.has(one.name))];
  };
  // What a reader of today no longer finds in the older description was generated all the same.
  const known = {
    entities: join<KnownNames['entities'][number]>(before.entities, generated.entities),
    commands: join<KnownNames['commands'][number]>(before.commands, generated.commands),
  };
  const described = alignNames(input.described, known);
  const after = input.wanted
    ? alignNames(input.wanted, known)
    : withReviewed(described, plain, input.base.reviewed, conflicts);
  return { before, described, after, known };
}
