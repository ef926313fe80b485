import { settingsTexts } from '../../texts/settings.ts';
import type { Settings } from './store.ts';

/** How a setting is changed. */
type Control =
  | { readonly kind: 'switch' }
  | { readonly kind: 'number'; readonly min: number; readonly max: number; readonly step: number }
  | { readonly kind: 'choice'; readonly options: readonly { readonly value: string; readonly label: string }[] };

/** One setting as the page shows it. */
export interface SettingEntry {
  readonly name: keyof Settings;
  readonly section: keyof typeof settingsTexts.sections;
  readonly title: string;
  readonly text: string;
  readonly control: Control;
}

const { items } = settingsTexts;
const choice = (options: Readonly<Record<string, string>>): Control => ({
  kind: 'choice',
  options: Object.entries(options).map(([value, label]) => ({ value, label })),
});

/** Every setting of the window, in the order of the page. */
export const settingList: readonly SettingEntry[] = [
  { name: 'theme', section: 'appearance', ...items.theme, control: choice(settingsTexts.themes) },
  { name: 'previewTabs', section: 'appearance', ...items.previewTabs, control: { kind: 'switch' } },
  { name: 'fontSize', section: 'editor', ...items.fontSize, control: { kind: 'number', min: 8, max: 32, step: 0.5 } },
  { name: 'tabSize', section: 'editor', ...items.tabSize, control: { kind: 'number', min: 1, max: 8, step: 1 } },
  { name: 'wordWrap', section: 'editor', ...items.wordWrap, control: { kind: 'switch' } },
  { name: 'minimap', section: 'editor', ...items.minimap, control: { kind: 'switch' } },
  { name: 'autosave', section: 'saving', ...items.autosave, control: choice(settingsTexts.autosave) },
  { name: 'formatOnSave', section: 'saving', ...items.formatOnSave, control: { kind: 'switch' } },
];

/** Whether something with these words is looked for. Every word of the search must be in one of them. */
export function fitsSearch(search: string, ...words: readonly string[]): boolean {
  const text = words.join(' ').toLowerCase();
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}
