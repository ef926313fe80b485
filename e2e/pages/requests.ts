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
  /** How many requests there are, and how many fit the filter. */
  readonly totals: Locator;
  /** Says that the list still grows. */
  readonly live: Locator;
  /** Which of the places found in a JSON body is on view. */
  readonly found: Locator;

  constructor(workbench: Workbench) {
    this.workbench = workbench;
    this.page = workbench.page;
    this.grid = workbench.panel.getByRole('treegrid', { name: 'Requests' });
    this.filter = workbench.panel.getByRole('textbox', { name: 'Filter requests' });
    this.detail = this.page.getByRole('region', { name: 'Request detail' });
    this.tree = this.detail.getByRole('tree');
    this.totals = workbench.panel.locator('.request-totals');
    this.live = workbench.panel.getByText('live', { exact: true });
    this.found = this.detail.locator('.json-count');
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

  /** Moves to the first or last row. */
  async scrollTo(key: 'Home' | 'End'): Promise<void> {
    await this.grid.focus();
    await this.page.keyboard.press(key);
  }

  /** Saves the body on view. */
  async saveBody(): Promise<void> {
    await this.detail.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(this.workbench.toast(/^Saved as/)).toBeVisible();
  }

  /** Searches the JSON body on view. */
  async search(text: string): Promise<void> {
    await this.detail.getByRole('textbox', { name: 'Search' }).fill(text);
  }

  /** A line of the JSON body on view. */
  value(name: string | RegExp): Locator {
    return this.tree.getByRole('treeitem', { name });
  }

  /** Puts the path of a value into the code, from its menu. */
  async usePath(value: Locator): Promise<void> {
    await value.click({ button: 'right' });
    await this.page.getByRole('menuitem', { name: 'Use this path in the code' }).click();
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
