import { fail, ok, type Result } from '../../shared/result.ts';
import type { StudioData } from './index.ts';

/** The text of connector.json with another id; what else stands there stays, known or not. */
function withId(text: string, id: string): Result<string> {
  try {
    const manifest: unknown = JSON.parse(text);
    if (typeof manifest === 'object' && manifest !== null && !Array.isArray(manifest))
      return ok(`${JSON.stringify({ ...manifest, id }, null, 2)}\n`);
  } catch {
    // Said below.
  }
  return fail('input', 'bad_manifest', 'connector.json is not a JSON object: mend it, then duplicate the connector.');
}

/**
 * Makes a copy of a connector's newest files under another id. What was generated last goes along, so that the copy can be
 * merged with a newer description too. Fails with `unknown_connector`, `bad_manifest`, `id_taken`.
 */
export function duplicateConnector(
  studio: Pick<StudioData, 'workspace'>,
  id: string,
  as: string,
): Result<{ readonly id: string; readonly revision: number }> {
  const { connectors } = studio.workspace;
  const found = connectors.files(id);
  if (!found.ok) return found;
  const manifest = withId(found.value.files.find((file) => file.path === 'connector.json')?.text ?? '', as);
  if (!manifest.ok) return manifest;
  const files = found.value.files.map((file) =>
    file.path === 'connector.json' ? { ...file, text: manifest.value } : file,
  );
  const generated = connectors.generated(id, found.value.revision);
  if (!generated.ok) return generated;
  return connectors.create(files, `Copied from ${id}`, generated.value);
}
