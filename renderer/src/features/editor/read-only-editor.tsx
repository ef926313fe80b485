import { useComputedColorScheme } from '@mantine/core';
import Editor from '@monaco-editor/react';
import { Loading } from '../../components/states.tsx';
import { historyTexts } from '../../texts/history.ts';
import { languageOf } from './languages.ts';
import type { monaco } from './monaco.ts';
import './monaco.ts';

const options: monaco.editor.IStandaloneEditorConstructionOptions = {
  readOnly: true,
  domReadOnly: true,
  automaticLayout: true,
  // An old file beside new ones: what a checker says of it means nothing.
  renderValidationDecorations: 'off',
  minimap: { enabled: false },
  scrollBeyondLastLine: false,
  padding: { top: 6, bottom: 6 },
  fontFamily: "'JetBrains Mono Variable', ui-monospace, Menlo, Consolas, monospace",
  fontSize: 12.5,
  lineHeight: 19,
  // Addresses in foreign text are not clickable (A15).
  links: false,
};

interface ReadOnlyEditorProps {
  readonly file: string;
  readonly text: string;
  readonly label: string;
}

/** A text that is no document: coloured, searchable, not to be changed. */
export default function ReadOnlyEditor({ file, text, label }: ReadOnlyEditorProps) {
  const scheme = useComputedColorScheme('light');
  return (
    <Editor
      value={text}
      language={languageOf(file, text.length)}
      theme={scheme === 'dark' ? 'studio-dark' : 'studio-light'}
      loading={<Loading what={historyTexts.readingFile(file)} />}
      options={{ ...options, ariaLabel: label }}
    />
  );
}
