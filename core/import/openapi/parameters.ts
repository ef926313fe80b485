import type { Parameter, ReportAuth } from '../../../shared/import/report.ts';
import type { OperationParameter } from '../../infer/model.ts';
import { asArray, asNumber, asObject, isObject, type JsonObject, own, textAt } from '../json.ts';
import { pointerTo, quote } from '../quote.ts';
import { isSwagger } from './dialect.ts';
import type { Located, OpenApiDocument } from './document.ts';
import type { SchemaShapes } from './schema.ts';
import { shortText } from './text.ts';

type Place = OperationParameter['in'];

const PLACES: ReadonlySet<string> = new Set(['path', 'query', 'header', 'cookie']);
const isPlace = (value: unknown): value is Place => typeof value === 'string' && PLACES.has(value);

/** Headers that are set by the sender, not by a parameter (OpenAPI 3.0, Parameter Object). */
const RESERVED_HEADERS: ReadonlySet<string> = new Set(['accept', 'content-type', 'authorization']);

/** The names in braces of a path template, in order. */
export const pathVariables = (path: string): readonly string[] =>
  [...path.matchAll(/\{([^{}]+)\}/g)].flatMap(([, name]) => (name === undefined ? [] : [name]));

function schemaOf(document: OpenApiDocument, parameter: Located): { node: unknown; pointer: string } {
  if (isSwagger(document)) return { node: parameter.node, pointer: parameter.pointer };
  const schema = own(parameter.node, 'schema');
  if (schema !== undefined) return { node: schema, pointer: pointerTo(parameter.pointer, 'schema') };
  // `content` holds one media type, whose schema is that of the value.
  const [entry] = Object.entries(asObject(own(parameter.node, 'content')) ?? {});
  const media = entry && document.resolve(entry[1], pointerTo(parameter.pointer, 'content', entry[0]));
  return media
    ? { node: own(media.node, 'schema'), pointer: pointerTo(media.pointer, 'schema') }
    : { node: undefined, pointer: parameter.pointer };
}

function readParameter(
  document: OpenApiDocument,
  shapes: SchemaShapes,
  parameter: Located,
): OperationParameter | undefined {
  const { node, pointer } = parameter;
  const name = own(node, 'name');
  const place = own(node, 'in');
  if (typeof name !== 'string' || name === '' || !isPlace(place)) {
    document.warn(
      'bad_parameter',
      pointer,
      'This parameter has no usable `name` and `in`, so it is left out; give it a name and one of path, query, header, cookie.',
    );
    return undefined;
  }
  if (place === 'header' && RESERVED_HEADERS.has(name.toLowerCase())) return undefined;
  if (place === 'cookie' && own(node, 'required') === true) {
    document.warn(
      'cookie_parameter',
      pointer,
      `The cookie ${quote(name)} is required and is not sent; send it in functions/utility.js.`,
    );
  }
  const schema = schemaOf(document, parameter);
  const shape = shapes.at(schema.node, schema.pointer);
  const bounds = document.resolve(schema.node, schema.pointer)?.node ?? {};
  const values = shape?.enum ?? shape?.items?.enum;
  const description = shortText(textAt(node, 'description') ?? shape?.description);
  const { style, explode } = styleOf(document, node);
  const optional: Partial<Parameter> = {
    ...(description === undefined ? {} : { description }),
    ...(shape?.default === undefined ? {} : { default: shape.default }),
    ...(values === undefined ? {} : { enum: [...values] }),
    ...(style === undefined ? {} : { style }),
    ...(explode === undefined ? {} : { explode }),
  };
  return {
    name,
    in: place,
    required: place === 'path' || own(node, 'required') === true,
    type: shape?.type ?? 'string',
    ...optional,
    pointer,
    format: shape?.format,
    minimum: asNumber(own(bounds, 'minimum')),
    maximum: asNumber(own(bounds, 'maximum')),
  };
}

const COLLECTIONS: ReadonlyMap<string, { readonly style?: string; readonly explode: boolean }> = new Map([
  ['csv', { explode: false }],
  ['multi', { explode: true }],
  ['ssv', { style: 'spaceDelimited', explode: false }],
  ['pipes', { style: 'pipeDelimited', explode: false }],
]);

