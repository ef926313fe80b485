import type { IncomingMessage } from 'node:http';

/** Why a request is refused before anyone looks at what it wants; undefined where it may go on. */
export interface Refusal {
  readonly status: 403;
  readonly message: string;
}

const refuse = (message: string): Refusal => ({ status: 403, message });

const single = (values: readonly string[] | undefined): string | undefined =>
  values?.length === 1 ? values[0] : undefined;

/**
 * Refuses what another site, another name for this machine or another program could have a browser send
 * (A80, A82). Holds for GET and for requests without Origin too: a rebound name sends same-origin GETs without one.
 *
 * @param origin the host's own origin, e.g. `http://127.0.0.1:4711`
 */
export function refusalOf(request: IncomingMessage, origin: string): Refusal | undefined {
  const { headers, headersDistinct: distinct } = request;
  if (single(distinct.host) !== new URL(origin).host) {
    return refuse(`This host answers at ${origin} only.`);
  }
  // An absolute address in the request line would name a host of its own.
  if (!request.url?.startsWith('/')) return refuse('The request names no path.');
  if (headers.origin !== undefined && single(distinct.origin) !== origin) {
    return refuse('The request comes from another page.');
  }
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') {
    return refuse('The request comes from another site: paste the address into the address bar instead.');
  }
  // Loading ahead would use up a launch address that nobody has opened.
  if (headers['sec-purpose'] !== undefined || headers.purpose !== undefined) {
    return refuse('Nothing is loaded ahead.');
  }
  return undefined;
}
