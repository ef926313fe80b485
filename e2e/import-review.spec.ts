import { createServer } from 'node:http';
import { collection, inTwoFiles, library, recording } from './descriptions.ts';
import { expect, test } from './fixtures.ts';
import { look } from './look.ts';
import { ImportDialog } from './pages/import-dialog.ts';
import { Workbench } from './pages/workbench.ts';

test('sources: pasted text, a drop anywhere, several files, an address, and what is wrong with them', async ({
  studio,
  demoApi,
}, info) => {
  const { page } = studio;
  const dialog = new ImportDialog(page);

  await test.step('a fault is shown at its place', async () => {
    await dialog.open();
    await look(page, info, 'sources');
    await dialog.paste('{\n  "openapi": "3.0.0",\n  "paths": oops\n}');
    await expect(dialog.dialog.getByRole('alert')).toContainText('line 3, column 12');
    await expect(dialog.sourceLine).toHaveText(/^3\s*"paths": oops$/);
    await look(page, info, 'fault');
  });

  await test.step('Ctrl+V in no field reads the clipboard', async () => {
    await dialog.pasteKey(library);
    await expect(dialog.cell('books', 'Operation')).toHaveText('GET /books');
    await dialog.dialog.getByRole('button', { name: 'Back' }).click();
  });

  await test.step('an address waits until the user asks', async () => {
    let hits = 0;
    const trap = createServer((_, response) => {
      hits++;
      response.end('{}');
    });
    await new Promise<void>((resolve) => trap.listen(0, '127.0.0.1', resolve));
    const place = trap.address();
    const address = `http://127.0.0.1:${typeof place === 'object' && place ? place.port : 0}/api.json`;
    await dialog.pasteKey(address);
    await expect(dialog.dialog.getByLabel('Or fetch an address')).toHaveValue(address);
    await page.waitForTimeout(300);
    expect(hits).toBe(0);
    trap.close();
    const silent = createServer(() => undefined);
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const quiet = silent.address();
    await dialog.fetch(`http://127.0.0.1:${typeof quiet === 'object' && quiet ? quiet.port : 0}/`);
    await dialog.dialog.getByRole('button', { name: 'Stop' }).click();
    silent.closeAllConnections();
    silent.close();
    await dialog.fetch('http://169.254.169.254/latest/meta-data');
    await expect(dialog.dialog.getByRole('alert')).toContainText('may not reach');
    await dialog.fetch(`${demoApi.url}/openapi.json`);
    await expect(dialog.cell('contacts', 'Operation')).toHaveText('GET /contacts');
    await expect(dialog.entities.getByRole('checkbox')).toHaveCount(7);
    await page.getByRole('button', { name: 'Close', exact: true }).click();
    await expect(dialog.dialog).toBeHidden();
  });

  await test.step('a drop on the window; several files are read as one description', async () => {
    await dialog.drop({ 'library.yaml': library });
    await expect(dialog.cell('books', 'Operation')).toBeVisible();
    await dialog.drop(inTwoFiles);
    await expect(dialog.cell('pets', 'Operation')).toHaveText('GET /pets');
    await dialog.cell('pets', 'Records').click();
    await expect(dialog.detail).toContainText('pets.yaml:');
  });

  await test.step('of several descriptions the user picks one', async () => {
    await dialog.drop({ ...inTwoFiles, 'library.yaml': library });
    await expect(dialog.dialog).toContainText('2 descriptions among 3 files');
    await look(page, info, 'pick');
    await dialog.dialog.getByRole('button', { name: /^library\.yaml/ }).click();
    await expect(dialog.cell('shelves', 'Operation')).toBeVisible();
  });
});

