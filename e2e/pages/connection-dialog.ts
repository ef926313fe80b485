import { expect, type Locator, type Page } from '@playwright/test';

/** A new connection of the open connector. */
export class ConnectionDialog {
  readonly dialog: Locator;
  private readonly page: Page;

  constructor(page: Page) {
    this.page = page;
    this.dialog = page.getByRole('dialog', { name: /connection/i });
  }

  async open(): Promise<void> {
    await this.page.getByRole('button', { name: 'Connections' }).click();
    await this.page
      .getByRole('button', { name: /^New connection/ })
      .first()
      .click();
    await expect(this.dialog).toBeVisible();
  }

  /** Fills an API-key connection and allows the host that the dialog itself suggests. */
  async save(name: string, key: string): Promise<void> {
    await this.dialog.getByLabel(/^Name/).fill(name);
    await this.dialog.getByRole('textbox', { name: /^API key/ }).fill(key);
    await this.dialog.getByRole('button', { name: /^Allow / }).click();
    await this.dialog.getByRole('button', { name: 'Save connection' }).click();
    await expect(this.dialog).toBeHidden();
  }
}
