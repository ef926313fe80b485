import { expect, type Locator, type Page } from '@playwright/test';
import type { Workbench } from './workbench.ts';

/** Gallery, what is installed, publications. */
export class Market {
  readonly page: Page;
  /** The view beside the editor. */
  readonly side: Locator;
  readonly cards: Locator;
  readonly installed: Locator;
  readonly publications: Locator;
  /** A listing in full, an installed connector, a publication: whatever is looked at. */
  readonly detail: Locator;
  readonly dialog: Locator;
  private readonly workbench: Workbench;

  constructor(page: Page, workbench: Workbench) {
    this.page = page;
    this.workbench = workbench;
    this.side = page.getByRole('region', { name: 'Marketplace view' });
    this.cards = page.getByRole('list', { name: 'Listings' });
    this.installed = page.getByRole('grid', { name: 'Installed connectors' });
    this.publications = page.getByRole('grid', { name: 'Publications' });
    this.detail = page.getByRole('tabpanel').getByRole('article');
    this.dialog = page.getByRole('dialog');
  }

  async show(part: 'gallery' | 'installed connectors' | 'publications'): Promise<void> {
    await this.workbench.command(`Show ${part === 'gallery' ? 'the gallery' : part}`);
  }

  /** Looks through the eyes of a tenant. */
  async choose(tenant: string): Promise<void> {
    await this.side.getByRole('button', { name: tenant, exact: true }).click();
  }

  async openListing(name: string): Promise<Locator> {
    await this.cards.getByRole('button', { name: new RegExp(`^${name} `) }).click();
    const listing = this.page.getByRole('region', { name, exact: true });
    await expect(listing).toBeVisible();
    return listing;
  }
}
