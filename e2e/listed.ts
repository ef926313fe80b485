import { packConnector, parseManifest } from '../core/package/index.ts';
import { publishConnector } from '../core/publish/index.ts';
import type { ConnectorFile } from '../shared/connector/files.ts';

/** Publishes a connector as somebody else would: without the window. */
export async function publishFiles(
  { url, key }: { readonly url: string; readonly key: string },
  files: readonly ConnectorFile[],
): Promise<void> {
  const packed = await packConnector(files);
  const manifest = parseManifest(files.find(({ path }) => path === 'connector.json')?.text ?? '');
  if (!packed.ok) throw new Error(packed.error.message);
  if (!manifest.ok) throw new Error(manifest.error.message);
  const { bytes: archive, digest } = packed.value;
  const published = await publishConnector({ archive, digest, manifest: manifest.value, marketplace: url, key });
  if (!published.ok) throw new Error(published.error.message);
}
