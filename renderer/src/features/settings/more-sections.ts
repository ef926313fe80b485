import type { ComponentType } from 'react';

/** A section of the page that other features bring: what the workspace is set to, beside what the window is. */
export interface MoreSection {
  readonly id: string;
  readonly title: string;
  /** Words that a search finds it by, beside its title. */
  readonly words: readonly string[];
  readonly content: ComponentType;
}

/** The sections of other features, in the order of the page: network and secrets. */
export const moreSections: readonly MoreSection[] = [];
