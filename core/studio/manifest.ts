import type { Manifest } from '../../shared/connector/manifest.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { StudioData } from './index.ts';

/** The manifest of a connector's newest revision; fails with `unknown_connector` or `bad_manifest`. */
export function readManifest(studio: Pick<StudioData, 'workspace'>, id: string): Result<Manifest> {
  const detail = studio.workspace.connectors.get(id);
  if (!detail.ok) return detail;
  if (detail.value.manifest) return ok(detail.value.manifest);
  return fail(
    'input',
    'bad_manifest',
    detail.value.problem ?? `connector.json of ${id} cannot be read; open it in the editor and mend it.`,
  );
}

/** A manifest as it is written into connector.json. */
export const manifestText = (manifest: Manifest): string => `${JSON.stringify(manifest, null, 2)}\n`;
