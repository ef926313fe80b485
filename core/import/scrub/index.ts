import { isCurlText } from '../curl/is-curl.ts';
import { maskSecrets } from '../found-secrets.ts';
import { isObject, own } from '../json.ts';
import { readJson } from '../requests/read-json.ts';
import { scrubCurl } from './curl.ts';
import { scrubJson } from './json.ts';

/** What stands for a key in a text that may be YAML, where a star would begin an alias. */
const TEXT_MASK = 'masked';
/** Characters looked at to tell a description from recorded requests. */
const LOOKED_AT = 4_000;

/** A document of requests that were made, which may carry the credentials they were made with. */
function requestsIn(text: string): unknown {
  const head = text.slice(0, LOOKED_AT);
  if (!/^\ufeff?\s*\{/.test(head) || /"(?:openapi|swagger)"\s*:/.test(head)) return undefined;
  const document = readJson(text.replace(/^\ufeff/, ''));
  return isObject(document) && ['log', 'item', 'collection'].some((key) => own(document, key) !== undefined)
    ? document
    : undefined;
}

/**
 * The text of a description as it may be kept in a connector and leave the machine with it: without the credentials that
 * requests carried, and without what looks like a key that works (A22). Everything else is as it was.
 */
export function scrubDescription(text: string): string {
  if (isCurlText(text)) return maskSecrets(scrubCurl(text)).text;
  const document = requestsIn(text);
  const scrubbed = scrubJson(document);
  if (scrubbed === document) return maskSecrets(text, TEXT_MASK).text;
  return maskSecrets(`${JSON.stringify(scrubbed, null, 2)}\n`, TEXT_MASK).text;
}
