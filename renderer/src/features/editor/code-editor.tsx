import { useComputedColorScheme } from '@mantine/core';
import Editor from '@monaco-editor/react';
import { useEffect, useState } from 'react';
import { Loading } from '../../components/states.tsx';
import { modelUri, startModels } from './models.ts';
import type { monaco } from './monaco.ts';
import { holdEditor } from './on-view.ts';
import { startProblems } from './problems.ts';
import { useEditor } from './store.ts';

startModels();
startProblems();

const options: monaco.editor.IStandaloneEditorConstructionOptions = {
  automaticLayout: true,
  fontFamily: "'JetBrains Mono Variable', ui-monospace, Menlo, Consolas, monospace",
  fontSize: 12.5,
  lineHeight: 19,
  tabSize: 2,
  minimap: { enabled: false },
  fixedOverflowWidgets: true,
  scrollBeyondLastLine: false,
  padding: { top: 6, bottom: 6 },
  wordBasedSuggestions: 'off',
  // Addresses in foreign text are not clickable (A15).
  links: false,
  stickyScroll: { enabled: true },
  bracketPairColorization: { enabled: true },
  renderWhitespace: 'selection',
  renderFinalNewline: 'on',
};

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
  const [editor, setEditor] = useState<monaco.editor.IStandaloneCodeEditor | null>(null);

  useEffect(() => {
    if (editor === null || reveal === null || reveal.key !== docKey) return;
    const position = { lineNumber: reveal.line, column: reveal.column };
    editor.setPosition(position);
    editor.revealPositionInCenterIfOutsideViewport(position);
    if (reveal.focus) editor.focus();
  }, [editor, reveal, docKey]);

  useEffect(() => (editor === null ? undefined : holdEditor(editor)), [editor]);

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
      loading={<Loading what="Loading the editor…" />}
      onMount={setEditor}
      options={{ ...options, readOnly, ariaLabel: `Editor ${path}` }}
    />
  );
}
