import type {
  FileTextChanges,
  FormatOptions,
} from 'monaco-editor/languages/features/typescript/lib/typescriptServices';
import { editorTexts } from '../../../texts/editor.ts';
import { monaco } from '../monaco.ts';
import { scriptService } from './service.ts';

type Provider = monaco.languages.CodeActionProvider & { readonly kind: string };

const formatOf = (model: monaco.editor.ITextModel): FormatOptions => {
  const { indentSize, tabSize, insertSpaces } = model.getOptions();
  return { indentSize, tabSize, convertTabsToSpaces: insertSpaces };
};

/** Edits of the service, each in the model of its file: a fix may change several. */
function workspaceEdit(changes: readonly FileTextChanges[]): monaco.languages.WorkspaceEdit {
  const edits = changes.flatMap(({ fileName, textChanges }) => {
    const model = monaco.editor.getModel(monaco.Uri.parse(fileName));
    if (model === null) return [];
    return textChanges.map(({ span, newText }) => ({
      resource: model.uri,
      versionId: undefined,
      textEdit: {
        range: monaco.Range.fromPositions(
          model.getPositionAt(span.start),
          model.getPositionAt(span.start + span.length),
        ),
        text: newText,
      },
    }));
  });
  return { edits };
}

const listOf = (actions: readonly monaco.languages.CodeAction[]): monaco.languages.CodeActionList => ({
  actions,
  dispose() {},
});

/** What the compiler offers for an error: add the import that is missing, mend a misspelt name. */
export const quickFixes: Provider = {
  kind: 'quickfix',
  async provideCodeActions(model, range, context) {
    const codes = context.markers.map(({ code }) => Number(typeof code === 'object' ? code.value : code));
    const known = codes.filter((code) => Number.isInteger(code));
    if (known.length === 0) return listOf([]);
    const service = await scriptService();
    const from = model.getOffsetAt({ lineNumber: range.startLineNumber, column: range.startColumn });
    const to = model.getOffsetAt({ lineNumber: range.endLineNumber, column: range.endColumn });
    const fixes = await service.getCodeFixesAtPosition(model.uri.toString(), from, to, known, formatOf(model));
    return listOf(
      fixes.map((fix) => ({
        title: fix.description,
        diagnostics: context.markers,
        kind: 'quickfix',
        edit: workspaceEdit(fix.changes),
      })),
    );
  },
};

/** Sorts the imports of a file and takes away those that nothing uses; only where it is asked for. */
export const organizeImports: Provider = {
  kind: 'source.organizeImports',
  async provideCodeActions(model, _range, context) {
    if (context.only !== 'source.organizeImports') return listOf([]);
    const service = await scriptService();
    const changes = await service.organizeImports(model.uri.toString(), formatOf(model));
    return listOf([
      { title: editorTexts.organizeImports, kind: 'source.organizeImports', edit: workspaceEdit(changes) },
    ]);
  },
};