test('a recording is read alike, whether its file is chosen, dropped or pasted, or its text', async ({ studio }) => {
  const dialog = new ImportDialog(studio.page);
  const name = 'traffic.har';
  await dialog.open();
  const ways = [
    () => dialog.chooseFile(name, recording),
    () => dialog.drop({ [name]: recording }),
    () => dialog.pasteFile(name, recording),
    () => dialog.pasteKey(recording),
    () => dialog.paste(recording),
  ];
  for (const give of ways) {
    await give();
    await expect(dialog.cell('parcels', 'Operation')).toHaveText('GET /parcels');
    await dialog.dialog.getByRole('button', { name: 'Back' }).click();
    await expect(dialog.entities).toBeHidden();
  }
});

test('review: each value shows its proof and its place, and can be set', async ({ studio }, info) => {
  const { page } = studio;
  const dialog = new ImportDialog(page);
  const workbench = new Workbench(page);
  await dialog.drop({ 'library.yaml': library });

  await test.step('every entity is chosen, and the unproven ones are told', async () => {
    await expect.poll(() => dialog.tables()).toEqual(['shelves', 'books', 'loans']);
    for (const box of await dialog.entities.getByRole('checkbox').all()) await expect(box).toBeChecked();
    await expect(dialog.dialog).toContainText('1 proven, 1 likely, 1 unproven');
    await look(page, info, 'review');
    await dialog.dialog.getByRole('button', { name: 'Unproven 1' }).click();
    await expect.poll(() => dialog.tables()).toEqual(['shelves']);
    await dialog.dialog.getByRole('button', { name: 'Unproven 1' }).click();
    await dialog.dialog.getByLabel('Search entities').fill('loan');
    await expect.poll(() => dialog.tables()).toEqual(['loans']);
    await dialog.dialog.getByLabel('Search entities').fill('');
  });

  await test.step('a value leads to its line in the source', async () => {
    await dialog.cell('books', 'Pagination').click();
    await expect(dialog.detail).toContainText('page-parameter');
    const at = library.split('\n').findIndex((line) => line.includes('name: page,')) + 1;
    await expect(dialog.detail).toContainText(`library.yaml:${at}`);
    await expect(dialog.sourceLine).toContainText('{ name: page, in: query');
    await look(page, info, 'source');
    await dialog.cell('shelves', 'Records').click();
    await expect(dialog.sourceLine).toContainText('schema: { type: array');
  });

  await test.step('key, pagination and name are corrected', async () => {
    await dialog.cell('shelves', 'Key').click();
    await dialog.detail.getByLabel('Fields of the key').first().click();
    await page.getByRole('option', { name: 'room', exact: true }).click();
    await page.keyboard.press('Escape');
    await expect(dialog.cell('shelves', 'Key')).toContainText('room');
    await expect(dialog.detail).toContainText('set by you');
    await look(page, info, 'key');
    await dialog.cell('shelves', 'Pagination').click();
    await dialog.choose('Pagination', 'Cursor');
    await expect(dialog.detail.getByRole('alert')).toContainText('parameter that takes the cursor');
    await dialog.detail.getByLabel('Cursor parameter').fill('after');
    await dialog.detail.getByLabel('Next page in the answer').fill('$last.code');
    await expect(dialog.detail.getByRole('alert')).toBeHidden();
    await expect(dialog.cell('shelves', 'Pagination')).toContainText('cursor');
    await expect(dialog.dialog).toContainText('1 proven, 1 likely, 1 set by you, 0 unproven');
    await look(page, info, 'pagination');
    await dialog.cell('loans', 'Read per').click();
    await expect(dialog.detail.getByLabel('Read once for each row of')).toHaveValue('books');
    await look(page, info, 'parent');
    await dialog.cell('shelves', 'Table').click();
    await dialog.detail.getByLabel('Table name').fill('books');
    await expect(dialog.detail).toContainText('another table has this name');
    await dialog.detail.getByLabel('Table name').fill('racks');
    await dialog.detail.getByLabel('Table name').press('Enter');
    await expect(dialog.cell('racks', 'Table')).toContainText('you');
  });

  await test.step('commands and warnings', async () => {
    await dialog.tab('Commands').click();
    await dialog.commands.getByRole('row').filter({ hasText: 'addBook' }).dblclick();
    await expect(dialog.detail).toContainText('May change something');
    await look(page, info, 'commands');
    await dialog.tab('Warnings').click();
    await dialog.warnings.getByRole('row').filter({ hasText: 'elsewhere' }).click();
    await expect(dialog.sourceLine).toContainText('elsewhere.example.com');
    await look(page, info, 'warnings');
    await dialog.tab('Entities').click();
  });

  await test.step('what was set is what is made', async () => {
    await dialog.dialog.getByRole('checkbox', { name: /^API key/ }).uncheck();
    await dialog.create('library');
    await workbench.openFile('connector.json');
    const manifest = page.locator('.monaco-editor .view-lines').first();
    await expect(manifest).toContainText('"id": "token"');
    await expect(manifest).not.toContainText('X-Key');
    await workbench.openFile('entities.js');
    const code = page.locator('.monaco-editor .view-lines').first();
    await expect(code).toContainText('const racks = {');
    await expect(code).toContainText("key: ['code', 'room']");
    await expect(code).toContainText('paged by a cursor');
  });
});

