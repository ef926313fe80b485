import { useComputedColorScheme } from '@mantine/core';
import { DiffEditor } from '@monaco-editor/react';
import { Loading } from '../../components/states.tsx';
import { editorTexts } from '../../texts/editor.ts';
import { languageOf } from './languages.ts';
import type { monaco } from './monaco.ts';
import './monaco.ts';

const options: monaco.editor.IStandaloneDiffEditorConstructionOptions = {
  readOnly: true,
  originalEditable: false,
  domReadOnly: true,
  automaticLayout: true,
  renderSideBySide: true,
  useInlineViewWhenSpaceIsLimited: false,
  // Parts of files are no programs: what a checker says of them means nothing.
  renderValidationDecorations: 'off',
  renderMarginRevertIcon: false,
  minimap: { enabled: false },
  renderOverviewRuler: false,
  overviewRulerLanes: 0,
  wordWrap: 'on',
  diffWordWrap: 'on',
  scrollBeyondLastLine: false,
  fontFamily: "'JetBrains Mono Variable', ui-monospace, Menlo, Consolas, monospace",
  fontSize: 12,
  lineHeight: 18,
  // Addresses in foreign text are not clickable (A15).
  links: false,
};

interface DiffViewProps {
  /** Path of the file that both texts are of; it chooses the language. */
  readonly file: string;
  readonly left: string;
  readonly right: string;
  /** Names what is compared. */
  readonly label: string;
}

/** Two texts side by side, read-only, with what differs marked. */
export default function DiffView({ file, left, right, label }: DiffViewProps) {
  const scheme = useComputedColorScheme('light');
  return (
    <DiffEditor
      original={left}
      modified={right}
      language={languageOf(file, left.length + right.length)}
      theme={scheme === 'dark' ? 'studio-dark' : 'studio-light'}
      loading={<Loading what={editorTexts.loading} />}
      options={options}
      onMount={(editor) => {
        editor.getOriginalEditor().updateOptions({ ariaLabel: editorTexts.diff.mine(label) });
        editor.getModifiedEditor().updateOptions({ ariaLabel: editorTexts.diff.newer(label) });
      }}
    />
  );
}
