import { editorTexts } from '../../texts/editor.ts';
import type { AppCommand } from '../workbench/app-command.ts';
import { askEditor, formatOnView, hasEditor } from './on-view.ts';

const texts = editorTexts.commands;

const action = (id: string, title: string, act: string): AppCommand => ({
  id,
  group: editorTexts.group,
  title,
  enabled: hasEditor,
  run: () => askEditor(act),
});

/**
 * What the editor itself can do with the file on view, for the palette. Its keys (F2, F12, Ctrl+F …) are the editor's own: they
 * count only while it has the keyboard.
 */
export const editorActions: readonly AppCommand[] = [
  { id: 'format', group: editorTexts.group, title: texts.format, enabled: hasEditor, run: () => void formatOnView() },
  action('rename', texts.rename, 'editor.action.rename'),
  action('definition', texts.definition, 'editor.action.revealDefinition'),
  action('peek-definition', texts.peek, 'editor.action.peekDefinition'),
  action('references', texts.references, 'editor.action.goToReferences'),
  action('quick-fix', texts.fix, 'editor.action.quickFix'),
  action('organize-imports', editorTexts.organizeImports, 'editor.action.organizeImports'),
  action('go-to-symbol', texts.symbol, 'editor.action.quickOutline'),
  action('find-in-file', texts.find, 'actions.find'),
  action('replace-in-file', texts.replace, 'editor.action.startFindReplaceAction'),
  action('toggle-comment', texts.comment, 'editor.action.commentLine'),
  action('fold-all', texts.fold, 'editor.foldAll'),
  action('unfold-all', texts.unfold, 'editor.unfoldAll'),
];
