import { type ConnectorFile, isScriptPath } from '../../../shared/connector/files.ts';
import type { Manifest } from '../../../shared/connector/manifest.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { parseManifest } from '../../package/manifest.ts';
import { checkScan, scanPackage } from '../../package/scan.ts';
import { type DefinitionOptions, definitionCode } from './definition.ts';
import { projectReadme } from './readme.ts';
import { sdkTypes } from './sdk.ts';

export { type FibricSdk, fibricSdks } from './sdk.ts';

/** The adapter that handlers call the connector's code by: files of `src/runtime`, by name. */
export type FibricRuntime = Readonly<Record<'call.js' | 'guest.js' | 'http.js' | 'thread.js', string>>;

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

const packageJson = ({ id, version }: Manifest): string =>
  json({
    name: `cn-${id}`,
    version,
    private: true,
    type: 'module',
    main: 'src/connector.ts',
    engines: { node: '>=22.18' },
    scripts: { check: 'tsc -p .' },
    devDependencies: { '@types/node': '>=22.18', typescript: '>=5.9' },
  });

const tsconfig = json({
  compilerOptions: {
    ...{ target: 'es2024', lib: ['es2024'], module: 'nodenext', types: ['node'], strict: true, skipLibCheck: true },
    ...{ noEmit: true, allowJs: true, checkJs: true, allowImportingTsExtensions: true, verbatimModuleSyntax: true },
  },
  include: ['src'],
});

/**
 * A connector as a project for Fibric (FC-70): its definition in TypeScript, the types of that, an adapter, and beside them its
 * own code and manifest as they stand. Equal connectors give equal bytes. Input failures: `bad_manifest` and the like, and
 * `secrets_found` with the places: a secret in the code would go out with it.
 */
export function fibricProject(
  files: readonly ConnectorFile[],
  options: DefinitionOptions & { readonly runtime: FibricRuntime },
): Result<readonly ConnectorFile[]> {
  const stated = files.find(({ path }) => path === 'connector.json');
  if (!stated) return fail('input', 'bad_manifest', 'This connector has no connector.json.');
  const manifest = parseManifest(stated.text);
  if (!manifest.ok) return manifest;
  const own = files.filter(({ path }) => path === 'connector.json' || isScriptPath(path));
  const { secrets } = scanPackage(own);
  const clean = checkScan({ secrets, personal: [] });
  if (!clean.ok) return clean;
  return ok([
    { path: 'package.json', text: packageJson(manifest.value) },
    { path: 'tsconfig.json', text: tsconfig },
    { path: 'README.md', text: projectReadme(manifest.value, options.sdk) },
    { path: 'src/connector.ts', text: definitionCode(manifest.value, options) },
    { path: 'src/sdk.ts', text: sdkTypes(options.sdk) },
    ...Object.entries(options.runtime).map(([name, text]) => ({ path: `src/runtime/${name}`, text })),
    ...own.map(({ path, text }) => ({ path: `connector/${path}`, text })).sort((a, b) => (a.path < b.path ? -1 : 1)),
  ]);
}
