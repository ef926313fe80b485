import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from './fixtures.ts';
import { look } from './look.ts';
import { ConnectionDialog } from './pages/connection-dialog.ts';
import { ImportDialog } from './pages/import-dialog.ts';
import { PublishPage } from './pages/publish-page.ts';
import { Workbench } from './pages/workbench.ts';

test('from a description to a published connector, by mouse and keyboard', async ({
  studio,
  demoApi,
  marketplace,
  workspace,
}, info) => {
  const { page } = studio;
  const workbench = new Workbench(page);
  const host = new URL(demoApi.url).host;
  await expect(page.getByRole('heading', { name: 'Connector Studio' }).first()).toBeVisible();
  await look(page, info, '1-welcome');

  await test.step('import, with the evidence for every guess', async () => {
    const dialog = new ImportDialog(page);
    await dialog.open();
    await dialog.chooseFile('notes.txt', 'this is no description');
    await expect(dialog.dialog.getByRole('alert')).toContainText('notes.txt');
    const description = await (await fetch(`${demoApi.url}/openapi.json`)).text();
    await dialog.chooseFile('openapi.json', description);
    await expect(dialog.dialog.getByText('GET /contacts', { exact: true })).toBeVisible();
    await look(page, info, '2-review');
    await dialog.create('demo');
    await expect(workbench.explorer.getByRole('treeitem', { name: 'data.js' })).toBeVisible();
    await expect(page.locator('.monaco-editor .view-line').first()).toBeVisible();
    await look(page, info, '3-editor');
  });

  await test.step('connect, allowing the private host by name', async () => {
    const connection = new ConnectionDialog(page);
    await connection.open();
    await look(page, info, '4-connection');
    await connection.save('me', demoApi.key);
    await expect(page.getByRole('button', { name: 'Edit me' })).toBeVisible();
    await page.getByRole('button', { name: 'Connectors' }).click();
  });

  await test.step('run validate, schema and data with every request on view', async () => {
    await workbench.run({ target: 'validate' });
    await expect(workbench.outcome).toContainText('succeeded');
    await workbench.run({ target: 'schema' });
    await expect(workbench.outcome).toContainText('succeeded');
    await workbench.openFile('data.js');
    await workbench.run({ target: 'data', entity: 'deals', allPages: true });
    await expect(workbench.panel).toContainText('360 rows · 4 pages · 4 requests');
    await expect(workbench.panel.getByRole('grid', { name: 'Rows' })).toBeVisible();
    await look(page, info, '5-rows');
    await workbench.tab('Requests').click();
    const requests = workbench.panel.getByRole('treegrid', { name: 'Requests' });
    await expect(requests.getByRole('row').filter({ hasText: '/deals' })).toHaveCount(4);
    await requests.getByRole('row').filter({ hasText: '/deals' }).nth(1).click();
    await expect(page.getByLabel('Request detail').first()).toBeVisible();
    await look(page, info, '6-requests');
  });

  await test.step('a mistake is shown at its place, mended and saved', async () => {
    await workbench.openFile('validate.js');
    await workbench.replaceText("export function validate() {\n  throw new TypeError('no such luck');\n}\n");
    await workbench.run({ target: 'validate' });
    await expect(workbench.outcome).toContainText('no such luck');
    await expect(workbench.outcome).toContainText('functions/validate.js:2');
    await look(page, info, '7-error');
    await workbench.replaceText(
      "import { get } from './utility.js';\n\nexport async function validate({ id, fields }) {\n  const { body } = await get({ ...fields, auth: id }, '/me');\n  log.info('hello ' + body.user.name);\n  return { name: body.user.name };\n}\n",
    );
    await workbench.save();
    await workbench.run({ target: 'validate' });
    await expect(workbench.outcome).toContainText('succeeded');
    await workbench.tab('Logs').click();
    await expect(workbench.panel.getByText(/^hello /)).toBeVisible();
    await look(page, info, '8-logs');
  });

  await test.step('publish, and again without effect', async () => {
    const publish = new PublishPage(page, workbench);
    await publish.open();
    await look(page, info, '9-publish');
    await publish.publish(marketplace.url, marketplace.key);
    await expect(publish.progress).toContainText('Published version 1.0.0');
    await look(page, info, '10-published');
    const digest = /sha256:[0-9a-f]{64}/.exec((await publish.progress.textContent()) ?? '')?.[0];
    await publish.close();
    const headers = { authorization: `Bearer ${marketplace.key}` };
    const listing = await (await fetch(`${marketplace.url}/v1/listings/cn-demo`, { headers })).text();
    expect(listing).toContain(digest);
    await publish.open();
    await publish.publish(marketplace.url);
    await expect(publish.progress).toContainText('nothing changed');
    await publish.close();
    expect(await (await fetch(`${marketplace.url}/v1/listings/cn-demo`, { headers })).text()).toBe(listing);
  });

  await test.step('A105: the key stands nowhere in the page or the database', async () => {
    expect(await page.content()).not.toContain(demoApi.key);
    for (const file of ['workspace.db', 'workspace.db-wal']) {
      const bytes = await readFile(path.join(workspace, file)).catch(() => Buffer.alloc(0));
      expect(bytes.includes(demoApi.key), file).toBe(false);
    }
  });

  await test.step('a host that is not allowed is refused, with the remedy', async () => {
    await workbench.openFile('validate.js');
    await workbench.replaceText(
      "export async function validate() {\n  await http.get('http://10.0.0.1/');\n  return { name: 'x' };\n}\n",
    );
    await workbench.run({ target: 'validate' });
    await expect(workbench.outcome).toContainText('10.0.0.1');
    await expect(workbench.outcome).not.toContainText(host);
    await look(page, info, '11-refused');
  });
});
