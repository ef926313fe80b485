import { isObject, type JsonObject, own } from '../json.ts';
import { pointerTo } from '../quote.ts';
import { isSwagger, statedTypes } from './dialect.ts';
import type { Located, OpenApiDocument } from './document.ts';

export interface Media {
  readonly type: string;
  /** Holds `schema`, and the examples. */
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
  (type) => bare(type) === 'multipart/form-data',
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

/** The JSON body of an answer. An answer of Swagger 2.0 holds its schema itself. */
export function jsonMedia(document: OpenApiDocument, response: Located, operation: Located): Media | undefined {
  if (isSwagger(document)) {
    const types = statedTypes(document, operation.node, 'produces');
    // Many documents name XML or text among what they produce and mean JSON: the schema decides.
    const type = types.find(isJson) ?? types[0] ?? 'application/json';
    return { type, node: response.node, pointer: response.pointer };
  }
  const media = mediaOf(document, response);
  return media.find(({ type }) => bare(type) === 'application/json') ?? media.find(({ type }) => isJson(type));
}

/** The type that is easiest to send. */
export const sendable = (types: readonly string[]): string | undefined =>
  SENDABLE.map((accepts) => types.find(accepts)).find((type) => type !== undefined);

/** The body of a request in the type that is easiest to send; `undefined` where none of its types can be sent. */
export function requestMedia(
  document: OpenApiDocument,
  owner: Located,
): { readonly chosen: Media | undefined; readonly offered: readonly string[] } {
  const media = mediaOf(document, owner);
  const offered = media.map(({ type }) => type);
  const type = sendable(offered);
  return { chosen: media.find((one) => one.type === type), offered };
}
