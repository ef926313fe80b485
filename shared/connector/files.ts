import { fail, ok, type Result } from '../result.ts';

/** One file of a connector: path with forward slashes, text in UTF-8. */
export interface ConnectorFile {
  readonly path: string;
  readonly text: string;
}

/** A change of one file: its new text, or null where it is taken away. */
export interface FileChange {
  readonly path: string;
  readonly text: string | null;
}

const fixedPaths: ReadonlySet<string> = new Set([
  'connector.json',
  'mocks.json',
  'logo.svg',
  'README.md',
  'CHANGELOG.md',
]);

/** What the sandbox runs: the functions, the helper modules beside them, and the commands. */
const scriptPath = /^(?:commands|functions\/[A-Za-z0-9_-]{1,64})\.(?:js|ts)$/;

/** Scripts, and the imported description kept for re-import. */
const openPaths = [scriptPath, /^spec\/[A-Za-z0-9][A-Za-z0-9._ -]{0,120}$/];

/** Whether a file is code of the connector, in JavaScript or TypeScript. */
export const isScriptPath = (path: string): boolean => scriptPath.test(path);

/** Whether a file is code in TypeScript: its types are taken out before it runs. */
export const isTypeScriptPath = (path: string): boolean => path.endsWith('.ts') && isScriptPath(path);

/** `a.ts` for `a.js` and the other way round: the same module, of which a connector may have one form only. */
export const twinPath = (path: string): string =>
  path.replace(/\.(?:js|ts)$/, (end) => (end === '.js' ? '.ts' : '.js'));

/** Only these files are stored, packed and unpacked (A25, A34, A124). */
export const isConnectorPath = (path: string): boolean =>
  fixedPaths.has(path) ||
  (openPaths.some((pattern) => pattern.test(path)) && !path.includes('..') && !/[. ]$/.test(path));

export function checkConnectorPath(path: string): Result<string> {
  if (isConnectorPath(path)) return ok(path);
  return fail(
    'input',
    'bad_path',
    `${JSON.stringify(path.slice(0, 200))} is not a file of a connector; use connector.json, commands.js, mocks.json, README.md, CHANGELOG.md, logo.svg, functions/<name>.js or spec/<file>; scripts may end in .ts instead of .js.`,
  );
}

/** Where a function stands unless it was written in TypeScript. */
export const functionPath = (name: string): string => `functions/${name}.js`;

const COMMANDS = 'commands.js';

const formOf = (paths: ReadonlySet<string>, path: string): string | undefined =>
  [path, twinPath(path)].find((one) => paths.has(one));

/** The file of a function among a connector's paths, in either language; undefined where there is none. */
export const findFunction = (paths: ReadonlySet<string>, name: string): string | undefined =>
  formOf(paths, functionPath(name));

/** The file of the commands among a connector's paths; undefined where there is none. */
export const findCommands = (paths: ReadonlySet<string>): string | undefined => formOf(paths, COMMANDS);
