import type { Manifest } from '../../../../shared/connector/manifest.ts';
import { visibleText } from '../../lib/text.ts';

/** How an authentication is called for people: by its name, by its id where the manifest has no such one or is not read. */
export const authName = (manifest: Pick<Manifest, 'authentication'> | null | undefined, id: string): string => {
  const name = manifest?.authentication.find((one) => one.id === id)?.name.trim();
  return visibleText(name || id);
};
