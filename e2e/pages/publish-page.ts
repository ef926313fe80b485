import { expect, type Locator, type Page } from '@playwright/test';
import { TenantDialog, type TenantWords } from './tenant-dialog.ts';
import type { Workbench } from './workbench.ts';

/** The page that publishes the open connector. */
export class PublishPage {
  readonly page: Page;
  readonly tab: Locator;
  /** What is on the page. */
  readonly content: Locator;
  /** What changed since the version that is published. */
  readonly changes: Locator;
  readonly found: Locator;
  readonly submit: Locator;
  /** What is left to do before it can go out. */
  readonly left: Locator;
  /** The publication that was begun, with its steps. */
  readonly progress: Locator;
  readonly installs: Locator;
  private readonly workbench: Workbench;

  constructor(page: Page, workbench: Workbench) {
    this.page = page;
    this.workbench = workbench;
    this.content = page.getByRole('tabpanel', { name: /^Publish / });
    this.tab = page.getByRole('tablist', { name: 'Open files' }).getByRole('tab', { name: /^Publish / });
    this.changes = this.content.getByRole('region', { name: /^Since version / });
    this.found = this.content.getByRole('region', { name: 'Secrets and personal data' });
    this.submit = this.content.getByRole('button', { name: /^Publish(?: and install)?$/ });
    this.left = this.content.getByText(/^Before it can go out:/);
    this.progress = this.content.getByRole('region', { name: 'Steps' });
    this.installs = this.content.getByRole('list', { name: 'Tenants to install into, in their order' });
  }

  async open(): Promise<void> {
    await this.workbench.command('Publish');
    await expect(this.submit).toBeVisible();
  }

  async addTenant(words: TenantWords): Promise<void> {
    await this.content.getByRole('button', { name: 'Add a tenant…' }).click();
    await new TenantDialog(this.page).add(words);
  }

  /** Chooses who publishes. */
  async chooseTenant(name: string): Promise<void> {
    await this.content.getByRole('combobox', { name: 'Publish as tenant' }).click();
    await this.page.getByRole('option', { name, exact: true }).click();
  }

  /** Confirms what stands there of hosts and capabilities. */
  async confirm(): Promise<void> {
    for (const name of ['These are the hosts that I mean', 'These are the capabilities that I mean']) {
      const box = this.content.getByRole('checkbox', { name });
      if ((await box.count()) > 0) await box.check();
    }
  }

  /** Adds a tenant to install into. */
  async installInto(tenant: string): Promise<Locator> {
    await this.content.getByRole('combobox', { name: 'Add a tenant to install into' }).click();
    await this.page.getByRole('option', { name: tenant, exact: true }).click();
    return this.install(tenant);
  }

  /** What is to be done in a tenant. */
  install(tenant: string): Locator {
    return this.installs.getByRole('listitem').filter({ hasText: tenant });
  }

  /** A step of the publication by its words. */
  step(words: string): Locator {
    return this.progress.getByRole('list', { name: 'Steps' }).getByRole('listitem').filter({ hasText: words });
  }

  /** Waits until so many steps are done, and no other is left. */
  async done(steps: number): Promise<void> {
    const all = this.progress.getByRole('list', { name: 'Steps' }).getByRole('listitem');
    await expect(all.filter({ has: this.page.getByLabel('done', { exact: true }) })).toHaveCount(steps, {
      timeout: 60_000,
    });
    await expect(all).toHaveCount(steps);
  }

  /** Publishes as a new tenant, or as the one that is chosen. */
  async publish(marketplace: string, key?: string): Promise<void> {
    if (key !== undefined) await this.addTenant({ marketplace, name: 'Mine', key });
    await this.confirm();
    await this.submit.click();
  }

  async close(): Promise<void> {
    await this.workbench.command('Close the tab');
    await expect(this.content).toBeHidden();
  }
}
