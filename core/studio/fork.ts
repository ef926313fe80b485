import type { ConnectorFile } from '../../shared/connector/files.ts';
import type { Origin } from '../../shared/contract/gallery.ts';
import { withMembers } from '../../shared/json/members.ts';
import { ok, type Result } from '../../shared/result.ts';
import { getListing } from '../publish/index.ts';
import { checkTypeScript } from '../sandbox/index.ts';
import type { StoredOrigin } from '../workspace/types.ts';
import type { StudioData } from './index.ts';
import { readListed } from './listed.ts';
import { asTenant } from './tenants.ts';

/** What is taken from the catalogue, as it was looked at. */
export interface ForkOptions {
  readonly tenant: string;
  readonly listing: string;
  readonly version: string;
  /** `sha256:` and 64 hex digits; the one of now where absent. */
  readonly digest?: string | undefined;
  /** Id in the workspace; the publisher's where absent. */
  readonly as?: string | undefined;
}

/** The same files under an id of this workspace. */
export const withId = (files: readonly ConnectorFile[], id: string): readonly ConnectorFile[] =>
  files.map((file) =>
    file.path === 'connector.json'
      ? { ...file, text: withMembers(file.text, new Map([['id', id]]), []) ?? file.text }
      : file,
  );

/** Notes where a connector came from. */
export const originOf = (
  connector: string,
  marketplace: string,
  { listing, version, digest }: Pick<Origin, 'listing' | 'version' | 'digest'>,
  archive: Uint8Array,
): StoredOrigin => ({ connector, marketplace, listing, version, digest, at: new Date().toISOString(), archive });

/**
 * Adds a version of a listing to the workspace, which remembers where it came from; runs nothing (A31). Fails with
 * `changed_since` where the version has another digest by now, `bad_answer`, `id_taken`, and as an opened archive does.
 */
export const forkListing = (
  studio: StudioData,
  options: ForkOptions,
): Promise<Result<{ readonly connector: string; readonly revision: number }>> =>
  asTenant(studio, options.tenant, async (access) => {
    const { listing, version, digest } = options;
    const detail = await getListing({ ...access, listing });
    if (!detail.ok) return detail;
    const listed = await readListed(access, detail.value, version, digest);
    if (!listed.ok) return listed;
    const { manifest, files, archive, version: stated } = listed.value;
    const runnable = await checkTypeScript(files);
    if (!runnable.ok) return runnable;
    const own = options.as === undefined || options.as === manifest.id ? files : withId(files, options.as);
    const created = studio.workspace.connectors.create(own, `Taken from ${listing} ${version}`);
    if (!created.ok) return created;
    const { id, revision } = created.value;
    const { marketplace } = access.tenant;
    studio.workspace.origins.set(originOf(id, marketplace, { listing, version, digest: stated.digest }, archive));
    return ok({ connector: id, revision });
  });

/** Where a connector came from; null where it was made here. */
export function connectorOrigin(studio: Pick<StudioData, 'workspace'>, connector: string): Origin | null {
  const stored = studio.workspace.origins.get(connector);
  if (!stored) return null;
  const { marketplace, listing, version, digest, at } = stored;
  return { marketplace, listing, version, digest, at };
}
