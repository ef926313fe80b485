import { expect, type Locator, type Page } from '@playwright/test';

/** What the run bar is set to. */
interface RunChoice {
  readonly target: string;
  readonly entity?: string;
  readonly allPages?: boolean;
}

/** The window: explorer, editor, run bar, panel. */
export class Workbench {
  readonly page: Page;
  readonly explorer: Locator;
  readonly panel: Locator;
  readonly outcome: Locator;
  /** The text of the file on view. */
  readonly code: Locator;
  /** What says that text is unsaved, on tabs and in the explorer. */
  readonly unsaved: Locator;

  constructor(page: Page) {
    this.page = page;
    this.explorer = page.getByRole('tree', { name: 'Connectors' });
    this.panel = page.getByRole('region', { name: 'Panel' });
    this.outcome = this.panel.getByLabel('Outcome');
    this.code = page.locator('.editor-page .monaco-editor .view-lines').first();
    this.unsaved = page.getByLabel('unsaved');
  }

  /** Runs an action of the command palette by keyboard, once the window listens: it is there, and no dialog is closing. */
  async command(name: string): Promise<void> {
    await expect(this.page.getByRole('button', { name: 'Search commands and files' })).toBeVisible();
    await this.page.keyboard.press('Control+k');
    const search = this.page.getByRole('combobox', { name: 'Search commands and files' });
    await search.fill(`>${name}`);
    await this.page.keyboard.press('Enter');
    await expect(search).toBeHidden();
  }

  /** How far the window as a whole is scrolled, px: it never is. */
  moved(): Promise<number> {
    return this.page.evaluate(() =>
      [document.documentElement, document.body, document.getElementById('root')].reduce(
        (sum, one) => sum + (one?.scrollTop ?? 0),
        0,
      ),
    );
  }

  async openFile(name: string): Promise<void> {
    await this.explorer.getByRole('treeitem', { name, exact: true }).click();
    await expect(this.page.getByRole('tab', { name: new RegExp(name) })).toBeVisible();
  }

  /** Makes a connector the one that is worked on. */
  async openConnector(name: string): Promise<void> {
    await this.explorer.getByRole('treeitem', { name, exact: true }).click();
  }

  /** Shows the explorer in the side view. */
  async showExplorer(): Promise<void> {
    await this.page.getByRole('button', { name: 'Connectors' }).click();
  }

  /** Replaces the text of the open file by pasting: typed text would be closed and indented by the editor. */
  async replaceText(text: string): Promise<void> {
    await this.page.locator('.monaco-editor').first().click();
    await this.page.keyboard.press('Control+a');
    await this.page.evaluate((pasted) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', pasted);
      const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true });
      document.activeElement?.dispatchEvent(event);
    }, text);
    await expect(this.page.getByLabel('unsaved').first()).toBeVisible();
  }

  /** Types a line at the end of the open file. */
  async typeAtEnd(text: string): Promise<void> {
    await this.code.click();
    await this.page.keyboard.press('Control+End');
    await this.page.keyboard.type(`${text}\n`);
  }

  /** Types a line above everything else in the open file. */
  async typeAtStart(text: string): Promise<void> {
    await this.code.click();
    await this.page.keyboard.press('Control+Home');
    await this.page.keyboard.type(`${text}\n`);
  }

  /** Closes what is said in the corner. */
  async clearToasts(): Promise<void> {
    const toasts = this.page.locator('.toast');
    while ((await toasts.count()) > 0) await toasts.last().getByRole('button').last().click();
  }

  async save(): Promise<void> {
    await this.page.keyboard.press('Control+s');
    await expect(this.page.getByLabel('unsaved')).toHaveCount(0);
  }

  async choose(label: string, option: string): Promise<void> {
    await this.panel.getByRole('combobox', { name: label }).click();
    await this.page.getByRole('option', { name: option, exact: true }).click();
  }

  /** Starts a run from the run bar and waits for its end. */
  async run(options: RunChoice): Promise<void> {
    await this.start(options);
    await expect(this.panel.getByRole('button', { name: 'Cancel run' })).toBeHidden({ timeout: 30_000 });
    await this.tab('Result').click();
  }

  /** Starts a run from the run bar, and does not wait for it. */
  async start(options: RunChoice): Promise<void> {
    await this.choose('Function or command', options.target);
    if (options.entity !== undefined) await this.choose('Entity', options.entity);
    if (options.allPages !== undefined) {
      await this.panel.getByRole('switch', { name: 'All pages' }).setChecked(options.allPages, { force: true });
    }
    await this.page.keyboard.press('F5');
  }

  toast(text: string | RegExp): Locator {
    return this.page.locator('.toast').filter({ hasText: text });
  }

  tab(name: 'Result' | 'Requests' | 'Logs' | 'Problems'): Locator {
    return this.panel.getByRole('tab', { name: new RegExp(`^${name}`) });
  }
}
