/** The parts of a URL that a list shows apart. */
export interface UrlParts {
  readonly host: string;
  readonly path: string;
  readonly query: string;
}

/** Host (with port), path and query of a URL; text that is no URL is all path. */
export function splitUrl(url: string): UrlParts {
  if (!URL.canParse(url)) return { host: '', path: url, query: '' };
  const { host, pathname, search } = new URL(url);
  return { host, path: pathname, query: search };
}
