import { fail, ok, type Result } from '../result.ts';
import { functionNames } from './names.ts';

/** One file of a connector: path with forward slashes, text in UTF-8. */
export interface ConnectorFile {
  readonly path: string;
  readonly text: string;
}

const fixedPaths: ReadonlySet<string> = new Set([
  'connector.json',
  'commands.js',
  'mocks.json',
  'logo.svg',
  'README.md',
  'functions/utility.js',
  ...functionNames.map((name) => `functions/${name}.js`),
]);

/** Helper modules beside the functions, and the imported description kept for re-import. */
const openPaths = [/^functions\/[A-Za-z0-9_-]{1,64}\.js$/, /^spec\/[A-Za-z0-9][A-Za-z0-9._ -]{0,120}$/];

/** Only these files are stored, packed and unpacked (A25, A34, A124). */
export const isConnectorPath = (path: string): boolean =>
  fixedPaths.has(path) ||
  (openPaths.some((pattern) => pattern.test(path)) && !path.includes('..') && !/[. ]$/.test(path));

export function checkConnectorPath(path: string): Result<string> {
  if (isConnectorPath(path)) return ok(path);
  return fail(
    'input',
    'bad_path',
    `${JSON.stringify(path.slice(0, 200))} is not a file of a connector; use connector.json, commands.js, mocks.json, README.md, logo.svg, functions/<name>.js or spec/<file>.`,
  );
}

export const functionPath = (name: string): string => `functions/${name}.js`;
