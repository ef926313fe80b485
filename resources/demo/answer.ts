import type { ErrorBody } from './schemas/error.ts';

/** What an operation answers; `body` is sent as JSON, nothing at all where it is absent. */
export interface Answer {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export type FieldErrors = NonNullable<ErrorBody['error']['fields']>;

export const answer = (body: unknown, headers: Readonly<Record<string, string>> = {}): Answer => ({
  status: 200,
  body,
  headers,
});

function errorAnswer(status: number, code: string, message: string, fields?: FieldErrors): Answer {
  const body: ErrorBody = { error: { code, message, ...(fields === undefined ? {} : { fields }) } };
  return { status, body };
}

export const badParameter = (fields: FieldErrors): Answer =>
  errorAnswer(400, 'bad_parameter', 'A parameter is not as described.', fields);

export const badRequest = (message: string): Answer => errorAnswer(400, 'bad_request', message);

export const unauthorised = (): Answer => ({
  ...errorAnswer(401, 'unauthorized', 'Send the key as X-API-Key, or as a bearer token in Authorization.'),
  headers: { 'www-authenticate': 'Bearer realm="demo"' },
});

export const notFound = (thing: string, id: string | number): Answer =>
  errorAnswer(404, 'not_found', `There is no ${thing} ${id}.`);

export const conflict = (message: string, fields: FieldErrors): Answer => errorAnswer(409, 'conflict', message, fields);

export const invalid = (fields: FieldErrors): Answer =>
  errorAnswer(422, 'validation_failed', 'The data cannot be accepted; see fields.', fields);

/** @param seconds wait before the next attempt, s */
export const tooManyRequests = (seconds: number): Answer => ({
  ...errorAnswer(429, 'too_many_requests', `Too many requests: wait ${seconds} s and try again.`),
  headers: { 'retry-after': String(seconds) },
});

export const serverError = (message: string): Answer => errorAnswer(500, 'internal_error', message);
