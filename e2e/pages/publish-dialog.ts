import { expect, type Locator, type Page } from '@playwright/test';
import type { Workbench } from './workbench.ts';

/** Publish the open connector. */
export class PublishDialog {
  readonly dialog: Locator;
  /** What changed since the version that is published. */
  readonly changes: Locator;
  readonly submit: Locator;
  private readonly workbench: Workbench;

  constructor(page: Page, workbench: Workbench) {
    this.dialog = page.getByRole('dialog', { name: 'Publish' });
    this.changes = this.dialog.getByRole('region', { name: /^Since version / });
    this.submit = this.dialog.getByRole('button', { name: 'Publish' });
    this.workbench = workbench;
  }

  async open(): Promise<void> {
    await this.workbench.command('Publish');
    await expect(this.dialog).toBeVisible();
  }

  async publish(marketplace: string, key?: string): Promise<void> {
    await this.dialog.getByLabel('Marketplace').fill(marketplace);
    if (key !== undefined) await this.dialog.getByLabel('Key', { exact: true }).fill(key);
    await this.submit.click();
  }

  async close(): Promise<void> {
    await this.dialog.getByRole('button', { name: 'Close' }).last().click();
    await expect(this.dialog).toBeHidden();
  }
}
