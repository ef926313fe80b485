import type { Parameter, ReportAuth } from '../../../shared/import/report.ts';
import type { OperationParameter } from '../../infer/model.ts';
import { asArray, asNumber, asObject, isObject, own, textAt } from '../json.ts';
import { pointerTo, quote } from '../quote.ts';
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
  const style = textAt(node, 'style');
  const explode = own(node, 'explode');
  const optional: Partial<Parameter> = {
    ...(description === undefined ? {} : { description }),
    ...(shape?.default === undefined ? {} : { default: shape.default }),
    ...(values === undefined ? {} : { enum: [...values] }),
    ...(style === undefined ? {} : { style }),
    ...(typeof explode === 'boolean' ? { explode } : {}),
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
  readonly #known = new Map<object, OperationParameter | undefined>();

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
        const parameter = this.#parameter(value, pointerTo(owner.pointer, 'parameters', index));
        if (parameter && !this.#isKey(parameter) && (parameter.in !== 'path' || variables.includes(parameter.name))) {
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

  #parameter(value: unknown, pointer: string): OperationParameter | undefined {
    const located = isObject(value) ? this.#document.resolve(value, pointer) : undefined;
    if (!located) return undefined;
    if (!this.#known.has(located.node)) {
      this.#known.set(located.node, readParameter(this.#document, this.#shapes, located));
    }
    return this.#known.get(located.node);
  }
}
