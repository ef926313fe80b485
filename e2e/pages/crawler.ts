import { expect, type Locator, type Page } from '@playwright/test';
import { Workbench } from './workbench.ts';

/** Goes to any place of the window with few words; what each place is, stands in the table of places. */
export class Crawler {
  readonly page: Page;
  readonly workbench: Workbench;
  /** The text that stands wherever any text may. */
  readonly payload: string;

  constructor(page: Page, payload: string) {
    this.page = page;
    this.workbench = new Workbench(page);
    this.payload = payload;
  }

  /** The dialog on view. */
  get dialog(): Locator {
    return this.page.getByRole('dialog').last();
  }

  get detail(): Locator {
    return this.page.getByRole('region', { name: 'Request detail' });
  }

  command(title: string): Promise<void> {
    return this.workbench.command(title);
  }

  async dialogBy(title: string): Promise<void> {
    await this.command(title);
    await expect(this.dialog).toBeVisible();
  }

  async press(name: string | RegExp, within: Page | Locator = this.page): Promise<void> {
    await within.getByRole('button', { name, exact: true }).first().click();
  }

  async tab(name: string | RegExp, within: Page | Locator = this.page): Promise<void> {
    await within.getByRole('tab', { name }).first().click();
  }

  /** A choice among few that stand side by side. */
  async segment(group: string, name: string, within: Page | Locator = this.page): Promise<void> {
    await within.getByRole('radiogroup', { name: group }).getByText(name).first().click();
  }

  async menu(name: string | RegExp, within: Page | Locator = this.page): Promise<void> {
    await this.press(name, within);
    await expect(this.page.getByRole('menu').first()).toBeVisible();
  }

  async choose(item: string | RegExp): Promise<void> {
    await this.page.getByRole('menuitem', { name: item }).first().click();
  }

  async file(name: string): Promise<void> {
    await this.view('Connectors');
    await this.workbench.explorer
      .getByRole('treeitem', { name: new RegExp(`^${name}`) })
      .first()
      .click();
  }

  /** The menu of a row of the explorer. */
  async rowMenu(name: string): Promise<void> {
    await this.workbench.explorer.getByRole('treeitem', { name, exact: true }).first().click({ button: 'right' });
    await expect(this.page.getByRole('menu')).toBeVisible();
  }

  /** The history beside the editor. */
  get runs(): Locator {
    return this.page.getByRole('list', { name: /^Runs of/ });
  }

  async view(name: 'Connectors' | 'Search' | 'Connections' | 'Runs' | 'Marketplace'): Promise<void> {
    const button = this.page.getByRole('navigation', { name: 'Views' }).getByRole('button', { name, exact: true });
    if ((await button.getAttribute('aria-pressed')) !== 'true') await button.click();
  }

  /** Opens a run of the history, the newest being 0. */
  async run(at: number, panel: 'Result' | 'Requests' | 'Logs'): Promise<void> {
    await this.view('Runs');
    await this.runs.getByRole('listitem').nth(at).getByRole('button').first().click();
    await this.workbench.tab(panel).click();
  }

  async runMenu(at: number): Promise<void> {
    await this.view('Runs');
    const entry = this.runs.getByRole('listitem').nth(at);
    await entry.hover();
    await this.menu(/^Actions of/, entry);
  }

  /** A request of the run on view, by its number. */
  async request(at: number, tab: string): Promise<void> {
    const rows = this.workbench.panel.getByRole('treegrid', { name: 'Requests' }).getByRole('row');
    await rows.nth(at).click();
    await this.tab(tab, this.detail);
  }

  async requestMenu(at: number): Promise<void> {
    const rows = this.workbench.panel.getByRole('treegrid', { name: 'Requests' }).getByRole('row');
    await rows.nth(at).click({ button: 'right' });
    await expect(this.page.getByRole('menu').first()).toBeVisible();
  }

  /** What is open on top of the window, menus and lists included. */
  get overlays(): Locator {
    return this.page
      .locator('[role=dialog], [role=menu], .mantine-Combobox-dropdown, .mantine-Popover-dropdown')
      .filter({ visible: true });
  }

  /** Closes with Escape what is open, which a dialog with typed text asks about first. */
  async leave(): Promise<void> {
    for (let n = 0; n < 6 && (await this.overlays.count()) > 0; n++) {
      const discard = this.page.getByRole('button', { name: 'Discard', exact: true });
      const close = this.dialog.getByRole('button', { name: 'Close', exact: true }).last();
      if (await discard.isVisible()) await discard.click();
      // The review, where Escape leaves what is shown in full, and unsaved settings stay open.
      else if (n > 2 && (await close.isVisible())) await close.click();
      else await this.page.keyboard.press('Escape');
      await this.page.waitForTimeout(40);
    }
    await expect(this.overlays).toHaveCount(0);
  }
}
