import { checkConnector, unpackConnector } from '../core/package/index.ts';
import type { Manifest } from '../shared/connector/manifest.ts';
import { packageLimits } from '../shared/limits.ts';
import type { Archives } from './archives.ts';
import type { Step, Store } from './database/index.ts';
import { describedBy, searchable } from './described.ts';
import { likenessOf } from './likeness.ts';
import { namesOf } from './objects.ts';
import { putCapabilities } from './publish.ts';

/** The manifest in an archive; undefined where it is lost or would not be taken today. */
async function manifestIn(archives: Archives, digest: string): Promise<Manifest | undefined> {
  const archive = await archives.read(digest);
  const files = archive && (await unpackConnector(archive));
  if (!files?.ok) return undefined;
  const manifest = checkConnector(files.value, { files: packageLimits.entries, fileBytes: packageLimits.entryBytes });
  return manifest.ok ? manifest.value : undefined;
}

async function describe(step: Step, id: string, manifest: Manifest | undefined): Promise<void> {
  const listing = await step.selectFrom('listings').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
  const { name, description, category } = listing;
  const capabilities = namesOf(listing.capabilities);
  const described =
    manifest === undefined
      ? {
          words: searchable([id.slice('cn-'.length), name, description, category, ...capabilities].join(' ')),
          likeness: likenessOf(name),
          id_likeness: likenessOf(id.slice('cn-'.length)),
        }
      : describedBy(manifest);
  await step.updateTable('listings').set(described).where('id', '=', id).execute();
  await putCapabilities(
    step,
    listing.seq,
    manifest === undefined ? capabilities : namesOf(describedBy(manifest).capabilities),
  );
}

/**
 * Gives the listings of an older server what searches look through, and their versions their manifests: from the archives,
 * or, where one is lost, from what the listing says of itself.
 */
export async function describeOlder({ db, transact }: Store, archives: Archives): Promise<void> {
  const older = await db.selectFrom('listings').select(['id', 'latest_version']).where('words', '=', '').execute();
  for (const { id, latest_version } of older) {
    const versions = await db.selectFrom('versions').select(['version', 'digest']).where('listing', '=', id).execute();
    const manifests = new Map<string, Manifest>();
    for (const { version, digest } of versions) {
      const manifest = await manifestIn(archives, digest);
      if (manifest) manifests.set(version, manifest);
    }
    await transact(`listing ${id}`, async (step) => {
      for (const [version, manifest] of manifests)
        await step
          .updateTable('versions')
          .set({ manifest_json: JSON.stringify(manifest) })
          .where('listing', '=', id)
          .where('version', '=', version)
          .where('manifest_json', '=', '')
          .execute();
      await describe(step, id, manifests.get(latest_version));
    });
  }
}
