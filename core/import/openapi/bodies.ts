import type { RequestBody } from '../../infer/model.ts';
import { own, textAt } from '../json.ts';
import { pointerTo, quote } from '../quote.ts';
import { isSwagger, parametersAt, statedTypes } from './dialect.ts';
import type { Located, OpenApiDocument } from './document.ts';
import { sampleOf } from './examples.ts';
import { requestMedia, sendable } from './media.ts';
import type { SchemaShapes } from './schema.ts';

/** The body of an operation; `unsendable` where it needs one of a type that a command cannot send. */
export function readBody(
  document: OpenApiDocument,
  shapes: SchemaShapes,
  operation: Located,
  item: Located,
): RequestBody | undefined | 'unsendable' {
  return isSwagger(document)
    ? swaggerBody(document, shapes, operation, item)
    : openApiBody(document, shapes, operation);
}

function unsendable(document: OpenApiDocument, operation: Located, offered: readonly string[]): 'unsendable' {
  document.warn(
    'unsupported_body',
    operation.pointer,
    `This operation takes ${offered.slice(0, 5).map(quote).join(', ')}, which a command cannot send, so it is left out; write it by hand.`,
  );
  return 'unsendable';
}

function openApiBody(
  document: OpenApiDocument,
  shapes: SchemaShapes,
  operation: Located,
): RequestBody | undefined | 'unsendable' {
  const body = document.resolve(own(operation.node, 'requestBody'), pointerTo(operation.pointer, 'requestBody'));
  if (!body) return undefined;
  const { chosen, offered } = requestMedia(document, body);
  const required = own(body.node, 'required') === true;
  if (!chosen) return offered.length === 0 || !required ? undefined : unsendable(document, operation, offered);
  return {
    contentType: chosen.type,
    required,
    shape: shapes.at(own(chosen.node, 'schema'), pointerTo(chosen.pointer, 'schema')),
    pointer: chosen.pointer,
    get sample() {
      return sampleOf(document, chosen)?.value;
    },
  };
}

/** `in: body` is the body itself; the parameters `in: formData` are its properties. */
function swaggerBody(
  document: OpenApiDocument,
  shapes: SchemaShapes,
  operation: Located,
  item: Located,
): RequestBody | undefined | 'unsendable' {
  const types = statedTypes(document, operation.node, 'consumes');
  const owners = [item, operation];
  const [body] = parametersAt(document, owners, 'body');
  if (body) {
    const contentType = sendable(types);
    const required = own(body.node, 'required') === true;
    if (contentType === undefined) return required ? unsendable(document, operation, types) : undefined;
    const shape = shapes.at(own(body.node, 'schema'), pointerTo(body.pointer, 'schema'));
    return { contentType, required, shape, pointer: body.pointer };
  }
  const form = parametersAt(document, owners, 'formData');
  if (form.length === 0) return undefined;
  const required = form.some(({ node }) => own(node, 'required') === true);
  const contentType = formType(types, form);
  if (contentType.startsWith('multipart/'))
    return required ? unsendable(document, operation, [contentType]) : undefined;
  return {
    contentType,
    required,
    shape: formShape(shapes, operation, form),
    pointer: pointerTo(operation.pointer, 'parameters'),
  };
}

function formType(types: readonly string[], form: readonly Located[]): string {
  const hasFile = form.some(({ node }) => own(node, 'type') === 'file');
  const wanted = hasFile ? 'multipart/form-data' : 'application/x-www-form-urlencoded';
  return types.find((type) => type.startsWith(wanted)) ?? (hasFile ? wanted : (sendable(types) ?? wanted));
}

/** The parameters of a form as an object; each keeps the place where it is declared. */
function formShape(shapes: SchemaShapes, operation: Located, form: readonly Located[]): RequestBody['shape'] {
  const named = form.flatMap(({ node, pointer }) => {
    const name = textAt(node, 'name');
    // Looked at here first: shapes remember a node together with its place.
    shapes.at(node, pointer);
    return name === undefined ? [] : [{ name, node, required: own(node, 'required') === true }];
  });
  return shapes.at(
    {
      type: 'object',
      properties: Object.fromEntries(named.map(({ name, node }) => [name, node])),
      required: named.filter((one) => one.required).map((one) => one.name),
    },
    pointerTo(operation.pointer, 'parameters'),
  );
}
