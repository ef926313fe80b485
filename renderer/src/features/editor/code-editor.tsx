import { useComputedColorScheme } from '@mantine/core';
import Editor from '@monaco-editor/react';
import { useEffect, useMemo, useState } from 'react';
import { Loading } from '../../components/states.tsx';
import { editorTexts } from '../../texts/editor.ts';
import { useSettings } from '../settings/store.ts';
import { registerKeybindings } from './keybindings.ts';
import { startJson } from './language/json-language.ts';
import { registerSnippets } from './language/snippet-provider.ts';
import { watchSymbols } from './language/symbol-watch.ts';
import { registerRunLenses } from './lens-provider.ts';
import { modelUri, startModels } from './models.ts';
import type { monaco } from './monaco.ts';
import { holdEditor } from './on-view.ts';
import { editorOptions } from './options.ts';
import { startProblems } from './problems.ts';
import { startRunMark } from './run-mark.ts';
import { useEditor } from './store.ts';

startModels();
startJson();
startRunMark();
startProblems();
registerRunLenses();
registerSnippets();
registerKeybindings();

/** Whether the keyboard is nowhere, or waits in the part of the window that the editor is in. */
function isKeyboardFree(editor: monaco.editor.IStandaloneCodeEditor): boolean {
  const { activeElement } = document;
  return activeElement === document.body || activeElement === editor.getContainerDomNode().closest('[data-region]');
}

interface CodeEditorProps {
  /** Key of the document on view; it must be loaded. */
  readonly docKey: string;
  readonly path: string;
  readonly readOnly: boolean;
}

/** The one editor: models are swapped under it, each with its own scroll place and cursor. */
export default function CodeEditor({ docKey, path, readOnly }: CodeEditorProps) {
  const scheme = useComputedColorScheme('light');
  const reveal = useEditor((state) => state.reveal);
  const settings = useSettings();
  const options = useMemo(() => editorOptions(settings), [settings]);
  const [editor, setEditor] = useState<monaco.editor.IStandaloneCodeEditor | null>(null);

  useEffect(() => {
    if (editor === null || reveal === null || reveal.key !== docKey) return;
    const position = { lineNumber: reveal.line, column: reveal.column };
    editor.setPosition(position);
    editor.revealPositionInCenterIfOutsideViewport(position);
    if (reveal.focus) editor.focus();
  }, [editor, reveal, docKey]);

  useEffect(() => (editor === null ? undefined : holdEditor(editor)), [editor]);
  useEffect(() => (editor === null ? undefined : watchSymbols(editor)), [editor]);

  useEffect(() => {
    if (editor === null) return;
    const report = () => {
      const at = editor.getPosition();
      useEditor.setState({ cursor: at ? { line: at.lineNumber, column: at.column } : null });
    };
    report();
    const listeners = [editor.onDidChangeCursorPosition(report), editor.onDidChangeModel(report)];
    return () => {
      for (const listener of listeners) listener.dispose();
      useEditor.setState({ cursor: null });
    };
  }, [editor]);

  return (
    <Editor
      path={modelUri(docKey).toString()}
      theme={scheme === 'dark' ? 'studio-dark' : 'studio-light'}
      keepCurrentModel
      loading={<Loading what={editorTexts.loading} />}
      onMount={(mounted) => {
        setEditor(mounted);
        if (isKeyboardFree(mounted)) mounted.focus();
      }}
      options={{ ...options, readOnly, ariaLabel: editorTexts.label(path) }}
    />
  );
}
