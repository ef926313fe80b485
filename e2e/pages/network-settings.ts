import type { Locator, Page } from '@playwright/test';

/** Proxy, authorities and trusted servers. */
export class NetworkSettings {
  readonly form: Locator;
  readonly url: Locator;
  readonly pem: Locator;
  readonly save: Locator;
  readonly addButton: Locator;

  constructor(page: Page) {
    this.form = page.getByRole('form', { name: 'Network' });
    this.url = this.form.getByRole('textbox', { name: 'Address' });
    this.pem = this.form.getByRole('textbox', { name: 'Certificate (PEM)' });
    this.save = this.form.getByRole('button', { name: 'Save', exact: true });
    this.addButton = this.form.getByRole('button', { name: 'Add', exact: true });
  }

  async useProxy(url: string, username: string, password: string): Promise<void> {
    await this.form.getByRole('switch', { name: 'Send requests through a proxy' }).setChecked(true, { force: true });
    await this.url.fill(url);
    await this.form.getByRole('textbox', { name: 'User name' }).fill(username);
    await this.form.getByRole('textbox', { name: 'Password', exact: true }).fill(password);
  }

  async addAuthority(name: string, pem: string): Promise<void> {
    await this.form.getByRole('button', { name: 'Add an authority…' }).click();
    await this.form.getByRole('textbox', { name: 'Name', exact: true }).fill(name);
    await this.pem.fill(pem);
    await this.addButton.click();
  }

  async trust(host: string): Promise<void> {
    await this.form.getByRole('textbox', { name: 'Server to trust' }).fill(host);
    await this.form.getByRole('button', { name: 'Trust', exact: true }).click();
  }
}
