import type { Locator, Page } from '@playwright/test';

/** Probe entities of a connector live, from its overview. */
export class ProbeDialog {
  readonly dialog: Locator;
  readonly entities: Locator;
  private readonly page: Page;

  constructor(page: Page) {
    this.page = page;
    this.dialog = page.getByRole('dialog', { name: /^Probe / });
    this.entities = page.getByRole('grid', { name: 'Entities' });
  }

  async open(entity: string): Promise<void> {
    await this.page.getByRole('button', { name: `Probe ${entity}`, exact: true }).click();
  }

  async start(apply: boolean): Promise<void> {
    await this.dialog.getByRole('checkbox', { name: /^Write what is proven/ }).setChecked(apply);
    await this.dialog.getByRole('button', { name: 'Probe', exact: true }).click();
  }

  verdict(entity: string): Locator {
    return this.dialog.getByRole('region', { name: entity, exact: true });
  }

  row(entity: string): Locator {
    return this.entities.getByRole('row').filter({ hasText: entity });
  }
}
