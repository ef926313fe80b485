import { expect, type Locator, type Page } from '@playwright/test';

/** Import an API description: choose, review, create. */
export class ImportDialog {
  readonly dialog: Locator;
  private readonly page: Page;

  constructor(page: Page) {
    this.page = page;
    this.dialog = page.getByRole('dialog', { name: 'Import an API description' });
  }

  async open(): Promise<void> {
    await this.page.getByRole('button', { name: 'Import', exact: true }).click();
    await expect(this.dialog).toBeVisible();
  }

  async chooseFile(name: string, text: string): Promise<void> {
    const file = { name, mimeType: 'application/octet-stream', buffer: Buffer.from(text) };
    await this.dialog.getByLabel('Description file').setInputFiles(file);
  }

  async create(id: string): Promise<void> {
    await this.dialog.getByLabel('Id', { exact: true }).fill(id);
    await this.dialog.getByRole('button', { name: 'Create connector' }).click();
    await expect(this.dialog).toBeHidden();
  }
}
