import { useComputedColorScheme } from '@mantine/core';
import { DiffEditor } from '@monaco-editor/react';
import { useMemo } from 'react';
import { Loading } from '../../components/states.tsx';
import { historyTexts } from '../../texts/history.ts';
import { languageOf } from './languages.ts';
import type { monaco } from './monaco.ts';
import './monaco.ts';
import './diff-view.css';

const options: monaco.editor.IStandaloneDiffEditorConstructionOptions = {
  originalEditable: false,
  automaticLayout: true,
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

/** Names one half of the widget, which forgets the name whenever it takes options over. */
function keepName(half: monaco.editor.ICodeEditor, ariaLabel: string): void {
  const name = () => {
    if (half.getRawOptions().ariaLabel !== ariaLabel) half.updateOptions({ ariaLabel });
  };
  name();
  half.onDidChangeConfiguration(name);
}

interface DiffViewProps {
  /** Path of the file that both texts are of; it chooses the language. */
  readonly file: string;
  readonly left: string;
  readonly right: string;
  /** Names the two sides, as they are when the editor is made. */
  readonly labels: { readonly left: string; readonly right: string };
  /** One text, with what is gone above what is new, instead of two side by side. */
  readonly inline?: boolean;
  /** Makes the right side editable; called with every new text. */
  readonly onEdit?: (text: string) => void;
}

/** The widget complains of texts that go before it does: they follow it. */
function disposeAfter(editor: monaco.editor.IStandaloneDiffEditor): void {
  const texts = editor.getModel();
  editor.onDidDispose(() =>
    setTimeout(() => {
      texts?.original.dispose();
      texts?.modified.dispose();
    }, 0),
  );
}

/** Two texts side by side with what differs marked; read-only unless somebody wants to hear of edits. */
export default function DiffView({ file, left, right, labels, inline = false, onEdit }: DiffViewProps) {
  const scheme = useComputedColorScheme('light');
  const readOnly = onEdit === undefined;
  // The same object until something changes: new options would be taken over on every render.
  const given = useMemo(
    () => ({
      ...options,
      renderSideBySide: !inline,
      readOnly,
      domReadOnly: readOnly,
    }),
    [inline, readOnly],
  );
  return (
    <DiffEditor
      original={left}
      modified={right}
      language={languageOf(file, left.length + right.length)}
      theme={scheme === 'dark' ? 'studio-dark' : 'studio-light'}
      loading={<Loading what={historyTexts.readingDiff} />}
      // Of a file that is new or gone, every line differs.
      wrapperProps={{ className: left === '' || right === '' ? 'diff-whole' : '' }}
      options={given}
      keepCurrentOriginalModel
      keepCurrentModifiedModel
      onMount={(editor) => {
        disposeAfter(editor);
        keepName(editor.getOriginalEditor(), labels.left);
        const edited = editor.getModifiedEditor();
        keepName(edited, labels.right);
        if (onEdit) edited.onDidChangeModelContent(() => onEdit(edited.getValue()));
      }}
    />
  );
}
