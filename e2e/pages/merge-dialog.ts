import { expect, type Locator, type Page } from '@playwright/test';

/** Import a newer description of a connector: choose, see what changes, merge. */
export class MergeDialog {
  readonly dialog: Locator;
  readonly conflicts: Locator;
  readonly files: Locator;
  readonly merge: Locator;
  private readonly page: Page;

  constructor(page: Page) {
    this.page = page;
    this.dialog = page.getByRole('dialog', { name: /^Import a newer description/ });
    this.conflicts = this.dialog.getByRole('grid', { name: 'Conflicts' });
    this.files = this.dialog.getByRole('grid', { name: 'Files' });
    this.merge = this.dialog.getByRole('button', { name: 'Merge' });
  }

  /** From the overview of the connector that is open. */
  async open(): Promise<void> {
    await this.page.getByRole('button', { name: 'Import a newer description…' }).click();
    await expect(this.dialog).toBeVisible();
  }

  async paste(text: string): Promise<void> {
    await this.dialog.getByLabel('Or paste the text').fill(text);
    await this.dialog.getByRole('button', { name: 'Read the text' }).click();
  }

  tab(name: 'Changes' | 'Conflicts' | 'Files'): Locator {
    return this.dialog.getByRole('tab', { name: new RegExp(`^${name}`) });
  }

  async settle(how: 'Keep mine' | 'Take the new one'): Promise<void> {
    await this.dialog.getByText(how, { exact: true }).last().click();
  }

  /** A group of changes: what is new, gone or changed. */
  group(name: 'New' | 'Gone' | 'Changed'): Locator {
    return this.dialog.getByRole('region', { name });
  }
}
