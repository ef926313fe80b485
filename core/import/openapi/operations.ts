import type { ReportAuth } from '../../../shared/import/report.ts';
import { importLimits } from '../../../shared/limits.ts';
import type { Operation, RequestBody } from '../../infer/model.ts';
import { asArray, isObject, own, textAt } from '../json.ts';
import { pointerTo, quote } from '../quote.ts';
import { readAnswer } from './answers.ts';
import type { Located, OpenApiDocument } from './document.ts';
import { requestMedia } from './media.ts';
import { ParameterReader } from './parameters.ts';
import { SchemaShapes } from './schema.ts';
import { checkSecurity, isPublic } from './security.ts';
import { readBaseUrl } from './servers.ts';

const METHODS: ReadonlySet<string> = new Set(['get', 'put', 'post', 'delete', 'options', 'head', 'patch']);
const IGNORED_METHODS: ReadonlySet<string> = new Set(['trace', 'query', 'additionalOperations']);

/** All operations that can be used; each that cannot is a warning and never stops the others. */
export function readOperations(
  document: OpenApiDocument,
  paths: Located,
  api: { readonly baseUrl: string; readonly auth: readonly ReportAuth[] },
): readonly Operation[] {
  const shapes = new SchemaShapes(document);
  const reader: Reader = { document, shapes, parameters: new ParameterReader(document, shapes, api.auth) };
  const operations: Operation[] = [];
  const ids = new Map<string, string>();
  for (const [path, item] of pathItems(document, paths)) {
    for (const [key, value] of Object.entries(item.node)) {
      const pointer = pointerTo(item.pointer, key);
      if (IGNORED_METHODS.has(key)) {
        document.warn(
          'unsupported_method',
          pointer,
          `Operations under ${quote(key)} are left out; write them by hand.`,
        );
      }
      if (!METHODS.has(key)) continue;
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
      const operation =
        located && readOperation(reader, { path, method: key, item, operation: { ...located, pointer } });
      if (!located || !operation) continue;
      checkId(document, ids, operation);
      checkServer(document, { ...located, pointer }, item, api.baseUrl);
      checkSecurity(document, { ...located, pointer });
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
}

function readOperation(reader: Reader, source: Source): Operation | undefined {
  const { document, shapes } = reader;
  const { path, item, operation } = source;
  const { node, pointer } = operation;
  const body = readBody(document, shapes, operation);
  if (body === 'unsendable') return undefined;
  const method = source.method.toUpperCase();
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
    public: isPublic(document.root, node),
    parameters: reader.parameters.read(path, [item, operation]),
    body,
    answer: readAnswer(document, shapes, operation),
  };
}

function readBody(
  document: OpenApiDocument,
  shapes: SchemaShapes,
  operation: Located,
): RequestBody | undefined | 'unsendable' {
  const body = document.resolve(own(operation.node, 'requestBody'), pointerTo(operation.pointer, 'requestBody'));
  if (!body) return undefined;
  const { chosen, offered } = requestMedia(document, body);
  const required = own(body.node, 'required') === true;
  if (!chosen) {
    if (offered.length === 0 || !required) return undefined;
    document.warn(
      'unsupported_body',
      operation.pointer,
      `This operation takes ${offered.slice(0, 5).map(quote).join(', ')}, which a command cannot send, so it is left out; write it by hand.`,
    );
    return 'unsendable';
  }
  return {
    contentType: chosen.type,
    required,
    shape: shapes.at(own(chosen.node, 'schema'), pointerTo(chosen.pointer, 'schema')),
    pointer: chosen.pointer,
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

/** A server of one operation is not used: everything goes to the base URL of the connection. */
function checkServer(document: OpenApiDocument, operation: Located, item: Located, baseUrl: string): void {
  for (const owner of [operation, item]) {
    if (asArray(own(owner.node, 'servers')).length === 0) continue;
    const url = readBaseUrl(document, owner.node, owner.pointer);
    if (url === '' || url === baseUrl) return;
    document.warn(
      'other_server',
      owner.pointer,
      `This operation belongs to ${quote(url)} and not to the base URL; correct its address in the generated function and add the host to connector.json.`,
    );
    return;
  }
}
