import { monaco } from './monaco.ts';

const { KeyCode, KeyMod } = monaco;

/**
 * The editor's own keys where they differ from Monaco's: one palette is enough, and formatting has the same key on every
 * system. What the workbench binds (Ctrl+K, Ctrl+S, F5, F8 …) it takes before the editor hears of it.
 */
export function registerKeybindings(): void {
  monaco.editor.addKeybindingRules([
    { keybinding: KeyCode.F1, command: '-editor.action.quickCommand' },
    { keybinding: KeyCode.F8, command: '-editor.action.marker.nextInFiles' },
    { keybinding: KeyMod.Shift | KeyCode.F8, command: '-editor.action.marker.prevInFiles' },
    {
      keybinding: KeyMod.Shift | KeyMod.Alt | KeyCode.KeyF,
      command: 'editor.action.formatDocument',
      when: 'editorTextFocus && !editorReadonly',
    },
    {
      keybinding: KeyMod.CtrlCmd | KeyMod.Shift | KeyCode.KeyO,
      command: 'editor.action.quickOutline',
      when: 'editorFocus',
    },
  ]);
}
