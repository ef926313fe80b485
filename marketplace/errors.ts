import type { FastifyReply, FastifyRequest } from 'fastify';

/** A refused request: HTTP status, stable code, one sentence. */
export interface Refusal {
  readonly status: number;
  readonly code: string;
  readonly message: string;
  /** Seconds, where the same request may be sent again later. */
  readonly retryAfter?: number;
  /** Further members of the error, such as what is in the way. */
  readonly details?: Readonly<Record<string, unknown>>;
}

/** A refusal that is not to be tried again. */
export const refuse = (status: number, code: string, message: string): Refusal => ({ status, code, message });

const typeOf = (status: number): string => {
  if (status === 401) return 'authentication_error';
  if (status === 403) return 'permission_error';
  if (status === 404) return 'not_found_error';
  if (status === 409) return 'conflict_error';
  if (status === 422) return 'validation_error';
  if (status === 429) return 'rate_limit_error';
  return status < 500 ? 'invalid_request_error' : 'api_error';
};

/** The one shape of every failure (FC-30). */
export const errorBody = ({ status, code, message, details }: Refusal, requestId: string) => ({
  error: {
    ...details,
    type: typeOf(status),
    code,
    message,
    doc_url: `https://fibric.io/docs/errors#${code}`,
    request_id: requestId,
  },
});

/** Answers with the envelope, the status and, where it is given, `Retry-After`. */
export function sendRefusal(request: FastifyRequest, reply: FastifyReply, refusal: Refusal): FastifyReply {
  if (refusal.retryAfter !== undefined) reply.header('retry-after', String(refusal.retryAfter));
  return reply.code(refusal.status).send(errorBody(refusal, request.id));
}
