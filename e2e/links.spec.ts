import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import path from 'node:path';
import { packConnector } from '../core/package/index.ts';
import { files, manifest } from '../core/studio/testing.ts';
import { test as base, expect } from './fixtures.ts';
import type { StudioApp } from './hosts/types.ts';
import { look } from './look.ts';
import { OpenRequestDialog } from './pages/open-request-dialog.ts';

interface Fixtures {
  /** A server that counts what is asked of it. */
  source: { readonly address: string; readonly hits: string[] };
}

const description = JSON.stringify({
  openapi: '3.1.0',
  info: { title: 'Linked API', version: '1' },
  servers: [{ url: 'https://api.example.com' }],
  paths: { '/things': { get: { responses: { 200: { description: 'ok' } } } } },
});

async function archive(change: object = {}): Promise<Uint8Array> {
  const packed = await packConnector([
    { path: 'connector.json', text: JSON.stringify({ ...manifest, ...change }) },
    ...files.slice(1),
  ]);
  if (!packed.ok) throw new Error(packed.error.message);
  return packed.value.bytes;
}

const test = base.extend<Fixtures>({
  source: async ({ browserName: _ }, use) => {
    const hits: string[] = [];
    const bytes = await archive();
    const server = createServer((request, response) => {
      hits.push(request.url ?? '');
      response.end(request.url?.endsWith('.connector') ? bytes : description);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('no port');
    await use({ address: `http://127.0.0.1:${address.port}`, hits });
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  },
});

/** A second start of the program with these arguments, as Electron tells the first. */
const startAgain = (studio: StudioApp, ...args: string[]) =>
  studio.evaluateMain(
    ({ app }, argv) => void app.emit('second-instance', {}, ['studio', ...argv], '/'),
    ['--inspect=0.0.0.0', '--remote-debugging-port=9', ...args],
  );

const link = (action: string, address: string) => `connectorstudio://${action}?url=${encodeURIComponent(address)}`;

test('A101: a link shows all that it asks for, and nothing is fetched before the user agrees', async ({
  studio,
  source,
}, info) => {
  const request = new OpenRequestDialog(studio.page);
  const address = `${source.address}/openapi.json`;
  await startAgain(studio, link('import', address));
  await expect(request.title('Import an API description?')).toBeVisible();
  await expect(request.facts).toHaveText(`Host${new URL(address).host}Address${address}`);
  await look(studio.page, info, 'link-import');
  await request.dismiss();
  await expect(request.dialog).toBeHidden();
  expect(source.hits).toEqual([]);

  await startAgain(studio, link('import', address));
  await request.agree('Fetch and import');
  await expect(studio.page.getByRole('dialog', { name: 'Import an API description' })).toContainText('Linked API');
  expect(source.hits).toEqual(['/openapi.json']);
});

test('A101: a hostile link is refused with its reason, and shown as text', async ({ studio, source }, info) => {
  const request = new OpenRequestDialog(studio.page);
  await startAgain(studio, `connectorstudio://run?url=<img src=x onerror=alert(1)>\u202e&go=1"'\n--no-sandbox`);
  await expect(request.title('Not opened')).toBeVisible();
  await expect(request.facts).toContainText(`<img src=x onerror=alert(1)>\\u202e&go=1"'`);
  await look(studio.page, info, 'link-refused');
  await request.dismiss();
  await startAgain(studio, link('import', 'file:///etc/passwd'));
  await expect(request.dialog).toContainText('not one of http or https');
  await request.agree('Close');
  await expect(request.dialog).toBeHidden();
  expect(source.hits).toEqual([]);
});

test('a connector of an address is looked into, opened, and replaced only when asked', async ({
  folder,
  studio,
  source,
}, info) => {
  const request = new OpenRequestDialog(studio.page);
  await startAgain(studio, link('install', `${source.address}/crm.connector`));
  await request.agree('Fetch and look inside');
  await expect(request.title('Open the connector Crm?')).toBeVisible();
  await expect(request.facts).toContainText('crm.example.com');
  await look(studio.page, info, 'link-install');
  await request.agree('Open');
  await expect(studio.page).toHaveTitle('crm – Connector Studio');

  const file = path.join(folder, 'crm.connector');
  await writeFile(file, await archive({ description: 'Changed' }));
  await startAgain(studio, file);
  await expect(request.dialog).toContainText('on top of revision 1');
  await look(studio.page, info, 'archive-replaces');
  await request.agree('Save as newest revision');
  await expect(request.dialog).toBeHidden();
  await request.drop('crm.connector', await archive({ description: 'Changed' }));
  await expect(request.dialog).toContainText('The same as revision 2');
});

test('a file on the command line waits for the window; what is no connector is refused', async ({ folder, launch }) => {
  const described = path.join(folder, 'api.json');
  const broken = path.join(folder, 'broken.connector');
  await writeFile(described, description);
  await writeFile(broken, 'PK nothing');
  const studio = await launch(undefined, {
    args: [described, '--inspect', broken, path.join(folder, 'gone.connector')],
  });
  const request = new OpenRequestDialog(studio.page);
  await expect(request.title('Import this file?')).toBeVisible();
  await expect(request.facts).toContainText(described);
  await request.agree('Import');
  await expect(studio.page.getByRole('dialog', { name: 'Import an API description' })).toContainText('Linked API');
  await studio.page.getByRole('dialog').getByRole('button', { name: 'Close' }).first().click();
  await expect(request.title('Not opened')).toContainText('not a whole .connector archive');
  await request.dismiss();
  await expect(request.title('Not opened')).toContainText('gone.connector');
  await request.dismiss();
  await expect(request.dialog).toBeHidden();
});
