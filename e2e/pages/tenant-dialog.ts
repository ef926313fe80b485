import { expect, type Locator, type Page } from '@playwright/test';

/** A tenant of a marketplace: its address, its name, its key. */
export interface TenantWords {
  readonly marketplace: string;
  readonly name: string;
  readonly key: string;
}

/** Asks for a tenant. */
export class TenantDialog {
  readonly dialog: Locator;

  constructor(page: Page) {
    this.dialog = page.getByRole('dialog', { name: 'Add a tenant' });
  }

  async fill({ marketplace, name, key }: TenantWords): Promise<void> {
    await this.dialog.getByLabel('Marketplace').fill(marketplace);
    await this.dialog.getByLabel('Name of the tenant').fill(name);
    await this.dialog.getByRole('textbox', { name: /^Key/ }).fill(key);
    await this.dialog.getByRole('button', { name: 'Try the key and add' }).click();
  }

  async add(words: TenantWords): Promise<void> {
    await this.fill(words);
    await expect(this.dialog).toBeHidden();
  }
}
