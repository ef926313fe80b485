import type { KeyPlace } from './auth.ts';
import { isKeyHeader } from './key-names.ts';
import type { SeenValue } from './seen.ts';

/** Headers that the sender sets, that a browser adds, or that are looked at elsewhere: never parameters. */
const OWN_HEADERS: ReadonlySet<string> = new Set(
  (
    'accept accept-encoding accept-charset authorization cache-control connection content-length content-type content-encoding cookie date dnt ' +
    'expect expires forwarded host if-modified-since if-none-match keep-alive origin pragma priority proxy-authorization proxy-connection ' +
    'referer referrer-policy te trailer transfer-encoding upgrade upgrade-insecure-requests user-agent via postman-token purpose save-data ' +
    'set-cookie x-requested-with x-csrf-token x-xsrf-token sentry-trace baggage traceparent tracestate newrelic rtt downlink ect range'
  ).split(' '),
);

/** True for a header that is a parameter of a request rather than part of how it is sent. */
export const isParameterHeader = (name: string): boolean => {
  const lower = name.toLowerCase();
  return lower !== '' && !OWN_HEADERS.has(lower) && !/^(?:sec-|:|x-forwarded-|cf-|x-datadog-|x-b3-)/.test(lower);
};

/** Headers of one request by what they are for. */
export interface SortedHeaders {
  readonly parameters: readonly SeenValue[];
  readonly keys: readonly KeyPlace[];
}

/** Tells parameters from keys; what belongs to the sender is left out. */
export function sortHeaders(headers: readonly SeenValue[]): SortedHeaders {
  const candidates = headers.filter((one) => isParameterHeader(one.name));
  return {
    parameters: candidates.filter((one) => !isKeyHeader(one.name)),
    keys: candidates
      .filter((one) => isKeyHeader(one.name))
      .map((one): KeyPlace => ({ in: 'header', name: one.name, pointer: one.pointer })),
  };
}
