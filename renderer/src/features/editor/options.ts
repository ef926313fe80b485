import type { Settings } from '../settings/store.ts';
import type { monaco } from './monaco.ts';

/** What the editor is made with, by the settings of the person. */
export const editorOptions = (settings: Settings): monaco.editor.IStandaloneEditorConstructionOptions => ({
  automaticLayout: true,
  fontFamily: "'JetBrains Mono Variable', ui-monospace, Menlo, Consolas, monospace",
  fontSize: settings.fontSize,
  lineHeight: Math.round(settings.fontSize * 1.52),
  // For files whose own indentation does not show.
  tabSize: settings.tabSize,
  insertSpaces: true,
  wordWrap: settings.wordWrap ? 'on' : 'off',
  minimap: { enabled: settings.minimap },
  fixedOverflowWidgets: true,
  // The code stays where it is when the box for finding opens.
  find: { addExtraSpaceOnTop: false },
  scrollBeyondLastLine: false,
  padding: { top: 6, bottom: 6 },
  wordBasedSuggestions: 'off',
  suggest: { showWords: false, preview: true },
  quickSuggestions: { other: true, comments: false, strings: true },
  // Addresses in foreign text are not clickable (A15).
  links: false,
  stickyScroll: { enabled: true },
  bracketPairColorization: { enabled: true },
  guides: { bracketPairs: 'active', bracketPairsHorizontal: false, indentation: true },
  renderWhitespace: 'selection',
  renderFinalNewline: 'on',
  codeLens: true,
  inlayHints: { enabled: 'offUnlessPressed' },
  multiCursorModifier: 'alt',
});
