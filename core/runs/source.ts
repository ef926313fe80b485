import type { ConnectorFile } from '../../shared/connector/files.ts';
import type { Manifest } from '../../shared/connector/manifest.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { RunRequest } from '../../shared/run/run.ts';
import { parseManifest } from '../package/manifest.ts';
import type { RunData } from '../workspace/types.ts';

/** What a run executes: the saved files with what stands unsaved laid over them. */
export interface RunSource {
  readonly files: readonly ConnectorFile[];
  readonly manifest: Manifest;
  /** null where unsaved files ran. */
  readonly revision: number | null;
}

/** Reads a connector's files for a run. Fails with `unknown_connector`, `bad_manifest` and the like. */
export function readSource(workspace: RunData, request: RunRequest): Result<RunSource> {
  const saved = workspace.connectors.files(request.connector);
  if (!saved.ok) return saved;
  const texts = new Map(saved.value.files.map((file) => [file.path, file.text]));
  const changed = (request.unsaved ?? []).filter((file) => texts.get(file.path) !== file.text);
  for (const file of changed) texts.set(file.path, file.text);
  const text = texts.get('connector.json');
  if (text === undefined) return fail('input', 'bad_manifest', `${request.connector} has no connector.json; add it.`);
  const manifest = parseManifest(text);
  if (!manifest.ok) return manifest;
  const files = [...texts].map(([path, content]) => ({ path, text: content }));
  return ok({ files, manifest: manifest.value, revision: changed.length > 0 ? null : saved.value.revision });
}
