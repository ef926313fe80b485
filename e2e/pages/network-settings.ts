import type { Locator, Page } from '@playwright/test';

/** Proxy, authorities and trusted servers. */
export class NetworkSettings {
  readonly dialog: Locator;
  readonly url: Locator;
  readonly pem: Locator;
  readonly save: Locator;
  readonly addButton: Locator;

  constructor(page: Page) {
    this.dialog = page.getByRole('dialog', { name: 'Network' });
    this.url = this.dialog.getByRole('textbox', { name: 'Address' });
    this.pem = this.dialog.getByRole('textbox', { name: 'Certificate (PEM)' });
    this.save = this.dialog.getByRole('button', { name: 'Save', exact: true });
    this.addButton = this.dialog.getByRole('button', { name: 'Add', exact: true });
  }

  async useProxy(url: string, username: string, password: string): Promise<void> {
    await this.dialog.getByRole('switch', { name: 'Send requests through a proxy' }).setChecked(true, { force: true });
    await this.url.fill(url);
    await this.dialog.getByRole('textbox', { name: 'User name' }).fill(username);
    await this.dialog.getByRole('textbox', { name: 'Password', exact: true }).fill(password);
  }

  async addAuthority(name: string, pem: string): Promise<void> {
    await this.dialog.getByRole('button', { name: 'Add an authority…' }).click();
    await this.dialog.getByRole('textbox', { name: 'Name', exact: true }).fill(name);
    await this.pem.fill(pem);
    await this.addButton.click();
  }

  async trust(host: string): Promise<void> {
    await this.dialog.getByRole('textbox', { name: 'Server to trust' }).fill(host);
    await this.dialog.getByRole('button', { name: 'Trust', exact: true }).click();
  }
}
