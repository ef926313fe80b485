import { asArray, asObject, own } from '../json.ts';
import { pointerTo } from '../quote.ts';
import { isSwagger } from './dialect.ts';
import type { OpenApiDocument } from './document.ts';
import { isJson, type Media } from './media.ts';

export interface Sample {
  readonly value: unknown;
  readonly pointer: string;
}

/** Some writers put the text of the JSON where the value belongs. */
function parsed(value: unknown): unknown {
  if (typeof value !== 'string' || !/^\s*[{[]/.test(value)) return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

/** The examples of Swagger 2.0 are kept by media type. */
function byMediaType({ node, pointer }: Media): Sample | undefined {
  const examples = asObject(own(node, 'examples')) ?? {};
  const type = Object.keys(examples).find(isJson);
  return type === undefined
    ? undefined
    : { value: parsed(own(examples, type)), pointer: pointerTo(pointer, 'examples', type) };
}

/** The first whole example that a media type states; of OpenAPI 3.2 also `dataValue`. */
export function sampleOf(document: OpenApiDocument, media: Media): Sample | undefined {
  if (isSwagger(document)) return byMediaType(media);
  const stated = own(media.node, 'example');
  if (stated !== undefined) return { value: parsed(stated), pointer: pointerTo(media.pointer, 'example') };
  for (const [name, value] of Object.entries(asObject(own(media.node, 'examples')) ?? {})) {
    const found = document.resolve(value, pointerTo(media.pointer, 'examples', name));
    const key = found && ['value', 'dataValue'].find((one) => own(found.node, one) !== undefined);
    if (found && key !== undefined) {
      return { value: parsed(own(found.node, key)), pointer: pointerTo(found.pointer, key) };
    }
  }
  return ofSchema(media);
}

/** An example that stands at the schema itself. */
function ofSchema({ node, pointer }: Media): Sample | undefined {
  const schema = asObject(own(node, 'schema'));
  if (!schema) return undefined;
  const at = pointerTo(pointer, 'schema');
  const example = own(schema, 'example');
  if (example !== undefined) return { value: parsed(example), pointer: pointerTo(at, 'example') };
  const [first] = asArray(own(schema, 'examples'));
  return first === undefined ? undefined : { value: parsed(first), pointer: pointerTo(at, 'examples', 0) };
}
