import { loader } from '@monaco-editor/react';
import * as monaco from 'monaco-editor/editor';
import EditorWorker from 'monaco-editor/editor/editor.worker?worker';
import 'monaco-editor/features/register.all';
import 'monaco-editor/languages/definitions/javascript/register';
import 'monaco-editor/languages/definitions/markdown/register';
import 'monaco-editor/languages/definitions/typescript/register';
import 'monaco-editor/languages/definitions/xml/register';
import 'monaco-editor/languages/definitions/yaml/register';
import JsonWorker from 'monaco-editor/languages/features/json/json.worker?worker';
import { jsonDefaults } from 'monaco-editor/languages/features/json/register';
import { darkTheme, lightTheme } from './monaco-themes.ts';

/**
 * Monaco with the languages of a connector, bundled: no CDN, no blob workers, no eval. This module is the lazy chunk of
 * the editor; nothing outside this folder imports it.
 */
self.MonacoEnvironment = {
  getWorker(_id: string, label: string) {
    if (label === 'json') return new JsonWorker({ name: label });
    return new EditorWorker({ name: label });
  },
};

jsonDefaults.setDiagnosticsOptions({ validate: true, enableSchemaRequest: false, schemas: [], allowComments: false });

monaco.editor.defineTheme('studio-light', lightTheme);
monaco.editor.defineTheme('studio-dark', darkTheme);

// Before the first <Editor>: else the loader fetches another version from a CDN.
loader.config({ monaco });

// Widths measured before the web font arrived would misplace the cursor.
void document.fonts.ready.then(() => monaco.editor.remeasureFonts());

export { monaco };
