import { openWorkspace } from '../core/workspace/index.ts';
import { library } from './descriptions.ts';
import { expect, test } from './fixtures.ts';
import { look } from './look.ts';
import { ImportDialog } from './pages/import-dialog.ts';
import { MergeDialog } from './pages/merge-dialog.ts';

/** What the user wrote into the connector since it was made; gives the text of the file. */
function edit(workspace: string, path: string, change: (text: string) => string): string {
  const opened = openWorkspace(workspace);
  if (!opened.ok) throw new Error(opened.error.message);
  const { connectors } = opened.value;
  const file = connectors.readFile('library', path);
  if (!file.ok) throw new Error(file.error.message);
  const text = change(file.value.text);
  const saved = connectors.save('library', file.value.revision, [{ path, text }], 'edited by a test');
  opened.value.close();
  if (!saved.ok || !saved.value.changed) throw new Error('the edit changed nothing');
  return text;
}

function textOf(workspace: string, path: string): string {
  const opened = openWorkspace(workspace);
  if (!opened.ok) throw new Error(opened.error.message);
  const file = opened.value.connectors.readFile('library', path);
  opened.value.close();
  return file.ok ? file.value.text : '';
}

/** Larger pages of books, a new list of authors, and no way to add a book any more. */
const newer = library
  .replace("version: '2'", "version: '3'")
  .replace('maximum: 100', 'maximum: 200')
  .replace(/ {4}post:\n {6}tags: \[Books\]\n {6}operationId: addBook[\s\S]*?description: Created \} \}\n/, '')
  .replace(
    '  /lost:',
    `  /authors:
    get:
      responses:
        '200':
          description: OK
          content:
            application/json:
              schema: { type: array, items: { type: object, properties: { id: { type: string } } } }
  /lost:`,
  );

test('a newer description: changes as sentences, conflicts side by side, a merge that can be undone', async ({
  studio,
  workspace,
}, info) => {
  const { page } = studio;
  const first = new ImportDialog(page);
  const dialog = new MergeDialog(page);
  await first.drop({ 'library.yaml': library });
  await first.create('library');
  const mine = edit(workspace, 'functions/entities.js', (text) => text.replace(/per_page: \d+/, 'per_page: 25'));
  await page.getByRole('tab', { name: 'library', exact: true }).click();

  await test.step('what changed is told in sentences', async () => {
    await dialog.open();
    await dialog.paste(newer);
    await expect(dialog.tab('Conflicts')).toHaveAttribute('aria-selected', 'true');
    await look(page, info, 'conflict');
    await dialog.tab('Changes').click();
    await expect(dialog.group('New')).toContainText('authors');
    await expect(dialog.group('Gone')).toContainText('addBook');
    await expect(dialog.group('Changed')).toContainText('books');
    await look(page, info, 'changes');
  });

  await test.step('a new table is taken along', async () => {
    await dialog.dialog.getByRole('checkbox', { name: 'authors' }).check();
    await expect(dialog.merge).toBeDisabled();
  });

  await test.step('the conflict is settled', async () => {
    await dialog.tab('Conflicts').click();
    await expect(dialog.conflicts.getByText('open')).toBeVisible();
    await expect(dialog.dialog.locator('.monaco-diff-editor')).toContainText('25');
    await dialog.settle('Keep mine');
    await expect(dialog.conflicts.getByText('Keep mine')).toBeVisible();
    await dialog.tab('Files').click();
    await expect(dialog.files.getByRole('row').filter({ hasText: 'entities.js' })).toContainText('kept');
    await look(page, info, 'files');
  });

  await test.step('the merge keeps the edit and takes the rest', async () => {
    await dialog.merge.click();
    await expect(dialog.dialog).toBeHidden();
    const merged = textOf(workspace, 'functions/entities.js');
    expect(merged).toContain('per_page: 25');
    expect(merged).toContain('authors');
    await expect(page.getByRole('grid', { name: 'Entities' })).toContainText('authors');
  });

  await test.step('it is undone in one click', async () => {
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect(page.getByRole('grid', { name: 'Entities' })).not.toContainText('authors');
    expect(textOf(workspace, 'functions/entities.js')).toBe(mine);
  });
});

test('what the user set in the review outlives a newer description', { tag: '@all' }, async ({ studio, workspace }) => {
  const { page } = studio;
  const first = new ImportDialog(page);
  const dialog = new MergeDialog(page);
  await first.drop({ 'library.yaml': library });
  await first.cell('shelves', 'Pagination').click();
  await first.choose('Pagination', 'Cursor');
  await first.detail.getByLabel('Cursor parameter').fill('after');
  await first.detail.getByLabel('Next page in the answer').fill('$last.code');
  await first.create('library');
  await page.getByRole('tab', { name: 'library', exact: true }).click();
  await dialog.open();
  await dialog.paste(newer);
  await expect(dialog.merge).toBeEnabled();
  await dialog.merge.click();
  await expect(dialog.dialog).toBeHidden();
  expect(textOf(workspace, 'functions/entities.js')).toContain('after: cursor');
  expect(textOf(workspace, 'connector.json')).toContain('$last.code');
});
