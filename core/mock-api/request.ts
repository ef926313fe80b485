import { isObject } from '../import/json.ts';
import { follow } from './place.ts';

/** One request as it has been read. */
export interface MockRequest {
  /** Upper case. */
  readonly method: string;
  /** Path as it was sent, with the path of the server. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** Names in lower case; several of one name are joined. */
  readonly headers: ReadonlyMap<string, string>;
  readonly cookies: ReadonlyMap<string, string>;
  /** Values of the variables of the path, decoded. */
  readonly variables: ReadonlyMap<string, string>;
  /** The body as it was read: JSON, or an object of texts of a form; undefined where there is none. */
  readonly body: unknown;
  /** True where the body is a form, whose values are all texts. */
  readonly isForm: boolean;
}

/** An answer; `body` is sent as JSON, nothing at all where it is undefined. */
export interface MockAnswer {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A parameter of the paging as text: from the query, or by its dotted name from the body. */
export function pagingValue(
  request: MockRequest,
  place: 'query' | 'body' | undefined,
  name: string | undefined,
): string | undefined {
  if (name === undefined) return undefined;
  if (place !== 'body') return request.query.get(name) ?? undefined;
  const value = isObject(request.body) ? (request.body[name] ?? follow(request.body, name.split('.'))) : undefined;
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}
