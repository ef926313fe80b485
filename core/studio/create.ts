import { connectorId, toConnectorId } from '../../shared/connector/names.ts';
import { fail, type Result } from '../../shared/result.ts';
import { blankFiles, type Language } from './blank-files.ts';
import type { StudioData } from './index.ts';

interface Blank {
  readonly id: string;
  readonly name: string;
  readonly language: Language;
}

/** Makes a connector without a description: one table of example rows and one command. Input failures: `bad_id`, `id_taken`, `bad_manifest`. */
export function createBlank(
  studio: Pick<StudioData, 'workspace'>,
  { id, name, language }: Blank,
): Result<{ readonly id: string; readonly revision: number }> {
  const checked = connectorId.safeParse(id);
  if (!checked.success) {
    const reason = checked.error.issues[0]?.message ?? 'it is not kebab-case';
    return fail(
      'input',
      'bad_id',
      `${JSON.stringify(id)} cannot be the id of a connector: ${reason}; try ${toConnectorId(id)}.`,
    );
  }
  return studio.workspace.connectors.create(blankFiles(id, name, language), 'New connector');
}
