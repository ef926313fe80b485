import { stat } from 'node:fs/promises';
import type { ConnectorFile } from '../../shared/connector/files.ts';
import { connectorId, semver } from '../../shared/connector/names.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { ConnectorState } from '../../shared/versions/index.ts';
import { parseManifest, readConnectorArchive, readConnectorFolder } from '../package/index.ts';
import type { StudioData } from './index.ts';
import { publishedVersion } from './published.ts';

/** A state of a connector, and what a person calls it. */
export interface NamedState extends ConnectorState {
  readonly name: string;
}

/** The state that a set of files is. Input failures: `no_manifest`, `bad_manifest`, `newer_format`. */
export function stateOf(files: readonly ConnectorFile[]): Result<ConnectorState> {
  const text = files.find(({ path }) => path === 'connector.json')?.text;
  if (text === undefined) {
    return fail('input', 'no_manifest', 'There is no connector.json: this is not a connector. Choose another.');
  }
  const manifest = parseManifest(text);
  return manifest.ok ? ok({ manifest: manifest.value, files }) : manifest;
}

const withName = (name: string, files: Result<readonly ConnectorFile[]>): Result<NamedState> => {
  const state = files.ok ? stateOf(files.value) : files;
  return state.ok ? ok({ ...state.value, name }) : state;
};

/** A revision of a connector of the workspace, the newest where none is named. */
export function revisionState(
  studio: Pick<StudioData, 'workspace'>,
  id: string,
  revision?: number,
): Result<NamedState & { readonly revision: number }> {
  const stored = studio.workspace.connectors.files(id, revision);
  if (!stored.ok) return stored;
  const state = stateOf(stored.value.files);
  if (!state.ok) return state;
  const number = stored.value.revision;
  return ok({ ...state.value, revision: number, name: `${id} revision ${number}` });
}

/** A revision (`3`) or a published version (`1.2.0`) of a connector. */
async function stateAt(studio: StudioData, id: string, at: string): Promise<Result<NamedState>> {
  if (/^\d{1,9}$/.test(at)) return revisionState(studio, id, Number(at));
  if (semver.safeParse(at).success) return withName(`${id} ${at}`, await publishedVersion(studio, id, at));
  return fail(
    'input',
    'bad_state',
    `${JSON.stringify(at.slice(0, 80))} is neither a revision such as 3 nor a version such as 1.2.0: name one of them.`,
  );
}

const isFolder = (name: string): Promise<boolean> =>
  stat(name).then(
    (stats) => stats.isDirectory(),
    () => false,
  );

/**
 * The state that a person names: `FILE.connector`, a folder, `ID` (its newest revision), `ID@3` (a revision), `ID@1.2.0`
 * (a version that was published). With `of`, `3` and `1.2.0` alone are states of that connector. Input failures: `bad_state`,
 * `unknown_connector`, `unknown_revision`, `unknown_version`, and those of reading an archive or a folder.
 */
export async function readState(studio: StudioData, text: string, of?: string): Promise<Result<NamedState>> {
  if (text.endsWith('.connector')) return withName(text, await readConnectorArchive(text));
  const [id = '', at] = text.split('@', 2);
  const isId = connectorId.safeParse(id).success;
  const known = isId && studio.workspace.connectors.get(id).ok;
  if (at !== undefined && isId) return stateAt(studio, id, at);
  if (of !== undefined && !known && /^\d/.test(text)) return stateAt(studio, of, text);
  if (known) return revisionState(studio, id);
  if (await isFolder(text)) return withName(text, await readConnectorFolder(text));
  if (isId) return revisionState(studio, id);
  return fail(
    'input',
    'bad_state',
    `${JSON.stringify(text.slice(0, 200))} is no connector: name a .connector archive, a folder, or an id such as crm, crm@3 or crm@1.2.0.`,
  );
}
