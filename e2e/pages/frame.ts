import { expect, type Locator, type Page } from '@playwright/test';

/** What stands around the editor: explorer, tabs, search, the box for finding, settings, status bar. */
export class Frame {
  readonly page: Page;
  readonly explorer: Locator;
  readonly results: Locator;
  readonly settings: Locator;
  readonly status: Locator;
  /** The field of the box for finding. */
  readonly box: Locator;

  constructor(page: Page) {
    this.page = page;
    this.explorer = page.getByRole('tree', { name: 'Connectors' });
    this.results = page.getByRole('tree', { name: 'Search results' });
    this.settings = page.getByRole('tabpanel', { name: 'Settings' });
    this.status = page.locator('.status-bar');
    this.box = page.getByRole('combobox', { name: 'Search commands and files' });
  }

  /** Opens an archive and agrees to what the studio says is in it. */
  async openArchive(name: string, bytes: Buffer): Promise<void> {
    const chooser = this.page.waitForEvent('filechooser');
    await this.page.getByRole('button', { name: 'Open a .connector file…' }).first().click();
    await (await chooser).setFiles({ name, mimeType: 'application/zip', buffer: bytes });
    await this.page.getByRole('dialog').getByRole('button', { name: 'Open', exact: true }).click();
  }

  row(name: string | RegExp): Locator {
    return this.explorer.getByRole('treeitem', { name, exact: true });
  }

  tab(name: string | RegExp): Locator {
    return this.page.getByRole('tablist', { name: 'Open files' }).getByRole('tab', { name });
  }

  toast(text: string | RegExp): Locator {
    return this.page.locator('.toast').filter({ hasText: text });
  }

  option(name: string | RegExp): Locator {
    return this.page.getByRole('option', { name });
  }

  /** Opens the box with a key and types into it. */
  async find(key: string, text: string): Promise<void> {
    await this.page.keyboard.press(key);
    await expect(this.box).toBeFocused();
    await this.page.keyboard.type(text);
  }

  /** Searches all files; waits for the number of finds. */
  async search(text: string, summary: RegExp): Promise<void> {
    await this.page.keyboard.press('Control+Shift+F');
    const field = this.page.getByLabel('Search for');
    await expect(field).toBeFocused();
    await field.fill(text);
    await expect(this.page.getByText(summary)).toBeVisible();
  }

  /** Replaces what is listed and waits until that was said. */
  async replaceAll(by: string): Promise<void> {
    await this.page.getByRole('button', { name: 'Replace', exact: true }).click();
    await this.page.getByLabel('Replace with').fill(by);
    await expect(this.results.locator('ins').first()).toHaveText(by);
    await this.page.getByRole('button', { name: 'Replace all' }).click();
  }

  /** Opens the menu of what has the focus and takes an entry. */
  async menu(entry: string): Promise<void> {
    await this.page.keyboard.press('Shift+F10');
    await this.page.getByRole('menuitem', { name: entry }).click();
  }

  /** Chooses other keys for a command, on the page of settings. */
  async changeKeys(command: string, keys: string): Promise<void> {
    await this.settings.getByRole('button', { name: `Change the keys of: ${command}` }).click();
    await this.page.keyboard.press(keys);
  }

  /** Name of the part of the window that has the keyboard. */
  region(): Promise<string | undefined> {
    return this.page.evaluate(() => {
      const region = document.activeElement?.closest('[data-region]');
      return region instanceof HTMLElement ? region.dataset.region : undefined;
    });
  }

  /** Goes to a section of the settings. */
  async showSettings(section: string): Promise<void> {
    await this.page
      .getByRole('navigation', { name: 'Sections of the settings' })
      .getByRole('button', { name: section, exact: true })
      .click();
  }

  /** How far the page could be scrolled away from under the window; it must not be. */
  scrollable(): Promise<number> {
    return this.page.evaluate(() => document.documentElement.scrollHeight - window.innerHeight);
  }

  /** What does not fit into the window, by class: nothing may reach over its right edge. */
  overflowing(): Promise<string[]> {
    return this.page.evaluate(() =>
      [
        ...document.querySelectorAll(
          '.workbench > *, .title-bar > *, .status-bar > *, .side-view, .editor-area, .bottom-panel',
        ),
      ]
        .filter((one) => one.getBoundingClientRect().right > window.innerWidth + 1)
        .map((one) => one.className),
    );
  }
}
