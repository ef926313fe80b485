import { parseManifest, unpackConnector } from '../../core/package/index.ts';
import type { ConnectorFile } from '../../shared/connector/files.ts';
import type { Manifest } from '../../shared/connector/manifest.ts';
import type { Market } from '../market.ts';

/** A version of a listing, unpacked. */
export interface Published {
  readonly files: readonly ConnectorFile[];
  readonly manifest: Manifest;
  readonly deprecated: string | null;
}

/** Reads a version; undefined where there is none. What was published was checked, so a fault of it is a bug. */
export async function readPublished(
  { store, archives }: Pick<Market, 'store' | 'archives'>,
  listing: string,
  version: string,
): Promise<Published | undefined> {
  const row = await store.db
    .selectFrom('versions')
    .select(['digest', 'deprecated'])
    .where('listing', '=', listing)
    .where('version', '=', version)
    .executeTakeFirst();
  const archive = row && (await archives.read(row.digest));
  if (!archive) return undefined;
  const files = await unpackConnector(archive);
  if (!files.ok) throw new Error(`${listing} ${version}: ${files.error.message}`);
  const manifest = parseManifest(files.value.find(({ path }) => path === 'connector.json')?.text ?? '');
  if (!manifest.ok) throw new Error(`${listing} ${version}: ${manifest.error.message}`);
  return { files: files.value, manifest: manifest.value, deprecated: row.deprecated };
}
