import type { Diagnostic } from 'monaco-editor/languages/features/typescript/register';
import sandbox from '../../../../../resources/sandbox.d.ts?raw';
import type { ConnectorFile } from '../../../../../shared/connector/files.ts';
import { type Manifest, manifestSchema } from '../../../../../shared/connector/manifest.ts';
import { plainManifest } from '../../../../../shared/connector/testing.ts';
import { connectorTypes, filterNames } from '../../../../../shared/connector/types-file.ts';
import { compilerOptions } from './compiler-options.ts';
import { connectorLib, sandboxLib } from './libs.ts';
import { ScriptWorker } from './script-worker.ts';

/** A manifest with what a test says. */
export const manifestOf = (more: Readonly<Record<string, unknown>>): Manifest =>
  manifestSchema.parse({
    ...plainManifest,
    authentication: [{ id: 'token', name: 'Token', type: 'bearer' }],
    ...more,
  });

/** One connector in the language service. */
export interface Opened {
  readonly manifest: Manifest;
  readonly files: readonly ConnectorFile[];
}

/** The language service of the editor with these connectors, without an editor; places are marked by `|` in `text`. */
export function openService(...connectors: readonly Opened[]) {
  const models = connectors.flatMap(({ manifest, files }) =>
    files
      .filter(({ path }) => /\.[jt]s$/.test(path))
      .map(({ path, text }) => ({
        uri: { path: `/${manifest.id}/${path}`, toString: () => `file:///${manifest.id}/${path}` },
        version: 1,
        getValue: () => text,
      })),
  );
  const libs = connectors.map(({ manifest, files }): [string, string] => [
    connectorLib(manifest.id),
    connectorTypes(manifest, filterNames(files.find(({ path }) => path === 'functions/config.js')?.text ?? '')),
  ]);
  const worker = new ScriptWorker(
    { getMirrorModels: () => models },
    {
      compilerOptions,
      extraLibs: Object.fromEntries(
        [[sandboxLib, sandbox] as const, ...libs].map(([path, content]) => [path, { content, version: 1 }]),
      ),
    },
  );
  return { worker, names: models.map(({ uri }) => uri.toString()) };
}

const messageOf = ({ messageText }: Diagnostic): string =>
  typeof messageText === 'string' ? messageText : messageText.messageText;

/** What is wrong in all files, one line for each: file, text at the place, message. */
export async function problemsOf(...connectors: readonly Opened[]): Promise<readonly string[]> {
  const { worker, names } = openService(...connectors);
  const texts = new Map(
    connectors.flatMap(({ manifest, files }) =>
      files.map(({ path, text }) => [`file:///${manifest.id}/${path}`, text]),
    ),
  );
  const found: string[] = [];
  for (const name of names) {
    const all = [...(await worker.getSyntacticDiagnostics(name)), ...(await worker.getSemanticDiagnostics(name))];
    for (const one of all) {
      const from = one.start ?? 0;
      found.push(
        `${name.slice('file:///'.length)}: ${texts.get(name)?.slice(from, from + (one.length ?? 0))}: ${messageOf(one)}`,
      );
    }
  }
  return found;
}

/** The names that completion offers at the `|` of one file, without those of the language. */
export async function offered(connector: Opened, path: string): Promise<readonly string[]> {
  const at = connector.files.find((file) => file.path === path)?.text.indexOf('|') ?? -1;
  const files = connector.files.map((file) => ({ ...file, text: file.text.replace('|', '') }));
  const { worker } = openService({ ...connector, files });
  const answer: unknown = await worker.getCompletionsAtPosition(`file:///${connector.manifest.id}/${path}`, at);
  const entries = typeof answer === 'object' && answer !== null && 'entries' in answer ? answer.entries : [];
  return (Array.isArray(entries) ? entries : []).map((entry: { readonly name: string }) => entry.name);
}
