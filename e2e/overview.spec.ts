import { viewLimits } from '../shared/limits.ts';
import { library } from './descriptions.ts';
import { expect, test } from './fixtures.ts';
import { look } from './look.ts';
import { ImportDialog } from './pages/import-dialog.ts';
import { Overview } from './pages/overview.ts';
import { Workbench } from './pages/workbench.ts';
import { seed } from './workspace.ts';

/** Everything that a picture may try (A30), around one that can be seen. */
const hostileLogo = `<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>
<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 24 24" onload="alert(1)">
  <script>alert(2)</script><script href="https://evil.example/x.js"/>
  <a href="javascript:alert(3)" xlink:href="javascript:alert(4)"><circle cx="12" cy="12" r="4"/></a>
  <foreignObject width="24" height="24"><iframe xmlns="http://www.w3.org/1999/xhtml" src="https://evil.example/"/></foreignObject>
  <style>@import url(https://evil.example/x.css); rect { fill: url(https://evil.example/y) }</style>
  <use href="data:image/svg+xml,&lt;svg id='x'/&gt;#x"/><use xlink:href="https://evil.example/z.svg#x"/>
  <animate attributeName="href" values="javascript:alert(5)" onbegin="alert(6)"/>
  <rect width="20" height="20" x="2" y="2" rx="4" fill="#3b5bdb" style="background:url(https://evil.example/s)"/>
  <image href="https://evil.example/x.png"/><text>&b;</text></svg>`;

test('a new user sees the demo API from description to coverage, and completes the connector', async ({
  studio,
}, info) => {
  const { page } = studio;
  const overview = new Overview(page);
  const description = new ImportDialog(page);

  await test.step('two clicks to the review, one to a connection', async () => {
    await description.open();
    await description.dialog.getByRole('button', { name: 'Try with the demo API' }).click();
    await expect(description.cell('contacts', 'Operation')).toHaveText('GET /contacts');
    await description.create('demo');
    await overview.show('demo');
    await overview.connectDemo();
  });

  await test.step('what is missing runs, and is green on this revision', async () => {
    await expect(overview.chip(/^contacts ?: never ran green/)).toBeVisible();
    await overview.runMissing();
    await expect(overview.chip(/^validate ?: ran green\. Last green: revision 1/)).toBeVisible();
    await expect(overview.chip(/^contacts ?: ran green/)).toBeVisible();
    await look(page, info, 'overview');
  });

  await test.step('the form writes what it changes and shows what is wrong at its field', async () => {
    await overview.check('Give it a category').getByRole('button', { name: 'Edit' }).click();
    await overview.form.getByLabel('Version').fill('1.0');
    await expect(overview.form).toContainText('use a semantic version such as 1.0.0');
    await overview.form.getByLabel('Version').fill('1.1.0');
    await overview.form.getByLabel('Category').fill('CRM');
    await look(page, info, 'form');
    await overview.save();
    await expect(overview.check('It has a category')).toBeVisible();
    await expect(overview.chip(/^validate ?: ran green/)).toBeVisible();
  });

  await test.step('tables, their diagram and commands', async () => {
    await overview.show('demo');
    await overview.showEntities();
    await expect(overview.detail('users')).toBeVisible();
    await look(page, info, 'tables');
    await overview.view('Diagram');
    await expect(overview.diagram.getByRole('option', { name: /^contacts/ })).toBeVisible();
    await overview.diagram.focus();
    await page.keyboard.press('ArrowRight');
    await expect(overview.diagram.getByRole('option', { selected: true })).toHaveCount(1);
    await look(page, info, 'diagram');
    await page.keyboard.press('Enter');
    await expect(overview.tables).toBeVisible();
    await overview.view('Commands');
    await look(page, info, 'commands');
  });
});

test('A30, A78: a logo is kept as a picture and nothing else', async ({ launch, workspace }) => {
  seed(workspace);
  const { page } = await launch();
  const tried: string[] = [];
  page.on('dialog', (dialog) => {
    tried.push(dialog.message());
    void dialog.dismiss();
  });
  page.on('request', (request) => {
    if (request.url().includes('evil')) tried.push(request.url());
  });
  const overview = new Overview(page);
  const workbench = new Workbench(page);
  await workbench.explorer.getByRole('treeitem', { name: 'weather' }).first().click();
  await overview.show('weather');
  await overview.chooseLogo(' '.repeat(viewLimits.logoBytes + 1));
  await expect(page.getByText(/A logo may hold at most/)).toBeVisible();
  await overview.chooseLogo(hostileLogo);
  await expect(overview.logo.getByRole('img', { name: 'Logo of Weather' })).toBeVisible();
  await expect(overview.check('It has a logo')).toBeVisible();
  await workbench.openFile('logo.svg');
  const text = page.locator('.view-lines');
  await expect(text).toContainText('viewBox');
  await expect(text).not.toContainText(/script|onload|onbegin|evil|iframe|import|data:|ENTITY|aaaa/);
  expect(tried).toEqual([]);
});

test(
  'a new connector runs at once, and a review that was closed is gone on with',
  { tag: '@all' },
  async ({ studio }, info) => {
    const { page } = studio;
    const overview = new Overview(page);
    const workbench = new Workbench(page);
    const description = new ImportDialog(page);

    await description.open();
    await description.paste(library);
    await description.dialog.getByLabel('Id', { exact: true }).fill('books');
    await page.getByRole('button', { name: 'Close', exact: true }).click();
    await expect(description.dialog).toBeHidden();
    await description.open();
    await description.dialog.getByRole('button', { name: 'Continue the import' }).click();
    await expect(description.dialog.getByLabel('Id', { exact: true })).toHaveValue('books');
    await page.getByRole('button', { name: 'Close', exact: true }).click();

    await workbench.command('New connector');
    await overview.newConnector.getByLabel('Name').fill('My Source');
    await expect(overview.newConnector.getByLabel('Id')).toHaveValue('my-source');
    await overview.newConnector.getByText('TypeScript').click();
    await look(page, info, 'new-connector');
    await overview.newConnector.getByRole('button', { name: 'Create' }).click();
    await workbench.run({ target: 'data', allPages: true });
    await expect(workbench.outcome).toContainText('data succeeded');
    await overview.show('my-source');
    await expect(overview.chip(/^items ?: ran green/)).toBeVisible();
    await expect(overview.check('Declare the hosts it may reach')).toBeVisible();
  },
);
