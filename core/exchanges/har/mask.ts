import type { Header } from '../../../shared/run/exchange.ts';
import { maskSecrets } from '../../import/found-secrets.ts';
import { isKeyHeader } from '../../import/requests/key-names.ts';
import { scrubBody, scrubUrl } from '../../import/scrub/text.ts';
import { maskHeaders, maskUrl } from '../../network/credentials.ts';
import { type CredentialPlaces, MASK } from '../../network/index.ts';

/** Takes the credentials out of traffic that was recorded elsewhere: they are known by name and by look only (HR-7, A22). */
export interface ForeignMasker {
  url(url: string): string;
  headers(headers: readonly Header[]): Header[];
  text(text: string): string;
  /** The text of a body; JSON and forms by the names in it. */
  body(text: string): string;
}

/** Headers that are always masked already; their scheme, or the names in them, stay. */
const MASKED: ReadonlySet<string> = new Set(['authorization', 'proxy-authorization', 'cookie', 'set-cookie']);

const look = (text: string): string => maskSecrets(text).text;

/** @param places where the connector itself sends credentials */
export function foreignMasker(places: CredentialPlaces): ForeignMasker {
  // A header may hold an address with a key in it: Location, Referer.
  const masker = { text: (text: string) => look(scrubUrl(text)), finds: () => true };
  return {
    url: (url) => maskUrl(url, masker, places),
    headers: (headers) =>
      maskHeaders(headers, masker, places).map(([name, value]) =>
        isKeyHeader(name) && !MASKED.has(name.toLowerCase()) ? [name, MASK] : [name, value],
      ),
    text: look,
    body: (text) => look(scrubBody(text)),
  };
}
