import type { ComponentType } from 'react';
import { networkTexts } from '../../texts/network.ts';
import { settingsTexts } from '../../texts/settings.ts';
import { VaultSettings } from '../connections/vault-settings.tsx';
import { NetworkSettings } from './network-settings.tsx';

/** A section of the page that other features bring: what the workspace is set to, beside what the window is. */
export interface MoreSection {
  readonly id: string;
  readonly title: string;
  /** Words that a search finds it by, beside its title. */
  readonly words: readonly string[];
  readonly content: ComponentType;
}

/** The sections of other features, in the order of the page. */
export const moreSections: readonly MoreSection[] = [
  { id: 'secrets', title: settingsTexts.sections.secrets, words: settingsTexts.words.secrets, content: VaultSettings },
  { id: 'network', title: networkTexts.title, words: settingsTexts.words.network, content: NetworkSettings },
];
