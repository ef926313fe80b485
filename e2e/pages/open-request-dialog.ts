import type { Locator, Page } from '@playwright/test';

/** What a link or a file from outside asks for. */
export class OpenRequestDialog {
  readonly dialog: Locator;
  readonly facts: Locator;
  private readonly page: Page;

  constructor(page: Page) {
    this.page = page;
    this.dialog = page.getByRole('dialog');
    this.facts = this.dialog.locator('dl');
  }

  title(name: string | RegExp): Locator {
    return this.page.getByRole('dialog', { name });
  }

  async agree(action: string): Promise<void> {
    await this.dialog.getByRole('button', { name: action, exact: true }).last().click();
  }

  async dismiss(): Promise<void> {
    await this.page.keyboard.press('Escape');
  }

  /** Drops a file on the window. */
  async drop(name: string, bytes: Uint8Array): Promise<void> {
    await this.page.evaluate(
      ([fileName, content]) => {
        const dataTransfer = new DataTransfer();
        dataTransfer.items.add(new File([Uint8Array.from(atob(content), (c) => c.charCodeAt(0))], fileName));
        window.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
      },
      [name, Buffer.from(bytes).toString('base64')] as const,
    );
  }
}