test('review by keyboard alone', async ({ studio }) => {
  const { page } = studio;
  const dialog = new ImportDialog(page);
  await dialog.drop({ 'library.yaml': library });
  await dialog.entities.focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Space');
  await expect(dialog.row('shelves').getByRole('checkbox')).not.toBeChecked();
  await page.keyboard.press('ArrowDown');
  for (let n = 0; n < 4; n++) await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await expect(dialog.detail).toBeFocused();
  await expect(dialog.detail).toContainText('books · pagination');
  await expect(dialog.sourceLine).toContainText('name: page');
  await page.keyboard.press('Escape');
  await expect(dialog.detail).toBeHidden();
  await expect(dialog.entities).toBeFocused();
  await page.keyboard.press('F2');
  await page.keyboard.type('volumes');
  await page.keyboard.press('Enter');
  await expect(dialog.cell('volumes', 'Table')).toContainText('volumes');
  await expect(dialog.entities).toBeFocused();
  await page.keyboard.press('/');
  await page.keyboard.type('loans');
  await expect.poll(() => dialog.tables()).toEqual(['loans']);
  await dialog.dialog.getByRole('button', { name: 'Create connector' }).focus();
  await page.keyboard.press('Enter');
  await expect(dialog.dialog).toBeHidden();
});

test('A19: the scripts of a collection are kept to be read, and never run', async ({ studio }, info) => {
  const { page } = studio;
  const dialog = new ImportDialog(page);
  await dialog.drop({ 'library.postman_collection.json': collection });
  await expect(dialog.cell('books', 'Operation')).toHaveText('GET /v2/books');
  await dialog.cell('books', 'Records').click();
  await expect(dialog.sourceLine).toBeVisible();
  await dialog.tab('Notes').click();
  await expect(dialog.dialog).toContainText('Kept, never run.');
  await expect(dialog.detail).toContainText('globalThis.pwned = 1');
  await look(page, info, 'notes');
  expect(await page.evaluate(() => Object.hasOwn(globalThis, 'pwned'))).toBe(false);
});

test('A14: foreign text is only ever text', async ({ studio }) => {
  const { page } = studio;
  const dialog = new ImportDialog(page);
  const evil = '<img src=x onerror="globalThis.pwned=1">';
  const text = library
    .replace('title: Library', `title: '${evil.replaceAll("'", "''")}'`)
    .replace('Shelf:', 'Shelf: # <b>x</b>');
  await dialog.drop({ 'evil.yaml': text });
  await dialog.cell('shelves', 'Key').click();
  await expect(dialog.sourceLine).toBeVisible();
  await expect(dialog.dialog.getByText(evil)).toBeVisible();
  await expect(dialog.dialog.locator('img, b')).toHaveCount(0);
  expect(await page.evaluate(() => Object.hasOwn(globalThis, 'pwned'))).toBe(false);
});
