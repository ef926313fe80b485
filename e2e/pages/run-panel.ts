import { expect, type Locator, type Page } from '@playwright/test';
import { Workbench } from './workbench.ts';

/** What runs: the run bar, the input beside the result, the result itself, and the history. */
export class RunPanel {
  readonly page: Page;
  readonly workbench: Workbench;
  readonly input: Locator;
  readonly history: Locator;
  readonly rows: Locator;
  readonly series: Locator;
  readonly comparison: Locator;
  readonly findings: Locator;

  constructor(page: Page) {
    this.page = page;
    this.workbench = new Workbench(page);
    this.input = page.locator('#input');
    this.history = page.getByRole('list', { name: /^Runs of/ });
    this.rows = page.getByRole('grid', { name: 'Rows' });
    this.series = page.getByRole('grid', { name: 'Runs of the series' });
    this.findings = this.workbench.panel.getByLabel('Findings');
    this.comparison = page.getByRole('dialog', { name: 'Two runs compared' });
  }

  /** Chooses what to run, without running it. */
  async choose(target: string): Promise<void> {
    await this.workbench.choose('Function or command', target);
  }

  async toggleInput(): Promise<void> {
    await this.workbench.panel.getByRole('button', { name: /^Input/ }).click();
  }

  /** The badge on the button of the input: what is not as usual. */
  get deviations(): Locator {
    return this.workbench.panel.getByRole('button', { name: /Not as usual/ });
  }

  field(label: string): Locator {
    return this.input.getByLabel(label).first();
  }

  async shape(name: 'Form' | 'JSON'): Promise<void> {
    await this.input.getByRole('radiogroup', { name: 'Edit the input as' }).getByText(name, { exact: true }).click();
  }

  get json(): Locator {
    return this.input.getByLabel('Input as JSON');
  }

  async mode(name: 'Live' | 'Replay' | 'Mock'): Promise<void> {
    await this.input.getByRole('radiogroup', { name: 'Answers come from' }).getByText(name, { exact: true }).click();
  }

  /** Chooses in a list of the input panel. */
  async pick(label: string, option: RegExp): Promise<void> {
    await this.input.getByRole('combobox', { name: label }).click();
    await this.page.getByRole('option', { name: option }).first().click();
  }

  async addFault(preset: string): Promise<void> {
    await this.input.getByRole('button', { name: 'Add a fault' }).click();
    await this.page.getByRole('menuitem', { name: preset }).click();
  }

  async runMenu(item: string): Promise<void> {
    await this.workbench.panel.getByRole('button', { name: 'More ways to run' }).click();
    await this.page.getByRole('menuitem', { name: item }).click();
  }

  async showAs(name: string): Promise<void> {
    await this.workbench.panel
      .getByRole('radiogroup', { name: 'Show the result as' })
      .getByText(name, { exact: true })
      .click();
  }

  /** Opens the menu of a run of the history and chooses in it. */
  async entryMenu(at: number, item: string): Promise<void> {
    const entry = this.history.getByRole('listitem').nth(at);
    await entry.hover();
    await entry.getByRole('button', { name: /^Actions of/ }).click();
    await this.page.getByRole('menuitem', { name: item }).click();
  }

  async showHistory(): Promise<void> {
    await this.page.getByRole('button', { name: 'Runs', exact: true }).click();
    await expect(this.history).toBeVisible();
  }

  /** The button that replays the last good run where the source cannot be reached. */
  get replayOffer(): Locator {
    return this.workbench.outcome.getByRole('button', { name: /^Replay the last good run/ });
  }

  /** Says what answered the run on view, where it was not the source. */
  answeredBy(mode: 'replay' | 'mock'): Locator {
    return this.workbench.panel.getByText(mode, { exact: true }).first();
  }

  get cancel(): Locator {
    return this.workbench.panel.getByRole('button', { name: 'Cancel run' });
  }
}
