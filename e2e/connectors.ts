import { generateConnector } from '../core/generate/index.ts';
import { readDescription } from '../core/import/read.ts';
import { openWorkspace } from '../core/workspace/index.ts';
import type { ConnectorFile } from '../shared/connector/files.ts';
import type { Result } from '../shared/result.ts';

function orThrow<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

/** The files that an import of a description writes, with everything chosen. */
export async function generated(id: string, fileName: string, text: string): Promise<readonly ConnectorFile[]> {
  const report = orThrow(await readDescription({ fileName, text }));
  return orThrow(generateConnector(report, { id, entities: 'all', commands: 'all' }, { fileName, text }));
}

/** Puts connectors into a workspace that no studio has open yet. */
export function fillWorkspace(workspace: string, ...connectors: readonly (readonly ConnectorFile[])[]): void {
  const opened = orThrow(openWorkspace(workspace));
  for (const files of connectors) orThrow(opened.connectors.create(files, 'made by a test'));
  opened.close();
}
