import { expect, type Locator, type Page } from '@playwright/test';

/** The history of a connector: its revisions, what differs, and the way back. */
export class HistoryPage {
  readonly revisions: Locator;
  readonly detail: Locator;
  readonly files: Locator;
  private readonly page: Page;

  constructor(page: Page) {
    this.page = page;
    this.revisions = page.getByRole('grid', { name: 'Revisions' });
    this.detail = page.getByRole('region', { name: /^Revision \d+$/ });
    this.files = this.detail.getByRole('list', { name: 'Changed files' });
  }

  async open(): Promise<void> {
    await this.page.getByRole('treeitem', { name: /^History/ }).click();
    await expect(this.revisions).toBeVisible();
  }

  row(text: string | RegExp): Locator {
    return this.revisions.getByRole('row').filter({ hasText: text });
  }

  async search(text: string): Promise<void> {
    await this.page.getByRole('textbox', { name: 'Search messages, names and files' }).fill(text);
  }

  async compareWith(option: string | RegExp): Promise<void> {
    await this.detail.getByRole('combobox', { name: 'Compare with' }).click();
    await this.page.getByRole('option', { name: option }).first().click();
  }

  /** The lines of the right side of the comparison. */
  get rightSide(): Locator {
    return this.detail.locator('.editor.modified .view-lines');
  }

  /** How many marks of the comparison have a frame of their own. */
  async frames(): Promise<number> {
    return this.detail
      .locator('.view-overlays .cdr')
      .evaluateAll(
        (marks) => marks.filter((one) => Number.parseFloat(getComputedStyle(one).borderTopWidth) > 0).length,
      );
  }

  async inline(): Promise<void> {
    await this.detail.getByText('Inline', { exact: true }).click();
  }

  async name(text: string): Promise<void> {
    await this.detail.getByRole('button', { name: 'Name…' }).click();
    await this.page.getByRole('textbox', { name: 'Name', exact: true }).fill(text);
    await this.page.keyboard.press('Enter');
  }

  button(name: 'Restore all files' | 'Restore this file' | 'Open read-only' | 'Open in a tab'): Locator {
    return this.detail.getByRole('button', { name });
  }
}
