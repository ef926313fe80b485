import { expect, type Locator, type Page } from '@playwright/test';

/** A file that another window changed while there was unsaved text here. */
export class Conflict {
  readonly banner: Locator;
  readonly dialog: Locator;
  private readonly page: Page;

  constructor(page: Page) {
    this.page = page;
    this.banner = page.getByRole('alert').filter({ hasText: 'in another window' });
    this.dialog = page.getByRole('dialog', { name: /^Two versions of/ });
  }

  async compare(): Promise<void> {
    await this.banner.getByRole('button', { name: 'Compare…' }).click();
    await expect(this.merged).toBeVisible();
  }

  /** The lines of the side that is saved. */
  get merged(): Locator {
    return this.dialog.locator('.editor.modified .view-lines');
  }

  choose(name: 'Take theirs' | 'Save mine over it' | 'Save the right side'): Promise<void> {
    return this.dialog.getByRole('button', { name }).click();
  }

  keepMine(): Promise<void> {
    return this.banner.getByRole('button', { name: 'Keep mine' }).click();
  }

  takeTheirs(): Promise<void> {
    return this.banner.getByRole('button', { name: 'Take theirs' }).click();
  }

  undo(): Promise<void> {
    return this.page.getByRole('button', { name: 'Undo' }).last().click();
  }
}
