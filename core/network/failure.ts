import type { HttpFailure } from './types.ts';

/** Ends an exchange from inside; turned into a value where the exchange is recorded. */
export class ExchangeError extends Error {
  override readonly name = 'ExchangeError';
  readonly failure: HttpFailure;

  constructor(failure: HttpFailure) {
    super(failure.message);
    this.failure = failure;
  }
}

export const networkFailure = (code: string, message: string): HttpFailure => ({
  kind: 'failure',
  name: 'NetworkError',
  code,
  message,
});
export const policyFailure = (host: string, message: string): HttpFailure => ({
  kind: 'failure',
  name: 'PolicyError',
  code: 'refused',
  message,
  host,
});
export const requestFailure = (code: string, message: string): HttpFailure => ({
  kind: 'failure',
  name: 'TypeError',
  code,
  message,
});

const codeOf = (error: Error): string => ('code' in error && typeof error.code === 'string' ? error.code : '');

const CAUSES: Readonly<Record<string, readonly [code: string, text: string]>> = {
  ENOTFOUND: ['dns_failure', 'the name does not exist'],
  EAI_AGAIN: ['dns_temporary', 'the name server did not answer'],
  ECONNREFUSED: ['connection_refused', 'nothing listens there'],
  ECONNRESET: ['connection_closed', 'the other side closed the connection'],
  EPIPE: ['connection_closed', 'the other side closed the connection'],
  UND_ERR_SOCKET: ['connection_closed', 'the other side closed the connection'],
  EHOSTUNREACH: ['unreachable', 'there is no way to this host'],
  ENETUNREACH: ['unreachable', 'there is no way to this network'],
  ETIMEDOUT: ['connect_timeout', 'it did not answer'],
  CERT_HAS_EXPIRED: ['tls_failure', 'its certificate has expired'],
  DEPTH_ZERO_SELF_SIGNED_CERT: ['tls_failure', 'its certificate is self-signed'],
  SELF_SIGNED_CERT_IN_CHAIN: ['tls_failure', 'its certificate is signed by an authority that is not trusted'],
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: ['tls_failure', 'its certificate is signed by an authority that is not trusted'],
  ERR_TLS_CERT_ALTNAME_INVALID: ['tls_failure', 'its certificate is for another name'],
};

/** What is wrong with a certificate, by the code that Node gives it. */
export const certificateProblem = (code: string): string => `${CAUSES[code]?.[1] ?? 'it is not good'} (${code})`;

/** What went wrong with `host`, in words; anything unknown keeps its own message. */
export function describeError(error: unknown, host: string): HttpFailure {
  if (error instanceof ExchangeError) return error.failure;
  if (!(error instanceof Error))
    return networkFailure('network_failure', `The request to ${host} failed: ${String(error)}`);
  const nested = error instanceof AggregateError ? error.errors.find((one) => one instanceof Error) : undefined;
  const code = codeOf(error) || (nested instanceof Error ? codeOf(nested) : '');
  if (code === 'UND_ERR_SOCKET' && error.message.startsWith('bad ')) {
    return networkFailure(
      'bad_response',
      `The request to ${host} failed: the answer was not one to a request that had been sent (${error.message}): bytes before the request, a 100 Continue or 101 that nobody asked for.`,
    );
  }
  const known = CAUSES[code];
  if (known) return networkFailure(known[0], `The request to ${host} failed: ${known[1]} (${code}).`);
  // The parser of the client also states what it expects of a server as assertions.
  if (code === 'ERR_ASSERTION') {
    return networkFailure('bad_response', `The request to ${host} failed: the answer is not valid HTTP.`);
  }
  if (code.startsWith('HPE_') || error.name === 'HTTPParserError' || code.startsWith('UND_ERR_RES')) {
    return networkFailure(
      'bad_response',
      `The request to ${host} failed: the answer is not valid HTTP (${error.message}).`,
    );
  }
  if (code.startsWith('ERR_SSL') || code.startsWith('ERR_TLS') || /certificate|tls|ssl/i.test(error.message)) {
    return networkFailure(
      'tls_failure',
      `The request to ${host} failed: no secure connection could be made (${error.message}).`,
    );
  }
  return networkFailure(
    'network_failure',
    `The request to ${host} failed: ${error.message}${code === '' ? '' : ` (${code})`}.`,
  );
}
