import { isObject, type JsonObject, own } from '../json.ts';
import { pointerTo } from '../quote.ts';
import type { Located, OpenApiDocument } from './document.ts';

export interface Media {
  readonly type: string;
  readonly node: JsonObject;
  readonly pointer: string;
}

const bare = (type: string): string => (type.split(';', 1)[0] ?? '').trim().toLowerCase();

export const isJson = (type: string): boolean => {
  const name = bare(type);
  return (
    name === 'application/json' ||
    name === 'text/json' ||
    name.endsWith('+json') ||
    name === '*/*' ||
    name === 'application/*'
  );
};

/** Media types that a command can send, best first. */
const SENDABLE: readonly ((type: string) => boolean)[] = [
  (type) => bare(type) === 'application/json',
  isJson,
  (type) => bare(type) === 'application/x-www-form-urlencoded',
  (type) => bare(type) === 'text/plain',
];

function mediaOf(document: OpenApiDocument, owner: Located): readonly Media[] {
  const pointer = pointerTo(owner.pointer, 'content');
  // A reference in the place of the media types is not allowed, but descriptions in the wild use it.
  const content = document.resolve(own(owner.node, 'content'), pointer);
  return Object.entries(content?.node ?? {}).flatMap(([type, value]) => {
    const found = isObject(value) ? document.resolve(value, pointerTo(content?.pointer ?? pointer, type)) : undefined;
    return found ? [{ type, node: found.node, pointer: found.pointer }] : [];
  });
}

/** The JSON body of an answer. */
export function jsonMedia(document: OpenApiDocument, owner: Located): Media | undefined {
  const media = mediaOf(document, owner);
  return media.find(({ type }) => bare(type) === 'application/json') ?? media.find(({ type }) => isJson(type));
}

/** The body of a request in the type that is easiest to send; `undefined` where none of its types can be sent. */
export function requestMedia(
  document: OpenApiDocument,
  owner: Located,
): { readonly chosen: Media | undefined; readonly offered: readonly string[] } {
  const media = mediaOf(document, owner);
  const offered = media.map(({ type }) => type);
  for (const accepts of SENDABLE) {
    const chosen = media.find(({ type }) => accepts(type));
    if (chosen) return { chosen, offered };
  }
  return { chosen: undefined, offered };
}
