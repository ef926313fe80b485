import { BASE_URL_REMEDY as REMEDY, usableAddress } from '../address.ts';
import { asArray, asObject, isObject, type JsonObject, own, textAt } from '../json.ts';
import { pointerTo, quote } from '../quote.ts';
import { isSwagger, swaggerServer } from './dialect.ts';
import type { Located, OpenApiDocument } from './document.ts';

function variableValue(variables: JsonObject | undefined, name: string): string | undefined {
  const variable = variables && asObject(own(variables, name));
  if (!variable) return undefined;
  const stated = own(variable, 'default') ?? asArray(own(variable, 'enum'))[0];
  return typeof stated === 'string' || typeof stated === 'number' ? String(stated) : undefined;
}

/** A server's URL with its variables replaced by their defaults. */
function substitute(document: OpenApiDocument, server: JsonObject, url: string, pointer: string): string | undefined {
  const variables = asObject(own(server, 'variables'));
  const missing: string[] = [];
  const filled = url.replace(/\{([^{}]*)\}/g, (_, name: string) => {
    const value = variableValue(variables, name);
    if (value === undefined) missing.push(name);
    return value ?? '';
  });
  if (missing.length === 0) return filled;
  document.warn(
    'server_variable',
    pointer,
    `The server ${quote(url)} needs ${missing.map(quote).join(', ')}, which has no default; ${REMEDY}.`,
  );
  return undefined;
}

/** An absolute http(s) URL without user, query, fragment and trailing slash; undefined, with a warning, for anything else (A13). */
function usableUrl(document: OpenApiDocument, text: string, pointer: string): string | undefined {
  const hasControl = [...text].some((character) => character <= ' ' || character === '\u007f');
  if (!hasControl && !/^[a-z][a-z0-9+.-]*:/i.test(text)) {
    document.warn(
      'relative_server',
      pointer,
      `The server ${quote(text)} is relative to the place of the description, which is not known; ${REMEDY}.`,
    );
    return undefined;
  }
  return usableAddress((...finding) => document.warn(...finding), text, pointer);
}

/** The first server of an object that can be used, absolute and without a trailing slash; '' where there is none. */
function firstServer(document: OpenApiDocument, owner: JsonObject, pointer: string): string {
  for (const [index, value] of asArray(own(owner, 'servers')).entries()) {
    const at = pointerTo(pointer, 'servers', index);
    const url = isObject(value) ? textAt(value, 'url') : undefined;
    if (!isObject(value) || url === undefined) {
      document.warn('bad_server', at, `This server has no URL; ${REMEDY}.`);
      continue;
    }
    const filled = substitute(document, value, url.trim(), at);
    const usable = filled === undefined ? undefined : usableUrl(document, filled, at);
    if (usable !== undefined) return usable;
  }
  return '';
}

/** The base URL of a document, absolute and without a trailing slash; '' with a warning where it states none. */
export function readBaseUrl(document: OpenApiDocument): string {
  const { root } = document;
  if (isSwagger(document)) {
    const stated = swaggerServer(root);
    if (stated !== undefined) return usableUrl(document, stated, own(root, 'host') ? '#/host' : '#/basePath') ?? '';
  } else if (asArray(own(root, 'servers')).length > 0) return firstServer(document, root, '#');
  document.warn('no_server', '#', `The description names no server; ${REMEDY}.`);
  return '';
}

/** Servers that single operations or paths name: that of the operation before that of its path (OpenAPI 3, `servers`). */
export class ServerReader {
  readonly #document: OpenApiDocument;
  readonly #baseUrl: string;
  /** By the list of servers: those of a path are looked at once. */
  readonly #known = new Map<unknown, string>();

  constructor(document: OpenApiDocument, baseUrl: string) {
    this.#document = document;
    this.#baseUrl = baseUrl;
  }

  /** The base URL of an operation where it is another than that of the API. */
  of(operation: Located, item: Located): string | undefined {
    const owner = [operation, item].find(({ node }) => asArray(own(node, 'servers')).length > 0);
    if (!owner) return undefined;
    const servers = own(owner.node, 'servers');
    const url = this.#known.get(servers) ?? firstServer(this.#document, owner.node, owner.pointer);
    this.#known.set(servers, url);
    return url === '' || url === this.#baseUrl ? undefined : url;
  }
}
