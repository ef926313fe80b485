import type { ConnectorFile } from '../../shared/connector/files.ts';
import type { ArchiveContent } from '../../shared/contract/archives.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { archiveDigest, parseManifest, unpackConnector } from '../package/index.ts';
import { checkTypeScript } from '../sandbox/index.ts';
import type { StudioData } from './index.ts';
import { openFiles } from './open.ts';

/** Paths whose text differs between two sets of files, also those that only one of them has. */
function differing(before: readonly ConnectorFile[], after: readonly ConnectorFile[]): string[] {
  const texts = new Map(before.map(({ path, text }) => [path, text]));
  const changed = after.filter(({ path, text }) => texts.get(path) !== text).map(({ path }) => path);
  const gone = before.filter(({ path }) => !after.some((file) => file.path === path)).map(({ path }) => path);
  return [...changed, ...gone].sort();
}

/** Checks an archive and says what is in it, and what opening it would change. Failures are those of `unpackConnector`. */
export async function inspectArchive(studio: StudioData, archive: Uint8Array): Promise<Result<ArchiveContent>> {
  const files = await unpackConnector(archive);
  if (!files.ok) return files;
  const text = files.value.find(({ path }) => path === 'connector.json')?.text;
  if (text === undefined)
    return fail('input', 'no_manifest', 'The archive has no connector.json: it is not a connector. Get it again.');
  const manifest = parseManifest(text);
  if (!manifest.ok) return manifest;
  const { id, name, version, description, entities, commands, hosts } = manifest.value;
  const known = studio.workspace.connectors.get(id);
  const stored = studio.workspace.connectors.files(id);
  return ok({
    id,
    name,
    version,
    description,
    digest: archiveDigest(archive),
    entities: entities.length,
    commands: Object.keys(commands).length,
    hosts: [...hosts],
    paths: files.value.map(({ path }) => path).sort(),
    existing:
      known.ok && stored.ok
        ? {
            revision: stored.value.revision,
            name: known.value.name,
            changed: differing(stored.value.files, files.value),
          }
        : null,
  });
}

/**
 * Opens an archive as a connector; runs nothing. `baseRevision` is the revision that the user agreed to replace, null
 * where they were told that there is none: `id_taken` and `stale_revision` where that is no longer so.
 */
export async function openArchive(
  studio: StudioData,
  archive: Uint8Array,
  { fileName, baseRevision }: { readonly fileName: string; readonly baseRevision: number | null },
): Promise<Result<{ readonly id: string; readonly revision: number; readonly changed: boolean }>> {
  const files = await unpackConnector(archive);
  if (!files.ok) return files;
  const runnable = await checkTypeScript(files.value);
  if (!runnable.ok) return runnable;
  const opened = openFiles(studio, files.value, `Opened from ${fileName.slice(0, 200)}`, { baseRevision });
  if (!opened.ok) return opened;
  const { id, revision, changed } = opened.value;
  return ok({ id, revision, changed });
}
