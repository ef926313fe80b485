import { editorTexts } from '../../../texts/editor.ts';
import { monaco } from '../monaco.ts';
import { scriptLanguages } from './service.ts';
import { filled, snippetsFor } from './snippets.ts';

/** Offers the snippets among the completions, where a word starts. */
export function registerSnippets(): void {
  for (const language of scriptLanguages)
    monaco.languages.registerCompletionItemProvider(language, {
      provideCompletionItems(model, position) {
        const word = model.getWordUntilPosition(position);
        const before = model.getLineContent(position.lineNumber).slice(0, word.startColumn - 1);
        // Behind a dot or in the middle of an expression a statement has no place.
        if (before.trim() !== '') return { suggestions: [] };
        const [, path = ''] = /^\/[^/]+\/(.+)$/.exec(model.uri.path) ?? [];
        const range = new monaco.Range(position.lineNumber, word.startColumn, position.lineNumber, word.endColumn);
        return {
          suggestions: snippetsFor(path).map(({ label, body }) => ({
            label,
            detail: editorTexts.snippets[label],
            documentation: { value: `\`\`\`js\n${filled(body)}\n\`\`\`` },
            insertText: body,
            insertTextRules: monaco.languages.CompletionItemInsertTextRule.InsertAsSnippet,
            kind: monaco.languages.CompletionItemKind.Snippet,
            range,
          })),
        };
      },
    });
}
