import type { IncomingMessage } from 'node:http';
import { mockApiLimits } from '../../../shared/limits.ts';
import { isObject } from '../../import/json.ts';
import type { Failure } from '../answer/errors.ts';

/** A body as it was read. */
export interface ReadBody {
  readonly body: unknown;
  readonly isForm: boolean;
}

/** The bytes of a request; a failure where there are more than the limit. */
export async function readBytes(request: IncomingMessage): Promise<Buffer | Failure> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    // True for a request without an encoding: its chunks are buffers.
    const part = chunk as Buffer;
    bytes += part.byteLength;
    if (bytes > mockApiLimits.bodyBytes) {
      return {
        status: 413,
        message: `The body is larger than ${mockApiLimits.bodyBytes} bytes.`,
        headers: { connection: 'close' },
      };
    }
    chunks.push(part);
  }
  return Buffer.concat(chunks);
}

const mediaType = (contentType: string | undefined): string =>
  contentType?.split(';', 1)[0]?.trim().toLowerCase() ?? '';
const isJson = (type: string): boolean => type === 'application/json' || /\+json$/.test(type) || type === 'text/json';

/** True where a body of one media type may stand for another: both are JSON, or they are the same. */
export function acceptsType(described: string, sent: string | undefined): boolean {
  const [wanted, given] = [mediaType(described), mediaType(sent)];
  if (wanted === given || wanted === '*/*' || wanted === '') return true;
  if (wanted.endsWith('/*')) return given.startsWith(wanted.slice(0, -1));
  return isJson(wanted) && isJson(given);
}

/** The way to a value of a form: `items[0][name]` → items, 0, name. */
const formSteps = (name: string): readonly string[] => {
  const [first = name, ...rest] = name.split('[');
  return [first, ...rest.map((step) => step.replace(/\]$/, ''))];
};

type Tree = { [name: string]: unknown };

/** A form as an object: brackets are properties, `[]` and repeated names are lists. */
function formObject(entries: Iterable<readonly [string, string]>): unknown {
  const root: Tree = Object.create(null);
  for (const [name, value] of entries) {
    const steps = formSteps(name).slice(0, mockApiLimits.checkedDepth);
    const isList = steps.at(-1) === '' && steps.length > 1;
    const path = isList ? steps.slice(0, -1) : steps;
    let at = root;
    for (const step of path.slice(0, -1)) {
      const next = at[step];
      // Made without a prototype a line below, so that no name of a form can reach one (A10).
      const child: Tree = isObject(next) ? (next as Tree) : Object.create(null);
      at[step] = child;
      at = child;
    }
    const last = path.at(-1) ?? '';
    const before = at[last];
    at[last] = before === undefined ? (isList ? [value] : value) : [before, value].flat();
  }
  return root;
}

async function multipart(bytes: Buffer, contentType: string): Promise<unknown> {
  const form = await new Response(new Uint8Array(bytes), { headers: { 'content-type': contentType } }).formData();
  return formObject([...form].map(([name, value]) => [name, typeof value === 'string' ? value : value.name]));
}

/** A body by its media type; a failure where it cannot be read as what it says it is. */
export async function readBody(bytes: Buffer, contentType: string | undefined): Promise<ReadBody | Failure> {
  if (bytes.byteLength === 0) return { body: undefined, isForm: false };
  const type = mediaType(contentType);
  try {
    if (isJson(type)) return { body: JSON.parse(bytes.toString()), isForm: false };
    if (type === 'application/x-www-form-urlencoded') {
      return { body: formObject(new URLSearchParams(bytes.toString())), isForm: true };
    }
    if (type === 'multipart/form-data') return { body: await multipart(bytes, contentType ?? ''), isForm: true };
  } catch {
    return { status: 400, message: `The body is no ${type}.` };
  }
  return { body: bytes.toString(), isForm: false };
}
