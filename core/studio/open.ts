import type { ConnectorFile } from '../../shared/connector/files.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { parseManifest } from '../package/index.ts';
import type { StudioData } from './index.ts';

export interface Opened {
  readonly id: string;
  readonly revision: number;
  /** True where the workspace did not know it before. */
  readonly created: boolean;
  /** True where a revision was made. */
  readonly changed: boolean;
}

function idOf(files: readonly ConnectorFile[]): Result<string> {
  const text = files.find((file) => file.path === 'connector.json')?.text;
  if (text === undefined) {
    return fail(
      'input',
      'no_manifest',
      'There is no connector.json: this is not a connector. Choose a folder that studio export wrote, or a .connector archive.',
    );
  }
  const manifest = parseManifest(text);
  return manifest.ok ? ok(manifest.value.id) : manifest;
}

/**
 * Adds a connector from a full set of files; for a known id a new revision, if anything differs. Runs nothing. With
 * `baseRevision` it replaces that revision only (`stale_revision`), and with null it only adds (`id_taken`).
 */
export function openFiles(
  studio: StudioData,
  files: readonly ConnectorFile[],
  message: string,
  { baseRevision }: { readonly baseRevision?: number | null } = {},
): Result<Opened> {
  const id = idOf(files);
  if (!id.ok) return id;
  const known = studio.workspace.connectors.get(id.value).ok;
  if (known && baseRevision !== null) {
    const options = baseRevision === undefined ? {} : { baseRevision };
    const replaced = studio.workspace.connectors.replace(id.value, files, message, options);
    return replaced.ok ? ok({ id: id.value, created: false, ...replaced.value }) : replaced;
  }
  const created = studio.workspace.connectors.create(files, message);
  return created.ok ? ok({ ...created.value, created: true, changed: true }) : created;
}
