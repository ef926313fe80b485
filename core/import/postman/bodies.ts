import { asArray, asObject, asText, isObject, type JsonObject, own, textAt } from '../json.ts';
import { pointerTo, quote } from '../quote.ts';
import { plainShape } from '../requests/plain-shape.ts';
import type { SeenBody, SeenValue } from '../requests/seen.ts';
import type { Warnings } from '../warnings.ts';
import { readLooseJson } from './loose-json.ts';
import { readValue } from './values.ts';
import type { Scope } from './variables.ts';

const LANGUAGES: ReadonlyMap<string, string> = new Map([
  ['json', 'application/json'],
  ['xml', 'application/xml'],
  ['html', 'text/html'],
  ['javascript', 'application/javascript'],
  ['text', 'text/plain'],
]);

const isJson = (type: string): boolean => /^(?:application|text)\/(?:[\w.+-]*\+)?json\b/i.test(type);

/** What a body is read with. */
export interface BodyContext {
  readonly scope: Scope;
  readonly warnings: Warnings;
  /** The Content-Type header of the request, where it has one. */
  readonly contentType: string | undefined;
}

function members(list: unknown, pointer: string, scope: Scope): readonly SeenValue[] {
  return asArray(list).flatMap((node, index) => {
    if (!isObject(node) || own(node, 'disabled') === true || own(node, 'enabled') === false) return [];
    const name = textAt(node, 'key');
    if (name === undefined) return [];
    const at = pointerTo(pointer, index);
    const isFile = own(node, 'type') === 'file';
    const value = own(node, 'value');
    const text = isFile || value === undefined || value === null ? '' : String(value);
    return [{ ...readValue({ name, text, node, pointer: at }, scope), ...(isFile ? { file: true } : {}) }];
  });
}

function rawBody(body: JsonObject, pointer: string, context: BodyContext): SeenBody | undefined {
  const text = asText(own(body, 'raw'));
  if (text === undefined) return undefined;
  const at = pointerTo(pointer, 'raw');
  const options = asObject(own(asObject(own(body, 'options')) ?? {}, 'raw')) ?? {};
  const stated = context.contentType ?? LANGUAGES.get(textAt(options, 'language')?.toLowerCase() ?? '');
  const filled = context.scope.resolve(text).text;
  const value = stated === undefined || isJson(stated) || stated === 'text/plain' ? readLooseJson(filled) : undefined;
  if (value !== undefined && typeof value === 'object') {
    return { contentType: stated !== undefined && isJson(stated) ? stated : 'application/json', pointer: at, value };
  }
  if (stated !== undefined && isJson(stated)) {
    context.warnings.add(
      'bad_body',
      at,
      'This body is said to be JSON but cannot be read as such, so its members are not known; correct it in the collection.',
    );
    return { contentType: stated, pointer: at };
  }
  return { contentType: stated ?? 'text/plain', pointer: at, value: filled };
}

/** `query` and `variables` as the two members of the JSON that is sent (PM-5). */
function graphqlBody(body: JsonObject, pointer: string, context: BodyContext): SeenBody | undefined {
  const graphql = asObject(own(body, 'graphql'));
  if (!graphql) return undefined;
  const at = pointerTo(pointer, 'graphql');
  const query = textAt(graphql, 'query');
  const stated = own(graphql, 'variables');
  const text = typeof stated === 'string' ? context.scope.resolve(stated).text : undefined;
  const variables = text === undefined ? stated : readLooseJson(text);
  const name = textAt(graphql, 'operationName');
  const properties = new Map([
    [
      'query',
      plainShape({
        pointer: pointerTo(at, 'query'),
        type: 'string',
        description: 'Text of the GraphQL operation.',
        ...(query === undefined ? {} : { default: query }),
      }),
    ],
    [
      'variables',
      plainShape({
        pointer: pointerTo(at, 'variables'),
        type: 'object',
        description: 'Values of the variables of the operation.',
        ...(isObject(variables) && !JSON.stringify(variables).includes('{{') ? { default: variables } : {}),
      }),
    ],
  ]);
  return {
    contentType: 'application/json',
    pointer: at,
    // Tells two operations at one address apart.
    value: { query, operationName: name ?? query },
    shape: plainShape({ pointer: at, type: 'object', properties, required: new Set(['query']) }),
  };
}

/** The body of a request; undefined where it has none, or none that can be sent (PM-5). */
export function readBody(value: unknown, pointer: string, context: BodyContext): SeenBody | undefined {
  if (!isObject(value) || own(value, 'disabled') === true) return undefined;
  const mode = textAt(value, 'mode');
  switch (mode) {
    case undefined:
      return undefined;
    case 'raw':
      return rawBody(value, pointer, context);
    case 'graphql':
      return graphqlBody(value, pointer, context);
    case 'urlencoded':
    case 'formdata': {
      const at = pointerTo(pointer, mode);
      const list = own(value, mode);
      const found = typeof list === 'string' ? formText(list, at, context.scope) : members(list, at, context.scope);
      const contentType = mode === 'urlencoded' ? 'application/x-www-form-urlencoded' : 'multipart/form-data';
      return found.length === 0 ? undefined : { contentType, pointer: at, members: found };
    }
    case 'file':
      context.warnings.add(
        'file_body',
        pointer,
        'The body is a file of the machine where the collection was made; it was not read, give the content as the body.',
      );
      return { contentType: context.contentType ?? 'application/octet-stream', pointer, value: '' };
    default:
      context.warnings.add(
        'unknown_body',
        pointer,
        `The body mode ${quote(mode)} is not known, so the body is left out; use raw, urlencoded, formdata or graphql.`,
      );
      return undefined;
  }
}

/** `a=1&b=2` in the place of a list, as old exports have it. */
const formText = (text: string, pointer: string, scope: Scope): readonly SeenValue[] =>
  [...new URLSearchParams(text)].map(([name, value]) =>
    readValue({ name, text: value, node: undefined, pointer }, scope),
  );
