import type { monaco } from '../monaco.ts';
import { useEditor } from '../store.ts';
import { connectorOfScript, scriptService } from './service.ts';
import { symbolsAt } from './symbols.ts';

/** Time without a move of the cursor after which its surroundings are named, ms. */
const quietMs = 120;

/** Keeps the names of what is around the cursor of an editor, for as long as it lives. */
export function watchSymbols(editor: monaco.editor.IStandaloneCodeEditor): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const show = (symbols: readonly string[]): void => {
    const { symbols: before } = useEditor.getState();
    if (symbols.join('\n') !== before.join('\n')) useEditor.setState({ symbols });
  };
  const name = async (): Promise<void> => {
    const model = editor.getModel();
    const position = editor.getPosition();
    if (model === null || position === null || connectorOfScript(model) === undefined) return show([]);
    const version = model.getVersionId();
    const service = await scriptService();
    const outline = await service.getNavigationTree(model.uri.toString());
    if (editor.getModel() !== model || model.getVersionId() !== version) return;
    show(symbolsAt(outline, model.getOffsetAt(position)));
  };
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(() => void name(), quietMs);
  };
  soon();
  const listeners = [editor.onDidChangeCursorPosition(soon), editor.onDidChangeModel(soon)];
  return () => {
    clearTimeout(timer);
    for (const listener of listeners) listener.dispose();
    show([]);
  };
}
