import { expect, type Locator, type Page } from '@playwright/test';

/** The way of someone who sees the studio for the first time: the demo API, its connector, its connection. */
export class FirstSteps {
  readonly notices: Locator;
  private readonly page: Page;

  constructor(page: Page) {
    this.page = page;
    this.notices = page.getByRole('dialog', { name: 'Notices' });
  }

  async tryDemo(): Promise<void> {
    // The welcome page and the empty explorer offer the same.
    await this.page
      .getByRole('button', { name: /^Try .*demo API$/ })
      .last()
      .click();
    await expect(this.page.getByRole('grid', { name: 'Entities found' })).toBeVisible();
  }

  /** Connects with the offer in the panel, the only thing there to press. */
  async connect(): Promise<void> {
    const offer = this.page
      .getByRole('region', { name: 'Panel' })
      .getByRole('button', { name: 'Connect to the demo API' });
    await offer.click();
    await expect(offer).toBeHidden();
  }

  /** What has the keyboard: its name where it has one, else its role or element. */
  focused(): Promise<string> {
    return this.page.evaluate(() => {
      const element = document.activeElement;
      return element?.getAttribute('aria-label') ?? element?.getAttribute('role') ?? element?.tagName ?? 'nothing';
    });
  }

  /** Shows another folder than the one of the test, which says nothing to readers of a picture. */
  async nameWorkspace(name: string): Promise<void> {
    await this.page
      .locator('.status-bar .status-wide .ellipsis')
      .evaluate((element, text) => element.replaceChildren(text), name);
  }

  showNotices(): Promise<void> {
    return this.page.getByRole('button', { name: /^Notices/ }).click();
  }
}
