import type { ComponentType } from 'react';
import { networkTexts } from '../../texts/network.ts';
import { vaultTexts } from '../../texts/vault.ts';
import { VaultSettings } from '../connections/vault-settings.tsx';
import { NetworkSettings } from './network-settings.tsx';

/** A section of the page about what the workspace is set to, beside what the window is. */
interface MoreSection {
  readonly id: string;
  readonly title: string;
  /** Words that a search finds it by, beside its title. */
  readonly words: readonly string[];
  readonly content: ComponentType;
}

/** The sections about the workspace, in the order of the page. */
export const moreSections: readonly MoreSection[] = [
  { id: 'secrets', title: vaultTexts.settings.title, words: vaultTexts.settings.words, content: VaultSettings },
  { id: 'network', title: networkTexts.title, words: networkTexts.words, content: NetworkSettings },
];
