import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { securityHeaders } from '../../shared/security.ts';

/** One file of the built interface. */
export interface StaticFile {
  readonly headers: Readonly<Record<string, string>>;
  read(): Promise<Uint8Array<ArrayBuffer>>;
}

/** The built interface: exactly the files that were there when it was opened. */
export interface StaticFiles {
  /** The file of a URL path as it stands in the request, or undefined. */
  find(pathname: string): StaticFile | undefined;
}

const mediaTypes: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.ttf': 'font/ttf',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
};

function toStaticFile(file: string, pathname: string): StaticFile | undefined {
  // What has no known type (source maps among them) is no part of the interface.
  const mediaType = mediaTypes[path.extname(file)];
  if (mediaType === undefined) return undefined;
  // Files below /assets/ have their content's hash in their name.
  const caching = pathname.startsWith('/assets/') ? 'private, max-age=31536000, immutable' : 'no-store';
  return {
    headers: { ...securityHeaders, 'content-type': mediaType, 'cache-control': caching },
    read: async () => new Uint8Array(await readFile(file)),
  };
}

/** Walks by hand: inside an asar archive, a recursive `readdir` is not to be relied on. */
async function* walk(directory: string): AsyncGenerator<string> {
  for (const entry of await readdir(directory, { withFileTypes: true })) {
    const file = path.join(directory, entry.name);
    if (entry.isDirectory()) yield* walk(file);
    if (entry.isFile()) yield file;
  }
}

/**
 * Lists the interface below `root` once. Requests are compared with this list as text and never become file names, so
 * there is nothing to traverse; symbolic links are left out (A88). Rejects where the folder cannot be read.
 */
export async function openStaticFiles(root: string): Promise<StaticFiles> {
  const files = new Map<string, StaticFile>();
  for await (const file of walk(root)) {
    const pathname = encodeURI(`/${path.relative(root, file).split(path.sep).join('/')}`);
    const found = toStaticFile(file, pathname);
    if (found) files.set(pathname, found);
  }
  return { find: (pathname) => files.get(pathname === '/' ? '/index.html' : pathname) };
}
