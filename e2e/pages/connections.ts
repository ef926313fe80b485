import { expect, type Locator, type Page } from '@playwright/test';

/** The view of all connections, and the dialog of one. */
export class Connections {
  readonly page: Page;
  readonly view: Locator;
  readonly dialog: Locator;

  constructor(page: Page) {
    this.page = page;
    this.view = page.getByRole('region', { name: 'Connections view' });
    this.dialog = page.getByRole('dialog', { name: /connection/i });
  }

  async show(): Promise<void> {
    const button = this.page.getByRole('button', { name: 'Connections', exact: true });
    // A window that shows them from the last time is not there at once, and a click on what is shown hides it.
    await expect(button).toBeVisible();
    if ((await button.getAttribute('aria-pressed')) !== 'true') await button.click();
    await expect(this.view).toBeVisible();
  }

  async add(): Promise<void> {
    await this.view.getByRole('button', { name: /^New connection/ }).click();
    await expect(this.dialog).toBeVisible();
  }

  async edit(name: string): Promise<void> {
    await this.view.getByRole('button', { name: `Edit ${name}`, exact: true }).click();
    await expect(this.dialog).toBeVisible();
  }

  /** An item of the menu of an account. */
  async choose(name: string, item: string): Promise<void> {
    await this.view.getByRole('button', { name: `More about ${name}`, exact: true }).click();
    await this.page
      .getByRole('menuitem', { name: item })
      .or(this.page.getByRole('menuitemcheckbox', { name: item }))
      .click();
  }

  account(name: string): Locator {
    return this.view
      .getByRole('listitem')
      .filter({ has: this.page.getByRole('button', { name: `Edit ${name}`, exact: true }) });
  }

  field(label: string): Locator {
    return this.dialog.getByRole('textbox', { name: label });
  }

  async fill(fields: Readonly<Record<string, string>>): Promise<void> {
    for (const [label, text] of Object.entries(fields)) await this.field(label).fill(text);
  }

  async allowOffered(): Promise<void> {
    await this.dialog.getByRole('button', { name: /^Allow / }).click();
  }

  button(name: string): Locator {
    return this.dialog.getByRole('button', { name, exact: true });
  }

  async save(): Promise<void> {
    await this.button('Save connection').click();
  }

  async chooseAuthentication(name: string): Promise<void> {
    await this.dialog.getByRole('combobox', { name: 'Authentication' }).click();
    await this.page.getByRole('option', { name, exact: true }).click();
  }

  /** The address that a person is to open. */
  async address(): Promise<string> {
    return this.dialog.getByRole('status', { name: 'Address to open' }).innerText();
  }
}
