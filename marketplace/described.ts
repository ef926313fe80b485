import { capabilitiesOf } from '../shared/connector/capabilities.ts';
import type { Manifest } from '../shared/connector/manifest.ts';
import { likenessOf } from './likeness.ts';

/** Text as both databases can keep it: PostgreSQL has no NUL. */
export const storable = (text: string): string => text.replaceAll('\0', '');

/** Text as it is searched: composed, in lower case. */
export const searchable = (text: string): string => storable(text).normalize('NFC').toLowerCase();

/** The words of a search; every one of them must occur. */
export const wordsOfQuery = (query: string): string[] => [
  ...new Set(
    searchable(query)
      .split(/\s+/)
      .filter((word) => word !== ''),
  ),
];

/** What a listing says of itself: its highest version's manifest. */
export function describedBy(manifest: Manifest) {
  const { id, name, description, kind, category, tags } = manifest;
  const capabilities = capabilitiesOf(manifest);
  return {
    name,
    description: storable(description),
    kind,
    category: category === undefined ? null : storable(category),
    capabilities: JSON.stringify(capabilities),
    words: searchable([id, name, description, category, ...(tags ?? []), ...capabilities].join(' ')),
    likeness: likenessOf(name),
    id_likeness: likenessOf(id),
    latest_version: manifest.version,
  };
}
