import { expect, type Locator, type Page } from '@playwright/test';

/** The first page of a connector, the form of its manifest, and its page of tables and commands. */
export class Overview {
  readonly coverage: Locator;
  readonly readiness: Locator;
  readonly logo: Locator;
  /** The form of the manifest. */
  readonly form: Locator;
  readonly newConnector: Locator;
  readonly tables: Locator;
  readonly commands: Locator;
  readonly diagram: Locator;
  private readonly page: Page;

  constructor(page: Page) {
    this.page = page;
    this.coverage = page.getByRole('region', { name: 'Coverage' });
    this.readiness = page.getByRole('region', { name: 'Ready to publish?' });
    this.logo = page.getByRole('button', { name: 'Change the logo' });
    this.form = page.getByRole('dialog', { name: /^Edit / });
    this.newConnector = page.getByRole('dialog', { name: 'New connector' });
    this.tables = page.getByRole('grid', { name: 'Tables', exact: true });
    this.commands = page.getByRole('grid', { name: 'Commands', exact: true });
    this.diagram = page.getByRole('listbox', { name: 'Tables and their relations' });
  }

  async show(connector: string): Promise<void> {
    await this.page.getByRole('tab', { name: connector, exact: true }).click();
    await expect(this.readiness).toBeVisible();
  }

  async connectDemo(): Promise<void> {
    await this.page.getByRole('tabpanel').getByRole('button', { name: 'Connect to the demo API' }).first().click();
    await expect(this.page.getByRole('button', { name: 'Edit demo' })).toBeVisible();
  }

  async runMissing(): Promise<void> {
    await this.coverage.getByRole('button', { name: 'Run what is missing' }).click();
    await expect(this.coverage.getByRole('button', { name: 'Stop' })).toBeVisible();
    await expect(this.coverage.getByRole('button', { name: 'Stop' })).toBeHidden({ timeout: 60_000 });
  }

  /** A target of the coverage by what is told of it. */
  chip(about: string | RegExp): Locator {
    return this.coverage.getByRole('button', { name: about });
  }

  check(text: string): Locator {
    return this.readiness.getByRole('listitem').filter({ hasText: text });
  }

  async chooseLogo(svg: string): Promise<void> {
    const chooser = this.page.waitForEvent('filechooser');
    await this.logo.click();
    await (await chooser).setFiles({ name: 'logo.svg', mimeType: 'image/svg+xml', buffer: Buffer.from(svg) });
  }

  async edit(): Promise<void> {
    await this.page.getByRole('button', { name: 'Edit…' }).click();
    await expect(this.form.getByLabel('Version')).toBeVisible();
  }

  async save(): Promise<void> {
    await this.form.getByRole('button', { name: 'Save' }).click();
    await expect(this.form).toBeHidden();
  }

  async showEntities(): Promise<void> {
    await this.page.getByRole('button', { name: 'All entities…' }).click();
  }

  async view(name: 'Tables' | 'Diagram' | 'Commands'): Promise<void> {
    await this.page.getByRole('radiogroup', { name: 'View' }).getByText(name).click();
  }

  /** The table or command that is shown in full. */
  detail(name: string): Locator {
    return this.page.getByRole('article', { name, exact: true });
  }
}
