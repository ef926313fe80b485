import type * as monaco from 'monaco-editor/editor';

type Theme = monaco.editor.IStandaloneThemeData;

/** The greys and accents of `styles/tokens.css`; Monaco takes no variables. */
interface Palette {
  readonly editor: string;
  readonly panel: string;
  readonly bar: string;
  readonly line: string;
  readonly hover: string;
  readonly select: string;
  readonly text: string;
  readonly dim: string;
  readonly accent: string;
  readonly accentText: string;
  readonly ok: string;
  readonly error: string;
  readonly warn: string;
  readonly info: string;
  readonly mark: string;
}

/** The parts around the code, in the colours of the window: lists, fields, hovers, peeks, scrollbars. */
const colorsOf = (c: Palette): Theme['colors'] => ({
  foreground: c.text,
  focusBorder: c.accent,
  descriptionForeground: c.dim,
  'widget.shadow': '#00000030',
  'editor.background': c.editor,
  'editorGutter.background': c.editor,
  'editorLineNumber.activeForeground': c.text,
  'editor.lineHighlightBorder': c.bar,
  'editor.findMatchBackground': `${c.mark}b0`,
  'editor.findMatchHighlightBackground': `${c.mark}60`,
  'editor.rangeHighlightBackground': `${c.mark}30`,
  'editorOverviewRuler.border': c.line,
  'editorWidget.background': c.panel,
  'editorWidget.foreground': c.text,
  'editorWidget.border': c.line,
  'editorWidget.resizeBorder': c.accent,
  'editorHoverWidget.background': c.panel,
  'editorHoverWidget.border': c.line,
  'editorHoverWidget.statusBarBackground': c.bar,
  'editorSuggestWidget.background': c.panel,
  'editorSuggestWidget.border': c.line,
  'editorSuggestWidget.foreground': c.text,
  'editorSuggestWidget.selectedBackground': c.select,
  'editorSuggestWidget.selectedForeground': c.text,
  'editorSuggestWidget.highlightForeground': c.accentText,
  'editorSuggestWidget.focusHighlightForeground': c.accentText,
  'editorStickyScroll.background': c.editor,
  'editorStickyScroll.border': c.line,
  'editorStickyScrollHover.background': c.hover,
  'editorMarkerNavigation.background': c.panel,
  'peekView.border': c.accent,
  'peekViewEditor.background': c.panel,
  'peekViewEditorGutter.background': c.panel,
  'peekViewEditorStickyScroll.background': c.panel,
  'peekViewResult.background': c.bar,
  'peekViewResult.fileForeground': c.text,
  'peekViewResult.lineForeground': c.dim,
  'peekViewResult.selectionBackground': c.select,
  'peekViewResult.selectionForeground': c.text,
  'peekViewResult.matchHighlightBackground': `${c.mark}b0`,
  'peekViewEditor.matchHighlightBackground': `${c.mark}b0`,
  'peekViewTitle.background': c.bar,
  'peekViewTitleLabel.foreground': c.text,
  'peekViewTitleDescription.foreground': c.dim,
  'input.background': c.editor,
  'input.foreground': c.text,
  'input.border': c.line,
  'input.placeholderForeground': c.dim,
  'inputOption.activeBackground': c.select,
  'inputOption.activeBorder': c.accent,
  'inputOption.activeForeground': c.text,
  'list.hoverBackground': c.hover,
  'list.activeSelectionBackground': c.select,
  'list.activeSelectionForeground': c.text,
  'list.focusBackground': c.select,
  'list.focusForeground': c.text,
  'list.inactiveSelectionBackground': c.select,
  'list.highlightForeground': c.accentText,
  'list.focusHighlightForeground': c.accentText,
  'menu.background': c.panel,
  'menu.foreground': c.text,
  'menu.border': c.line,
  'menu.separatorBackground': c.line,
  'menu.selectionBackground': c.hover,
  'menu.selectionForeground': c.text,
  'quickInput.background': c.panel,
  'quickInput.foreground': c.text,
  'quickInputList.focusBackground': c.select,
  'quickInputList.focusForeground': c.text,
  'scrollbar.shadow': '#00000000',
  'scrollbarSlider.background': `${c.dim}40`,
  'scrollbarSlider.hoverBackground': `${c.dim}70`,
  'scrollbarSlider.activeBackground': `${c.dim}90`,
  'editorError.foreground': c.error,
  'editorWarning.foreground': c.warn,
  'editorInfo.foreground': c.info,
  // Light enough for the colours of the code on them; the frames carry the difference.
  'diffEditor.insertedLineBackground': `${c.ok}12`,
  'diffEditor.removedLineBackground': `${c.error}12`,
  'diffEditor.insertedTextBackground': `${c.ok}00`,
  'diffEditor.removedTextBackground': `${c.error}00`,
  'diffEditor.insertedTextBorder': `${c.ok}50`,
  'diffEditor.removedTextBorder': `${c.error}50`,
  'diffEditor.unchangedRegionBackground': c.bar,
  'diffEditor.unchangedRegionForeground': c.dim,
});

/** Colours of the code on white. */
export const lightTheme: Theme = {
  base: 'vs',
  inherit: true,
  rules: [
    { token: 'comment', foreground: '007000' },
    { token: 'number', foreground: '066a45' },
    // Readable on the tint of a line that failed too.
    { token: 'type', foreground: '006a6a' },
  ],
  colors: {
    ...colorsOf({
      editor: '#ffffff',
      panel: '#f8f9fb',
      bar: '#eff1f5',
      line: '#dcdfe6',
      hover: '#e8ebf1',
      select: '#dfe6fd',
      text: '#1d2128',
      dim: '#59606c',
      accent: '#3b5bdb',
      accentText: '#364fc7',
      ok: '#17713a',
      error: '#c0202b',
      warn: '#8a4b00',
      info: '#0b62a4',
      mark: '#ffe08a',
    }),
    'editorLineNumber.foreground': '#69707d',
    'editorCodeLens.foreground': '#5f6672',
  },
};

/** Colours of the code on dark grey. */
export const darkTheme: Theme = {
  base: 'vs-dark',
  inherit: true,
  rules: [{ token: 'comment', foreground: '7da868' }],
  colors: {
    ...colorsOf({
      editor: '#1b1c20',
      panel: '#202227',
      bar: '#26282e',
      line: '#353840',
      hover: '#2e3138',
      select: '#2b3566',
      text: '#d9dce2',
      dim: '#a3aab5',
      accent: '#5c7cfa',
      accentText: '#a5b8ff',
      ok: '#6fd68b',
      error: '#ff8f8f',
      warn: '#ffc078',
      info: '#7cc0fa',
      mark: '#6b5a1c',
    }),
    'editorLineNumber.foreground': '#868e9b',
    'editorCodeLens.foreground': '#969eab',
  },
};
