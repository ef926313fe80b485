import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const read = (path: string) => readFileSync(new URL(`../renderer/src/${path}`, import.meta.url), 'utf8');
const [light = '', dark = ''] = read('styles/tokens.css').split('[data-mantine-color-scheme="dark"]');
const [lightCode = '', darkCode = ''] =
  read('features/editor/monaco-themes.ts')
    .split(/^export const lightTheme/m)
    .at(-1)
    ?.split(/^export const darkTheme/m) ?? [];

/** Name in the stylesheet of each colour that the editor's themes take over. */
const tokens: Readonly<Record<string, string>> = {
  editor: 'bg-editor',
  panel: 'bg-panel',
  bar: 'bg-bar',
  accentText: 'accent-text',
};

test.each([
  ['light', light, lightCode],
  ['dark', dark, darkCode],
])('the editor has the colours of the window around it, %s', (_name, css, code) => {
  const colours = [...code.matchAll(/^ {6}(\w+): '(#\w{6})'/gm)];
  expect(colours).toHaveLength(15);
  for (const [, name = '', colour] of colours) expect(css, name).toContain(`--${tokens[name] ?? name}: ${colour};`);
});
