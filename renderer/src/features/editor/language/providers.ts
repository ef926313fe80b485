import {
  DefinitionAdapter,
  DocumentHighlightAdapter,
  FormatAdapter,
  FormatOnTypeAdapter,
  LibFiles,
  OutlineAdapter,
  QuickInfoAdapter,
  ReferenceAdapter,
  RenameAdapter,
  SignatureHelpAdapter,
  SuggestAdapter,
} from 'monaco-editor/languages/features/typescript/languageFeatures';
import { javascriptDefaults, typescriptDefaults } from 'monaco-editor/languages/features/typescript/register';
import sandboxTypes from '../../../../../resources/sandbox.d.ts?raw';
import { monaco } from '../monaco.ts';
import { organizeImports, quickFixes } from './code-actions.ts';
import { sandboxLib } from './libs.ts';
import { scriptLanguages, serviceAccess } from './service.ts';

/** Monaco's own set-up has one service for each language, which do not see each other's files: it does nothing here. */
function switchOffOwnServices(): void {
  javascriptDefaults.setModeConfiguration({});
  typescriptDefaults.setModeConfiguration({});
}

/** Scripts where they can be edited: the service knows no text of a comparison, of a revision or beside a script. */
const inConnector = (language: string): monaco.languages.LanguageFilter => ({
  language,
  scheme: 'file',
  pattern: '**/{commands,functions/*}.{js,ts}',
});

/** Puts the one language service behind completion, hover, rename and the rest, for scripts in both languages. */
export function registerScriptProviders(): void {
  switchOffOwnServices();
  typescriptDefaults.addExtraLib(sandboxTypes, sandboxLib);
  const libs = new LibFiles(serviceAccess);
  const { languages } = monaco;
  for (const language of scriptLanguages.map(inConnector)) {
    languages.registerCompletionItemProvider(language, new SuggestAdapter(serviceAccess));
    languages.registerSignatureHelpProvider(language, new SignatureHelpAdapter(serviceAccess));
    languages.registerHoverProvider(language, new QuickInfoAdapter(serviceAccess));
    languages.registerDocumentHighlightProvider(language, new DocumentHighlightAdapter(serviceAccess));
    languages.registerDefinitionProvider(language, new DefinitionAdapter(libs, serviceAccess));
    languages.registerReferenceProvider(language, new ReferenceAdapter(libs, serviceAccess));
    languages.registerDocumentSymbolProvider(language, new OutlineAdapter(serviceAccess));
    languages.registerRenameProvider(language, new RenameAdapter(libs, serviceAccess));
    languages.registerDocumentRangeFormattingEditProvider(language, new FormatAdapter(serviceAccess));
    languages.registerOnTypeFormattingEditProvider(language, new FormatOnTypeAdapter(serviceAccess));
    languages.registerCodeActionProvider(language, quickFixes, { providedCodeActionKinds: [quickFixes.kind] });
    languages.registerCodeActionProvider(language, organizeImports, {
      providedCodeActionKinds: [organizeImports.kind],
    });
  }
}
