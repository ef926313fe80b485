import type { Published } from '../../shared/contract/publish.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { createRoutedFetch } from '../network/index.ts';
import { type PackedConnector, packConnector } from '../package/index.ts';
import { publishConnector } from '../publish/index.ts';
import { openRoute } from '../runs/index.ts';
import { marketplaceSecretKey } from '../vault/types.ts';
import type { StudioData } from './index.ts';
import { readManifest } from './manifest.ts';

/** Packs the newest revision of a connector in memory. */
export async function packFromWorkspace(studio: StudioData, id: string): Promise<Result<PackedConnector>> {
  const stored = studio.workspace.connectors.files(id);
  return stored.ok ? packConnector(stored.value.files) : stored;
}

/** What would be published, and why it cannot be where it cannot. */
export async function previewPublish(studio: StudioData, id: string) {
  const manifest = readManifest(studio, id);
  const packed = await packFromWorkspace(studio, id);
  const problems = [manifest, packed].flatMap((result): string[] => (result.ok ? [] : [result.error.message]));
  return {
    version: manifest.ok ? manifest.value.version : '',
    digest: packed.ok ? packed.value.digest : '',
    bytes: packed.ok ? packed.value.bytes.byteLength : 0,
    files: packed.ok ? [...packed.value.files] : [],
    hosts: manifest.ok ? manifest.value.hosts : [],
    problems: [...new Set(problems)],
  };
}

/** A marketplace's address as it is remembered: origin and path without a trailing slash. */
const normaliseUrl = (url: string): string => url.replace(/\/+$/, '');

async function marketplaceKey(studio: StudioData, url: string, key: string | undefined): Promise<Result<string>> {
  if (key !== undefined && key !== '') return ok(key);
  const stored = await studio.vault.get(marketplaceSecretKey(url));
  if (stored !== null) return ok(stored);
  return fail('input', 'missing_key', `There is no key for ${url}: give the key that the marketplace issued to you.`);
}

/**
 * Publishes the newest revision with the given key, which is kept in the vault once it worked, or the stored one. Publishing
 * the same content again changes nothing and says so (`created: false`).
 */
export async function publishFromWorkspace(
  studio: StudioData,
  options: { readonly connector: string; readonly marketplace: string; readonly key?: string | undefined },
): Promise<Result<Published>> {
  const url = normaliseUrl(options.marketplace);
  const manifest = readManifest(studio, options.connector);
  if (!manifest.ok) return manifest;
  const packed = await packFromWorkspace(studio, options.connector);
  if (!packed.ok) return packed;
  const key = await marketplaceKey(studio, url, options.key);
  if (!key.ok) return key;
  const route = await openRoute(studio);
  if (!route.ok) return route;
  const published = await publishConnector({
    archive: packed.value.bytes,
    digest: packed.value.digest,
    manifest: manifest.value,
    marketplace: url,
    key: key.value,
    fetch: createRoutedFetch(route.value),
  });
  if (!published.ok) return published;
  // Kept only now that the marketplace has taken it.
  if (options.key) await studio.vault.set(marketplaceSecretKey(url), options.key);
  studio.workspace.marketplaces.touch(url);
  return published;
}

/** Marketplaces used before, and whether the vault holds a key for each. */
export const listMarketplaces = (studio: StudioData) =>
  Promise.all(
    studio.workspace.marketplaces
      .list()
      .map(async (url) => ({ url, hasKey: (await studio.vault.get(marketplaceSecretKey(url))) !== null })),
  );
