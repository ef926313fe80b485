import { expect, type Locator, type Page } from '@playwright/test';

/** Where secrets are kept: the item of the status bar, and what is asked about it. */
export class Vault {
  readonly page: Page;
  readonly item: Locator;
  readonly choice: Locator;
  readonly unlocking: Locator;
  readonly making: Locator;

  constructor(page: Page) {
    this.page = page;
    this.item = page.getByRole('button', { name: /Where secrets are kept$/ });
    this.choice = page.getByRole('dialog', { name: 'Where should secrets be kept?' });
    this.unlocking = page.getByRole('dialog', { name: 'Unlock the vault' });
    this.making = page.getByRole('dialog', { name: 'A vault under a passphrase' });
  }

  async choose(item: string): Promise<void> {
    await this.item.click();
    await this.page.getByRole('menuitem', { name: item }).click();
  }

  async make(passphrase: string): Promise<void> {
    await this.making.getByRole('textbox', { name: 'Passphrase', exact: true }).fill(passphrase);
    await this.making.getByRole('textbox', { name: 'Passphrase again' }).fill(passphrase);
    await this.making.getByRole('button', { name: 'Make the vault' }).click();
    await expect(this.making).toBeHidden();
  }

  async tryPassphrase(passphrase: string): Promise<void> {
    await this.unlocking.getByRole('textbox', { name: 'Passphrase' }).fill(passphrase);
    await this.page.keyboard.press('Enter');
  }
}
