import { expect, type Locator, type Page } from '@playwright/test';

/** The code editor, as a person uses it. */
export class CodeEditor {
  readonly page: Page;
  readonly root: Locator;
  readonly suggestions: Locator;
  /** The line where the last run failed. */
  readonly failure: Locator;

  constructor(page: Page) {
    this.page = page;
    this.root = page.locator('.monaco-editor').first();
    this.failure = page.locator('.run-failure-mark');
    this.suggestions = page.locator('.suggest-widget.visible');
  }

  /** Lines on view, without what is between them. */
  line(text: string | RegExp): Locator {
    return this.root.locator('.view-line').filter({ hasText: text });
  }

  /** Selects a text that stands in the file once, by the search of the editor. */
  async select(text: string): Promise<void> {
    await this.root.locator('.view-lines').click();
    await this.page.keyboard.press('Control+f');
    await this.page.keyboard.press('Control+a');
    await this.page.keyboard.insertText(text);
    await this.page.keyboard.press('Enter');
    await this.page.keyboard.press('Escape');
  }

  /** Puts the cursor behind a text that stands in the file once. */
  async placeBehind(text: string): Promise<void> {
    await this.select(text);
    await this.page.keyboard.press('ArrowRight');
  }

  /** Types, and gives the names that are offered then. */
  async offeredAfter(text: string): Promise<readonly string[]> {
    await this.page.keyboard.type(text);
    await expect(this.suggestions.locator('.monaco-list-row').first()).toBeVisible();
    await expect(this.suggestions).not.toContainText('Loading');
    return this.suggestions.locator('.monaco-list-row .label-name').allTextContents();
  }

  /** Takes back what was typed. */
  async undo(): Promise<void> {
    await this.page.keyboard.press('Escape');
    await this.page.keyboard.press('Control+z');
  }

  /** The link above a function. */
  lens(name: string): Locator {
    return this.root.locator('.codelens-decoration a', { hasText: name });
  }

  /** Renames what stands at the cursor. */
  async rename(name: string): Promise<void> {
    await this.page.keyboard.press('F2');
    const input = this.page.locator('.rename-input');
    await expect(input).toBeVisible();
    await input.fill(name);
    await this.page.keyboard.press('Enter');
    await expect(input).toBeHidden();
  }

  /** What is said about a text of the open file when the mouse rests on it. */
  async hover(text: string): Promise<Locator> {
    await this.root.getByText(text, { exact: true }).first().hover();
    return this.page.locator('.monaco-hover:not(.hidden) .monaco-hover-content').first();
  }
}
