import type { Exchange } from '../../../../shared/run/exchange.ts';

/** The parts of a URL that a list shows apart. */
export interface UrlParts {
  readonly host: string;
  readonly path: string;
  readonly query: string;
}

// Not the parser of the platform, which takes ten times as long: these addresses have been through it when they were recorded.
const http = /^https?:\/\/(?:[^/?#@]*@)?([^/?#]*)([^?#]*)(\?[^#]*)?/i;

/** Host (with port), path and query of a URL; text that is no URL is all path. */
export function splitUrl(url: string): UrlParts {
  const [whole, host = '', path = '', query = ''] = http.exec(url) ?? [];
  return whole === undefined ? { host: '', path: url, query: '' } : { host, path: path === '' ? '/' : path, query };
}

const known = new WeakMap<Exchange, UrlParts>();

/** The same of an exchange, taken apart once: sorting asks for it millions of times. */
export function urlPartsOf(exchange: Exchange): UrlParts {
  const before = known.get(exchange);
  if (before !== undefined) return before;
  const parts = splitUrl(exchange.url);
  known.set(exchange, parts);
  return parts;
}

/** One parameter of a query, decoded; `raw` where that changed it. */
export interface QueryParameter {
  readonly name: string;
  readonly value: string;
  readonly raw: string;
}

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
};

/** The parameters of a query or of a form, in their order; names may repeat. */
export const parametersOf = (query: string): readonly QueryParameter[] =>
  query
    .replace(/^\?/, '')
    .split('&')
    .filter((pair) => pair !== '')
    .map((raw) => {
      const at = raw.indexOf('=');
      const name = at < 0 ? raw : raw.slice(0, at);
      return { name: decoded(name), value: decoded(at < 0 ? '' : raw.slice(at + 1)), raw };
    });
