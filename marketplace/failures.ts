import { randomBytes } from 'node:crypto';
import type { Socket } from 'node:net';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { hasZodFastifySchemaValidationErrors, type ZodFastifySchemaValidationError } from 'fastify-type-provider-zod';
import { packageLimits } from '../shared/limits.ts';
import type { MarketApp } from './app.ts';
import { errorBody, type Refusal, refuse, sendRefusal } from './errors.ts';
import { addressCaller, allowanceHeaders, type RateLimit } from './rate-limit.ts';

/** `req_` and 24 hex digits; names one request in its answer and in the log. */
export const newRequestId = (): string => `req_${randomBytes(12).toString('hex')}`;

const known: Readonly<Record<string, Refusal>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: refuse(
    413,
    'payload_too_large',
    `A package may hold at most ${packageLimits.archiveBytes} bytes.`,
  ),
  FST_ERR_CTP_INVALID_MEDIA_TYPE: refuse(
    415,
    'unsupported_media_type',
    'Send JSON as application/json, an archive as application/vnd.connector+zip or application/octet-stream.',
  ),
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: refuse(400, 'invalid_parameter', 'The body is shorter or longer than stated.'),
  FST_ERR_CTP_INVALID_JSON_BODY: refuse(400, 'invalid_parameter', 'The body is not valid JSON.'),
  FST_ERR_CTP_EMPTY_JSON_BODY: refuse(400, 'missing_parameter', 'Send a JSON body.'),
  FST_ERR_BAD_URL: refuse(400, 'invalid_parameter', 'The address is not a valid URL.'),
  ERR_STREAM_PREMATURE_CLOSE: refuse(400, 'invalid_parameter', 'The body ended before its time.'),
};

/** What of a request does not fit its schema: an id is of nothing then, a field is missing or wrong (FC-42). */
function schemaRefusal(issue: ZodFastifySchemaValidationError, part: string | undefined): Refusal {
  if (part === 'params') return refuse(404, 'not_found', 'There is no such thing.');
  const name = issue.instancePath
    .split('/')
    .filter((step) => step !== '')
    .join('.');
  if (name === 'cursor') return refuse(400, 'invalid_cursor', 'cursor must be a next_cursor of this list, unchanged.');
  if (/received undefined$/.test(issue.message ?? '') || (name === '' && /received null$/.test(issue.message ?? '')))
    return refuse(400, 'missing_parameter', name === '' ? 'Send a JSON body.' : `${name} is missing.`);
  return refuse(400, 'invalid_parameter', `${name === '' ? 'The body' : name}: ${issue.message ?? 'not valid'}.`);
}

function toRefusal(error: unknown): Refusal | undefined {
  if (hasZodFastifySchemaValidationErrors(error)) {
    const [issue] = error.validation;
    if (issue) return schemaRefusal(issue, error.validationContext);
  }
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
  const refusal = Object.hasOwn(known, code) ? known[code] : undefined;
  if (refusal) return refusal;
  const status = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500;
  return status >= 400 && status < 500 ? refuse(status, 'invalid_parameter', 'The request is not valid.') : undefined;
}

/** Every way to fail ends in the envelope: unknown routes, bodies too large, bugs (without their stack). */
export function registerFailures(app: MarketApp): void {
  app.setNotFoundHandler((request, reply) =>
    sendRefusal(
      request,
      reply,
      refuse(404, 'not_found', `There is no ${request.method} ${request.url.split('?')[0]?.slice(0, 200)} here.`),
    ),
  );
  app.setErrorHandler((error, request, reply) => {
    const refusal = toRefusal(error);
    // The cause of a bug belongs to whoever runs the server, not to whoever called it.
    if (!refusal) console.error(`${request.id} ${request.method} ${request.routeOptions.url ?? ''}`, error);
    return sendRefusal(
      request,
      reply,
      refusal ?? refuse(500, 'internal_error', `The marketplace failed; name ${request.id} when you report it.`),
    );
  });
}

/** Addresses that the router does not even take: broken escapes, segments over its length. They count for the caller's address. */
export const answerBadAddress =
  (allow: RateLimit) =>
  (error: unknown, request: FastifyRequest, reply: FastifyReply): void => {
    const bad = refuse(400, 'invalid_parameter', 'The address is not valid.');
    reply.headers({ 'x-request-id': request.id, ...allowanceHeaders(allow(addressCaller(request.ip))) });
    sendRefusal(request, reply, toRefusal(error) ?? bad);
  };

/** Bytes that are no HTTP request never reach a route; they get the envelope and its headers too. */
export const answerNoise =
  (allow: RateLimit) =>
  (_error: unknown, socket: Socket): void => {
    if (!socket.writable) {
      socket.destroy();
      return;
    }
    const id = newRequestId();
    const body = JSON.stringify(errorBody(refuse(400, 'invalid_parameter', 'This is not an HTTP request.'), id));
    const headers = {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
      'x-request-id': id,
      ...allowanceHeaders(allow(addressCaller(socket.remoteAddress))),
      connection: 'close',
    };
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
    socket.end(`HTTP/1.1 400 Bad Request\r\n${lines.join('')}\r\n${body}`);
  };
