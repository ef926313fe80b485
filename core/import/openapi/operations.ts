import { importLimits } from '../../../shared/limits.ts';
import type { Operation } from '../../infer/model.ts';
import { asArray, asObject, isObject, own, textAt } from '../json.ts';
import { pointerTo, quote } from '../quote.ts';
import { readAnswer, readFailures } from './answers.ts';
import { readBody } from './bodies.ts';
import type { Located, OpenApiDocument } from './document.ts';
import { ParameterReader } from './parameters.ts';
import { SchemaShapes } from './schema.ts';
import type { ApiAuth } from './security.ts';
import { ServerReader } from './servers.ts';

const METHODS: ReadonlySet<string> = new Set(['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'query']);

interface Stated {
  /** Lower case. */
  readonly method: string;
  readonly value: unknown;
  readonly pointer: string;
}

/** The operations of a path item, with the further methods of OpenAPI 3.2. */
function* statedOperations(document: OpenApiDocument, item: Located): Generator<Stated> {
  for (const [key, value] of Object.entries(item.node)) {
    const pointer = pointerTo(item.pointer, key);
    if (key === 'trace') {
      document.warn(
        'unsupported_method',
        pointer,
        'TRACE cannot be sent by a connector, so it is left out; remove it.',
      );
    } else if (key === 'additionalOperations') {
      for (const [method, one] of Object.entries(asObject(value) ?? {})) {
        if (!/^[A-Za-z]{1,20}$/.test(method)) {
          document.warn(
            'bad_method',
            pointerTo(pointer, method),
            `${quote(method)} is not a method, so it is left out; correct it.`,
          );
        } else yield { method: method.toLowerCase(), value: one, pointer: pointerTo(pointer, method) };
      }
    } else if (METHODS.has(key)) yield { method: key, value, pointer };
  }
}

/** All operations that can be used; each that cannot is a warning and never stops the others. */
export function readOperations(
  document: OpenApiDocument,
  paths: Located,
  api: { readonly baseUrl: string; readonly auth: ApiAuth },
): readonly Operation[] {
  const shapes = new SchemaShapes(document);
  const parameters = new ParameterReader(document, shapes, api.auth.list);
  const reader: Reader = {
    document,
    shapes,
    parameters,
    servers: new ServerReader(document, api.baseUrl),
    auth: api.auth,
  };
  const operations: Operation[] = [];
  const ids = new Map<string, string>();
  for (const [path, item] of pathItems(document, paths)) {
    for (const { method, value, pointer } of statedOperations(document, item)) {
      if (operations.length >= importLimits.operations) {
        document.warn(
          'too_many_operations',
          '#/paths',
          `Only the first ${importLimits.operations} operations are taken; split the description to import the others.`,
        );
        return operations;
      }
      if (!isObject(value)) {
        document.warn('bad_operation', pointer, 'This operation is not an object, so it is left out; describe it.');
        continue;
      }
      // A reference in the place of an operation is not allowed, but descriptions in the wild use it.
      const located = document.resolve(value, pointer);
      const operation = located && readOperation(reader, { path, method, item, operation: { ...located, pointer } });
      if (!operation) continue;
      checkId(document, ids, operation);
      operations.push(operation);
    }
  }
  return operations;
}

function* pathItems(document: OpenApiDocument, paths: Located): Generator<[string, Located]> {
  for (const [path, value] of Object.entries(paths.node)) {
    if (path.startsWith('x-')) continue;
    const pointer = pointerTo(paths.pointer, path);
    const item = isObject(value) ? document.resolve(value, pointer) : undefined;
    if (!path.startsWith('/')) {
      document.warn(
        'bad_path',
        pointer,
        `The path ${quote(path)} does not start with "/", so it is left out; correct it.`,
      );
    } else if (item) {
      // Operations are named by their place under `paths`, even where the path item is a reference.
      yield [path, { ...item, pointer: item.name === undefined ? pointer : item.pointer }];
    } else if (!isObject(value)) {
      document.warn('bad_path', pointer, `The path ${quote(path)} holds no object, so it is left out; describe it.`);
    }
  }
}

interface Source {
  readonly path: string;
  readonly method: string;
  readonly item: Located;
  readonly operation: Located;
}

interface Reader {
  readonly document: OpenApiDocument;
  readonly shapes: SchemaShapes;
  readonly parameters: ParameterReader;
  readonly servers: ServerReader;
  readonly auth: ApiAuth;
}

function readOperation(reader: Reader, source: Source): Operation | undefined {
  const { document, shapes } = reader;
  const { path, item, operation } = source;
  const { node, pointer } = operation;
  const body = readBody(document, shapes, operation, item);
  if (body === 'unsendable') return undefined;
  const method = source.method.toUpperCase();
  const server = reader.servers.of(operation, item);
  const auth = reader.auth.of(operation);
  return {
    key: `${method} ${path}`,
    method,
    path,
    pointer,
    operationId: textAt(node, 'operationId'),
    summary: textAt(node, 'summary'),
    description: textAt(node, 'description'),
    tags: asArray(own(node, 'tags')).filter((tag) => typeof tag === 'string'),
    deprecated: own(node, 'deprecated') === true,
    public: auth.public,
    ...(auth.own === undefined ? {} : { auth: auth.own }),
    ...(server === undefined ? {} : { server }),
    parameters: reader.parameters.read(path, [item, operation]),
    body,
    answer: readAnswer(document, shapes, operation),
    get failures() {
      return readFailures(document, shapes, operation);
    },
  };
}

function checkId(document: OpenApiDocument, ids: Map<string, string>, operation: Operation): void {
  const id = operation.operationId;
  if (id === undefined) return;
  const first = ids.get(id);
  if (first === undefined) ids.set(id, operation.key);
  else {
    document.warn(
      'duplicate_operation_id',
      operation.pointer,
      `The operationId ${quote(id)} is already that of ${quote(first)}; both are kept under different names, give each its own.`,
    );
  }
}