/** How a list is written: `style` and `explode`, or the `collectionFormat` of Swagger 2.0, which is `csv` unless stated. */
function styleOf(
  document: OpenApiDocument,
  node: JsonObject,
): { readonly style?: string | undefined; readonly explode?: boolean | undefined } {
  if (isSwagger(document)) {
    return own(node, 'type') === 'array' ? (COLLECTIONS.get(textAt(node, 'collectionFormat') ?? 'csv') ?? {}) : {};
  }
  const explode = own(node, 'explode');
  return { style: textAt(node, 'style'), explode: typeof explode === 'boolean' ? explode : undefined };
}

const undeclared = (name: string, pointer: string): OperationParameter => ({
  name,
  in: 'path',
  required: true,
  type: 'string',
  pointer,
  format: undefined,
  minimum: undefined,
  maximum: undefined,
});

/** Reads the parameters of operations. */
export class ParameterReader {
  readonly #document: OpenApiDocument;
  readonly #shapes: SchemaShapes;
  /** By the node they were read from: a shared parameter is looked at once. */
  readonly #known = new Map<object, readonly OperationParameter[]>();

  readonly #auth: readonly ReportAuth[];

  constructor(document: OpenApiDocument, shapes: SchemaShapes, auth: readonly ReportAuth[]) {
    this.#document = document;
    this.#shapes = shapes;
    this.#auth = auth;
  }

  /** Parameters of a path item and its operation; the operation's win by (name, in), and every path variable has one. */
  read(path: string, owners: readonly Located[]): readonly OperationParameter[] {
    const found = new Map<string, OperationParameter>();
    const variables = pathVariables(path);
    for (const owner of owners) {
      asArray(own(owner.node, 'parameters')).forEach((value, index) => {
        for (const parameter of this.#parameters(value, pointerTo(owner.pointer, 'parameters', index))) {
          if (this.#isKey(parameter) || (parameter.in === 'path' && !variables.includes(parameter.name))) continue;
          found.set(`${parameter.in} ${parameter.name}`, parameter);
        }
      });
    }
    const pointer = owners.at(-1)?.pointer ?? '#';
    for (const name of variables) {
      if (found.has(`path ${name}`)) continue;
      this.#document.warn(
        'undeclared_path_variable',
        pointer,
        `${quote(`{${name}}`)} of ${quote(path)} is not among the parameters, so it is taken as a required text; declare it with in: path.`,
      );
      found.set(`path ${name}`, undeclared(name, pointer));
    }
    return [...found.values()];
  }

  /** True for a parameter that a security scheme describes too: the connection fills it. */
  #isKey({ in: place, name }: OperationParameter): boolean {
    return this.#auth.some(
      (one) => one.type === 'apiKey' && one.in === place && one.name?.toLowerCase() === name.toLowerCase(),
    );
  }

  #parameters(value: unknown, pointer: string): readonly OperationParameter[] {
    const located = isObject(value) ? this.#document.resolve(value, pointer) : undefined;
    if (!located) return [];
    const known = this.#known.get(located.node);
    if (known) return known;
    const read = this.#read(located);
    this.#known.set(located.node, read);
    return read;
  }

  #read(located: Located): readonly OperationParameter[] {
    const place = own(located.node, 'in');
    if (place === 'querystring') return queryString(this.#document, this.#shapes, located);
    // Bodies and forms of Swagger 2.0 are read as the body that they are.
    if (isSwagger(this.#document) && (place === 'body' || place === 'formData')) return [];
    const parameter = readParameter(this.#document, this.#shapes, located);
    return parameter ? [parameter] : [];
  }
}

/** The whole query as one parameter (OpenAPI 3.2): each property of its schema is a parameter of its own. */
function queryString(document: OpenApiDocument, shapes: SchemaShapes, located: Located): readonly OperationParameter[] {
  const schema = schemaOf(document, located);
  const shape = shapes.at(schema.node, schema.pointer);
  return [...(shape?.properties ?? [])].map(([name, property]) => ({
    name,
    in: 'query',
    required: shape?.required.has(name) === true,
    type: property.type ?? 'string',
    ...(property.default === undefined ? {} : { default: property.default }),
    ...(property.enum === undefined ? {} : { enum: [...property.enum] }),
    pointer: property.pointer,
    format: property.format,
    minimum: undefined,
    maximum: undefined,
  }));
}
