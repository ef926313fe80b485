import { expect, type Locator, type Page } from '@playwright/test';
import type { Workbench } from './workbench.ts';

/** The inspector: the list of requests with its filter, the detail, the dialogs. */
export class Requests {
  readonly page: Page;
  readonly workbench: Workbench;
  readonly grid: Locator;
  readonly filter: Locator;
  readonly detail: Locator;
  readonly tree: Locator;

  constructor(workbench: Workbench) {
    this.workbench = workbench;
    this.page = workbench.page;
    this.grid = workbench.panel.getByRole('treegrid', { name: 'Requests' });
    this.filter = workbench.panel.getByRole('textbox', { name: 'Filter requests' });
    this.detail = this.page.getByRole('region', { name: 'Request detail' });
    this.tree = this.detail.getByRole('tree');
  }

  show(): Promise<void> {
    return this.workbench.tab('Requests').click();
  }

  /** Opens an archive as a recording. */
  async openHar(archive: unknown): Promise<void> {
    const [chooser] = await Promise.all([
      this.page.waitForEvent('filechooser'),
      this.workbench.panel.getByRole('button', { name: 'Open a HAR file…' }).click(),
    ]);
    await chooser.setFiles({
      name: 'a.har',
      mimeType: 'application/json',
      buffer: Buffer.from(JSON.stringify(archive)),
    });
    await expect(this.grid).toBeVisible();
  }

  row(text: string | RegExp): Locator {
    return this.grid.getByRole('row').filter({ hasText: text });
  }

  /** The paths on view, from top to bottom. */
  async paths(): Promise<readonly string[]> {
    const texts = await this.grid.locator('.request-path').allTextContents();
    return texts.map((text) => text.trim());
  }

  sortBy(column: string): Promise<void> {
    return this.grid.getByRole('columnheader', { name: column }).getByRole('button').click();
  }

  async tab(name: string): Promise<void> {
    await this.detail.getByRole('tab', { name, exact: true }).click();
  }

  async viewAs(name: string): Promise<void> {
    await this.detail.getByRole('radiogroup', { name: 'Show the body as' }).getByText(name, { exact: true }).click();
  }

  /** Chooses from the context menu of a row, by keyboard. */
  async choose(row: Locator, item: string): Promise<void> {
    await row.click({ button: 'right' });
    await this.page.getByRole('menuitem', { name: item }).click();
  }

  dialog(name: string): Locator {
    return this.page.getByRole('dialog', { name });
  }
}
