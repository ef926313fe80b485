import type { WorkerAccess } from 'monaco-editor/languages/features/typescript/languageFeatures';
import { typescriptDefaults } from 'monaco-editor/languages/features/typescript/register';
import { isScriptPath } from '../../../../../shared/connector/files.ts';
import { monaco } from '../monaco.ts';
import { compilerOptions } from './compiler-options.ts';
import ScriptsWorker from './script.worker.ts?worker';
import type { ScriptWorker } from './script-worker.ts';

/** The languages of scripts. One service reads both, so that they may import each other. */
export const scriptLanguages = ['javascript', 'typescript'] as const;

/** The connector of a script's model; undefined for every other model. */
export function connectorOfScript(model: monaco.editor.ITextModel): string | undefined {
  const [, connector, path] = /^\/([^/]+)\/(.+)$/.exec(model.uri.path) ?? [];
  const isScript = model.uri.scheme === 'file' && path !== undefined && isScriptPath(path);
  return isScript && scriptLanguages.some((one) => one === model.getLanguageId()) ? connector : undefined;
}

/** The models of all scripts, of one connector or of all. */
export const scriptModels = (connector?: string): readonly monaco.editor.ITextModel[] =>
  monaco.editor.getModels().filter((model) => {
    const own = connectorOfScript(model);
    return own !== undefined && (connector === undefined || own === connector);
  });

let client: monaco.editor.MonacoWebWorker<ScriptWorker> | undefined;

/** Starts with the first question: a page that shows no script needs no compiler. */
function start(): monaco.editor.MonacoWebWorker<ScriptWorker> {
  const worker = new ScriptsWorker({ name: 'scripts' });
  worker.postMessage('start');
  worker.postMessage({ compilerOptions, extraLibs: typescriptDefaults.getExtraLibs() });
  const started = monaco.editor.createWebWorker<ScriptWorker>({ worker, keepIdleModels: true });
  typescriptDefaults.onDidExtraLibsChange(async () => {
    const service = await started.getProxy();
    await service.updateExtraLibs(typescriptDefaults.getExtraLibs());
  });
  return started;
}

let synced: Promise<ScriptWorker> | undefined;

/**
 * The language service, with every script as it stands in the editor now. Models are sent once: from then on Monaco tells
 * the worker of each change by itself, and asking it again would cost an answer of the worker for every question.
 */
export function scriptService(): Promise<ScriptWorker> {
  if (client === undefined) {
    client = start();
    const again = () => {
      synced = undefined;
    };
    monaco.editor.onDidCreateModel(again);
    monaco.editor.onDidChangeModelLanguage(again);
  }
  synced ??= client.withSyncedResources(scriptModels().map((model) => model.uri));
  return synced;
}

/** The same for Monaco's adapters, which name the file that they ask about. */
export const serviceAccess: WorkerAccess = () => scriptService();
