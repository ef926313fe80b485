import { parseManifest } from '../../core/package/index.ts';
import { sampleConnector } from '../../core/package/testing/sample.ts';
import { publishConnector } from '../../core/publish/index.ts';
import type { Fetch } from '../../core/publish/request.ts';
import { call, samplePackage } from './running.ts';

type Sample = Parameters<typeof sampleConnector>;

/** Publishes the sample connector as the studio does. */
export async function publishSample(
  { url, key, fetch }: { readonly url: string; readonly key: string; readonly fetch?: Fetch },
  ...sample: Sample
) {
  const { bytes: archive, digest } = await samplePackage(...sample);
  const manifest = parseManifest(sampleConnector(...sample)[0]?.text ?? '');
  if (!manifest.ok) throw new Error(manifest.error.message);
  return publishConnector({
    archive,
    digest,
    manifest: manifest.value,
    marketplace: url,
    key,
    ...(fetch ? { fetch } : {}),
  });
}

interface VersionPage {
  readonly data: readonly { readonly version: string; readonly digest: string }[];
  readonly next_cursor: string | null;
}

/** Every version of a listing, newest first. */
export async function allVersions(
  marketplace: { readonly url: string; readonly key: string },
  listing: string,
): Promise<VersionPage['data']> {
  const all: VersionPage['data'][number][] = [];
  let cursor = '';
  do {
    const { body } = await call(marketplace, 'GET', `/v1/listings/${listing}/versions?limit=100${cursor}`);
    // The shape of the answer is checked by the server before it is sent.
    const page = body as VersionPage;
    all.push(...page.data);
    cursor = page.next_cursor === null ? '' : `&cursor=${page.next_cursor}`;
  } while (cursor !== '');
  return all;
}
