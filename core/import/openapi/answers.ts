import type { Answer, AnswerHeader, AnswerLink, Shape } from '../../infer/model.ts';
import { exampleShape } from '../example-shape.ts';
import { asObject, type JsonObject, own, textAt } from '../json.ts';
import { pointerTo } from '../quote.ts';
import type { Located, OpenApiDocument } from './document.ts';
import { jsonMedia, type Media } from './media.ts';
import type { SchemaShapes } from './schema.ts';

function successKey(responses: JsonObject): string | undefined {
  const keys = Object.keys(responses);
  const successes = keys.filter((key) => /^2(?:\d\d|xx)$/i.test(key)).sort();
  return successes[0] ?? keys.find((key) => key === 'default');
}

function headersOf(document: OpenApiDocument, response: Located): readonly AnswerHeader[] {
  const pointer = pointerTo(response.pointer, 'headers');
  return Object.entries(asObject(own(response.node, 'headers')) ?? {}).map(([name, value]) => {
    const found = document.resolve(value, pointerTo(pointer, name));
    return {
      name: name.toLowerCase(),
      description: found && textAt(found.node, 'description'),
      pointer: pointerTo(pointer, name),
    };
  });
}

function linksOf(document: OpenApiDocument, response: Located): readonly AnswerLink[] {
  const pointer = pointerTo(response.pointer, 'links');
  return Object.entries(asObject(own(response.node, 'links')) ?? {}).flatMap(([name, value]) => {
    const found = document.resolve(value, pointerTo(pointer, name));
    if (!found) return [];
    const parameters = Object.entries(asObject(own(found.node, 'parameters')) ?? {}).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string',
    );
    return [
      { operationId: textAt(found.node, 'operationId'), parameters: new Map(parameters), pointer: found.pointer },
    ];
  });
}

function exampleOf(document: OpenApiDocument, media: Media): Shape | undefined {
  const stated = own(media.node, 'example');
  if (stated !== undefined) return exampleShape(stated, pointerTo(media.pointer, 'example'));
  for (const [name, value] of Object.entries(asObject(own(media.node, 'examples')) ?? {})) {
    const found = document.resolve(value, pointerTo(media.pointer, 'examples', name));
    const sample = found && own(found.node, 'value');
    if (found && sample !== undefined) return exampleShape(sample, pointerTo(found.pointer, 'value'));
  }
  return undefined;
}

const saysNothing = (shape: Shape): boolean =>
  shape.properties.size === 0 &&
  (shape.items === undefined || (shape.items.properties.size === 0 && shape.items.type === undefined));

/** What the JSON body of an answer holds: its schema, or its example where the schema leaves it open. */
function bodyShape(document: OpenApiDocument, shapes: SchemaShapes, response: Located): Shape | undefined {
  const media = jsonMedia(document, response);
  if (!media) return undefined;
  const schema = shapes.at(own(media.node, 'schema'), pointerTo(media.pointer, 'schema'));
  if (schema && !saysNothing(schema)) return schema;
  const sample = exampleOf(document, media);
  if (sample) return sample;
  return schema?.example === undefined ? schema : exampleShape(schema.example, pointerTo(schema.pointer, 'example'));
}

/** The success answer of an operation: the lowest 2xx, else `default`. */
export function readAnswer(document: OpenApiDocument, shapes: SchemaShapes, operation: Located): Answer | undefined {
  const responses = asObject(own(operation.node, 'responses'));
  const key = responses && successKey(responses);
  if (!responses || key === undefined) return undefined;
  const response = document.resolve(own(responses, key), pointerTo(operation.pointer, 'responses', key));
  if (!response) return undefined;
  return {
    pointer: response.pointer,
    description: textAt(response.node, 'description'),
    headers: headersOf(document, response),
    links: linksOf(document, response),
    shape: bodyShape(document, shapes, response),
  };
}
