import type { Answer, AnswerHeader, AnswerLink, Shape } from '../../infer/model.ts';
import { exampleShape } from '../example-shape.ts';
import { asObject, type JsonObject, own, textAt } from '../json.ts';
import { pointerTo } from '../quote.ts';
import type { Located, OpenApiDocument } from './document.ts';
import { sampleOf } from './examples.ts';
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

const saysNothing = (shape: Shape): boolean =>
  shape.properties.size === 0 &&
  (shape.items === undefined || (shape.items.properties.size === 0 && shape.items.type === undefined));

/** What the JSON body of an answer holds: its schema, or its example where the schema leaves it open. */
function bodyShape(document: OpenApiDocument, shapes: SchemaShapes, media: Media): Shape | undefined {
  const schema = shapes.at(own(media.node, 'schema'), pointerTo(media.pointer, 'schema'));
  if (schema && !saysNothing(schema)) return schema;
  const sample = sampleOf(document, media);
  if (sample) return exampleShape(sample.value, sample.pointer);
  return schema?.example === undefined ? schema : exampleShape(schema.example, pointerTo(schema.pointer, 'example'));
}

const statusOf = (key: string): number => (/^\d{3}$/.test(key) ? Number(key) : 200);

/** The success answer of an operation: the lowest 2xx, else `default`. */
export function readAnswer(document: OpenApiDocument, shapes: SchemaShapes, operation: Located): Answer | undefined {
  const responses = asObject(own(operation.node, 'responses'));
  const key = responses && successKey(responses);
  if (!responses || key === undefined) return undefined;
  const response = document.resolve(own(responses, key), pointerTo(operation.pointer, 'responses', key));
  if (!response) return undefined;
  const media = jsonMedia(document, response, operation);
  return {
    pointer: response.pointer,
    description: textAt(response.node, 'description'),
    headers: headersOf(document, response),
    links: linksOf(document, response),
    shape: media && bodyShape(document, shapes, media),
    status: statusOf(key),
    get sample() {
      return media && sampleOf(document, media)?.value;
    },
  };
}

/** Bodies of the described failures, by status. */
export function readFailures(
  document: OpenApiDocument,
  shapes: SchemaShapes,
  operation: Located,
): ReadonlyMap<string, Shape | undefined> {
  const responses = asObject(own(operation.node, 'responses')) ?? {};
  const success = successKey(responses);
  const keys = Object.keys(responses).filter((key) => key !== success && /^(?:[45](?:\d\d|xx)|default)$/i.test(key));
  return new Map(
    keys.map((key) => {
      const response = document.resolve(own(responses, key), pointerTo(operation.pointer, 'responses', key));
      const media = response && jsonMedia(document, response, operation);
      return [
        key.toUpperCase() === 'DEFAULT' ? 'default' : key.toUpperCase(),
        media && bodyShape(document, shapes, media),
      ];
    }),
  );
}
