import { expect, type Locator, type Page } from '@playwright/test';

/** Columns of the table of entities, in their order. */
const columns = [
  'Take',
  'Table',
  'Operation',
  'Records',
  'Key',
  'Pagination',
  'Changes by',
  'Read per',
  'Fields',
  'Sure',
] as const;

/** Import an API description: choose, review, create. */
export class ImportDialog {
  readonly dialog: Locator;
  readonly entities: Locator;
  readonly commands: Locator;
  readonly warnings: Locator;
  /** What is shown in full beside the table. */
  readonly detail: Locator;
  /** The line of the source that a finding is about. */
  readonly sourceLine: Locator;
  private readonly page: Page;

  constructor(page: Page) {
    this.page = page;
    this.dialog = page.getByRole('dialog', { name: 'Import an API description' });
    this.entities = this.dialog.getByRole('grid', { name: 'Entities found' });
    this.commands = this.dialog.getByRole('grid', { name: 'Commands found' });
    this.warnings = this.dialog.getByRole('grid', { name: 'Warnings' });
    this.detail = this.dialog.locator('.review-detail');
    this.sourceLine = this.dialog.locator('[aria-current="location"]');
  }

  async open(): Promise<void> {
    await this.page.getByRole('button', { name: 'Import', exact: true }).click();
    await expect(this.dialog).toBeVisible();
  }

  async chooseFile(name: string, text: string): Promise<void> {
    const file = { name, mimeType: 'application/octet-stream', buffer: Buffer.from(text) };
    await this.dialog.getByLabel('Description file').setInputFiles(file);
  }

  /** Types into the box for text and reads it. */
  async paste(text: string): Promise<void> {
    await this.dialog.getByLabel('Or paste the text').fill(text);
    await this.dialog.getByRole('button', { name: 'Read the text' }).click();
  }

  /** Ctrl+V with this text in the clipboard, in no field. */
  async pasteKey(text: string): Promise<void> {
    await this.page.evaluate((pasted) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', pasted);
      document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    }, text);
  }

  /** Ctrl+V with a file in the clipboard. */
  async pasteFile(name: string, text: string): Promise<void> {
    await this.page.evaluate(
      ([fileName, content]) => {
        const clipboardData = new DataTransfer();
        clipboardData.items.add(new File([content], fileName));
        document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
      },
      [name, text] as const,
    );
  }

  /** Drops files on the window, by their names; nothing needs to be open. */
  async drop(files: Readonly<Record<string, string>>): Promise<void> {
    // By its class: behind an open dialog it has no role. Before it is there, nobody listens to drops.
    await expect(this.page.locator('.workbench')).toBeAttached();
    await this.page.evaluate((given) => {
      const dataTransfer = new DataTransfer();
      for (const [name, text] of Object.entries(given)) dataTransfer.items.add(new File([text], name));
      for (const type of ['dragenter', 'dragover', 'drop'])
        document.body.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
    }, files);
    await expect(this.dialog).toBeVisible();
  }

  async fetch(address: string): Promise<void> {
    await this.dialog.getByLabel('Or fetch an address').fill(address);
    await this.dialog.getByRole('button', { name: 'Fetch' }).click();
  }

  /** The row of an entity by the name of its table. */
  row(table: string): Locator {
    return this.entities
      .getByRole('row')
      .filter({ has: this.page.getByRole('checkbox', { name: `Take ${table}`, exact: true }) });
  }

  cell(table: string, column: (typeof columns)[number]): Locator {
    return this.row(table).getByRole('gridcell').nth(columns.indexOf(column));
  }

  /** Names of the tables on view. */
  tables(): Promise<string[]> {
    return this.entities
      .getByRole('row')
      .getByRole('checkbox')
      .evaluateAll((boxes) => boxes.map((box) => box.getAttribute('aria-label')?.replace('Take ', '') ?? ''));
  }

  tab(name: 'Entities' | 'Commands' | 'Warnings' | 'Notes'): Locator {
    return this.dialog.getByRole('tab', { name: new RegExp(`^${name}`) });
  }

  /** Chooses an option of a list in the detail. */
  async choose(label: string, option: string): Promise<void> {
    await this.detail.getByLabel(label).first().click();
    await this.page.getByRole('option', { name: option, exact: true }).click();
  }

  async create(id: string): Promise<void> {
    await this.dialog.getByLabel('Id', { exact: true }).fill(id);
    await this.dialog.getByRole('button', { name: 'Create connector' }).click();
    await expect(this.dialog).toBeHidden();
  }
}
