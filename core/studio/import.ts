import { connectorId, toConnectorId } from '../../shared/connector/names.ts';
import type { ImportChoices, ImportReport } from '../../shared/import/report.ts';
import type { Reviewed } from '../../shared/import/reviewed.ts';
import { fail, type Result } from '../../shared/result.ts';
import { correctReport, generateConnector } from '../generate/index.ts';
import { alignNames } from '../reimport/align.ts';
import { reviewedValues } from '../reimport/reviewed.ts';
import type { StudioData } from './index.ts';

/** A description as it was given: kept in the connector for a later re-import. */
export interface Description {
  readonly fileName: string;
  readonly text: string;
  /** Path of a file that the user named: then the files it refers to in its folder are read too. */
  readonly path?: string;
  /** Texts that came with it, by name, where the description is one of several files. */
  readonly files?: Readonly<Record<string, string>> | undefined;
}

/** What the user set in the review, so that a newer description does not take it back as long as it says nothing new. */
function reviewedOf(report: ImportReport, choices: ImportChoices): readonly Reviewed[] {
  const corrected = correctReport(report, choices);
  return corrected.ok ? reviewedValues(alignNames(report, corrected.value), corrected.value) : [];
}

/**
 * Generates a connector from a report and the user's choices and saves it. Input failures: `bad_id`, `id_taken`,
 * `unknown_entity`, `unknown_command`.
 */
export function createFromReport(
  studio: StudioData,
  report: ImportReport,
  choices: ImportChoices,
  description: Description,
): Result<{ readonly id: string; readonly revision: number }> {
  const id = connectorId.safeParse(choices.id);
  if (!id.success) {
    return fail(
      'input',
      'bad_id',
      `${JSON.stringify(choices.id)} cannot be the id of a connector: ${id.error.issues[0]?.message ?? 'it is not kebab-case'}; try ${toConnectorId(choices.id)}.`,
    );
  }
  const files = generateConnector(report, choices, description);
  if (!files.ok) return files;
  const generated = { files: files.value, reviewed: reviewedOf(report, choices) };
  return studio.workspace.connectors.create(files.value, `Imported from ${description.fileName}`, generated);
}

/** An id that is still free in this workspace, made from the title of a description. */
export function suggestId(studio: StudioData, title: string): string {
  const taken = new Set(studio.workspace.connectors.list().data.map((connector) => connector.id));
  const base = toConnectorId(title).slice(0, 58).replace(/-+$/, '');
  for (let n = 1; ; n++) {
    const id = n === 1 ? base : `${base}-${n}`;
    if (!taken.has(id)) return id;
  }
}
