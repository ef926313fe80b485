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

monaco.editor.defineTheme('studio-light', {
  base: 'vs',
  inherit: true,
  rules: [
    { token: 'comment', foreground: '007000' },
    { token: 'number', foreground: '066a45' },
  ],
  colors: {
    'editor.background': '#ffffff',
    'editorLineNumber.foreground': '#69707d',
    'editorCodeLens.foreground': '#5f6672',
    'editorLineNumber.activeForeground': '#1d2128',
    'editorGutter.background': '#ffffff',
    'editor.lineHighlightBorder': '#eef0f4',
    'editorWidget.background': '#f8f9fb',
    'editorWidget.border': '#dcdfe6',
    focusBorder: '#3b5bdb',
    // Light enough for the colours of the code on them; the frames carry the difference.
    'diffEditor.insertedLineBackground': '#17713a12',
    'diffEditor.removedLineBackground': '#c0202b12',
    'diffEditor.insertedTextBackground': '#17713a00',
    'diffEditor.removedTextBackground': '#c0202b00',
    'diffEditor.insertedTextBorder': '#17713a',
    'diffEditor.removedTextBorder': '#c0202b',
  },
});
monaco.editor.defineTheme('studio-dark', {
  base: 'vs-dark',
  inherit: true,
  rules: [{ token: 'comment', foreground: '7da868' }],
  colors: {
    'editor.background': '#1b1c20',
    'editorLineNumber.foreground': '#868e9b',
    'editorCodeLens.foreground': '#969eab',
    'editorLineNumber.activeForeground': '#d9dce2',
    'editorGutter.background': '#1b1c20',
    'editor.lineHighlightBorder': '#26282e',
    'editorWidget.background': '#202227',
    'editorWidget.border': '#353840',
    focusBorder: '#5c7cfa',
    'diffEditor.insertedLineBackground': '#6fd68b12',
    'diffEditor.removedLineBackground': '#ff8f8f12',
    'diffEditor.insertedTextBackground': '#6fd68b00',
    'diffEditor.removedTextBackground': '#ff8f8f00',
    'diffEditor.insertedTextBorder': '#6fd68b',
    'diffEditor.removedTextBorder': '#ff8f8f',
  },
});

// Before the first <Editor>: else the loader fetches another version from a CDN.
loader.config({ monaco });

// Widths measured before the web font arrived would misplace the cursor.
void document.fonts.ready.then(() => monaco.editor.remeasureFonts());

export { monaco };
