import { visibleText } from '../../lib/text.ts';
import { editorTexts } from '../../texts/editor.ts';
import { askEditor } from './on-view.ts';
import { useEditor } from './store.ts';

/** What is around the cursor, behind the path of the file; a click lists all symbols of the file. */
export function SymbolPath() {
  const symbols = useEditor((state) => state.symbols);
  if (symbols.length === 0) return null;
  return (
    <button
      type="button"
      className="breadcrumb-symbols"
      title={editorTexts.symbolsHint}
      onClick={() => askEditor('editor.action.quickOutline')}
    >
      {symbols.map((name, at) => (
        <span key={symbols.slice(0, at + 1).join('\n')} className="breadcrumb-part">
          {visibleText(name)}
        </span>
      ))}
    </button>
  );
}
