import { createServer } from 'node:http';
import type { Locator } from '@playwright/test';
import { makeDemoConnector } from './demo-connector.ts';
import { library } from './descriptions.ts';
import { expect, test } from './fixtures.ts';
import { look } from './look.ts';
import { ImportDialog } from './pages/import-dialog.ts';
import { Requests } from './pages/requests.ts';
import { Workbench } from './pages/workbench.ts';

const png = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

interface Entry {
  readonly url: string;
  readonly status?: number;
  readonly type?: string;
  readonly text?: string;
  readonly encoding?: 'base64';
  readonly headers?: readonly { readonly name: string; readonly value: string }[];
  readonly redirectURL?: string;
}

const archive = (entries: readonly Entry[]) => ({
  log: {
    entries: entries.map((entry, index) => ({
      startedDateTime: new Date(Date.UTC(2026, 0, 1) + index * 40).toISOString(),
      time: 30 + index * 10,
      timings: { blocked: 2, dns: 3, connect: 8, ssl: 5, send: 1, wait: 12, receive: 4 + index * 10 },
      request: {
        ...{ method: index === 1 ? 'POST' : 'GET', url: entry.url, httpVersion: 'HTTP/1.1' },
        headers: [
          { name: 'Accept', value: '*/*' },
          { name: 'Cookie', value: 'sid=abc; theme=dark' },
        ],
      },
      response: {
        ...{ status: entry.status ?? 200, statusText: '', redirectURL: entry.redirectURL ?? '' },
        headers: [{ name: 'Content-Type', value: entry.type ?? 'application/json' }, ...(entry.headers ?? [])],
        content: {
          ...{ size: entry.text?.length ?? 0, mimeType: entry.type ?? 'application/json', text: entry.text ?? '' },
          ...(entry.encoding ? { encoding: entry.encoding } : {}),
        },
      },
    })),
  },
});

const api = 'https://library.example.com/v2';

test('A71: an archive is looked at in every way, and nothing in it runs or loads', async ({ studio }, info) => {
  const hits: string[] = [];
  const trap = createServer((request, response) => {
    hits.push(request.url ?? '');
    response.end();
  });
  await new Promise<void>((resolve) => trap.listen(0, '127.0.0.1', resolve));
  const address = trap.address();
  const origin = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
  const html = `<html><img src="${origin}/img"><script src="${origin}/js"></script><iframe src="${origin}/frame"></iframe></html>`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40" onload="fetch('${origin}/onload')"><image href="${origin}/image" width="9" height="9"/><script>fetch('${origin}/script')</script><rect width="40" height="40" fill="red"/></svg>`;

  const workbench = new Workbench(studio.page);
  const requests = new Requests(workbench);
  const dialog = new ImportDialog(studio.page);
  await dialog.open();
  await dialog.chooseFile('library.yaml', library);
  await dialog.create('library');
  await requests.show();
  await requests.openHar(
    archive([
      { url: `${api}/old`, status: 302, redirectURL: `${api}/books?page=1&q=a%20b` },
      {
        url: `${api}/books?page=1&q=a%20b`,
        text: '{"books":[{"id":12345678901234567890,"first name":"x"},{"id":2,"first name":"needle"}],"total_pages":1.50}',
        headers: [{ name: 'Set-Cookie', value: 'sid=abc; Path=/; HttpOnly' }],
      },
      { url: `${api}/page`, type: 'text/html', text: html },
      { url: `${api}/logo.svg`, type: 'image/svg+xml', text: svg },
      { url: `${api}/dot.png`, type: 'image/png', text: png, encoding: 'base64' },
      { url: `${api}/missing`, status: 404, text: '{"error":"no such book"}' },
    ]),
  );

  await test.step('a chain is a tree that folds, with its sum', async () => {
    await expect(requests.row('/old')).toHaveAttribute('aria-expanded', 'true');
    await expect(requests.row('/books')).toHaveAttribute('aria-level', '2');
    await requests.row('/old').click();
    await requests.page.keyboard.press('ArrowLeft');
    await expect(requests.row('/books')).toHaveCount(0);
    await expect(requests.row('/old')).toContainText('2 requests');
    await requests.page.keyboard.press('ArrowRight');
    await requests.page.keyboard.press('Escape');
    await expect(requests.detail).toHaveCount(0);
    await look(requests.page, info, '1-list');
  });

  await test.step('columns are sorted and hidden', async () => {
    await requests.sortBy('Status');
    await requests.sortBy('Status');
    expect((await requests.paths())[0]).toContain('/missing');
    await requests.sortBy('Status');
    await requests.grid.getByRole('columnheader', { name: 'Host' }).click({ button: 'right' });
    await requests.page.getByRole('menuitemcheckbox', { name: 'Host' }).click();
    await expect(requests.grid.getByRole('columnheader', { name: 'Host' })).toHaveCount(0);
    await requests.page.keyboard.press('Escape');
  });

  await test.step('a filter is completed, its mistakes are said, bodies are searched', async () => {
    await requests.filter.fill('sta');
    await requests.page.keyboard.press('ArrowDown');
    await requests.page.keyboard.press('Enter');
    await expect(requests.filter).toHaveValue('status:');
    await requests.filter.fill('status:404 colour:red');
    await expect(workbench.panel.getByRole('alert')).toContainText('Column 12');
    await look(requests.page, info, '2-filter');
    await requests.filter.fill('body:NEEDLE');
    await expect(requests.grid.getByRole('row')).toHaveCount(2);
    await expect(workbench.panel).toContainText('1 with the text in a body');
  });

  await test.step('JSON keeps its numbers, shows the hit, and gives paths', async () => {
    await requests.row('/books').click();
    await requests.tab('Response');
    await expect(requests.tree).toContainText('12345678901234567890');
    await expect(requests.tree).toContainText('1.50');
    await expect(requests.tree.locator('mark').first()).toHaveText('needle');
    await look(requests.page, info, '3-json');
    await requests.viewAs('Table');
    await expect(requests.detail.getByRole('grid', { name: 'Rows of books' })).toContainText('12345678901234567890');
    await requests.tab('Query');
    await expect(requests.detail).toContainText('a b');
    await requests.tab('Cookies');
    await expect(requests.detail).toContainText('HttpOnly');
    await expect(requests.detail).not.toContainText('abc');
    await look(requests.page, info, '4-cookies');
  });

  await test.step('HTML is text, a drawing only a picture, other bytes are bytes', async () => {
    await requests.filter.fill('');
    await requests.row('/page').click();
    await requests.tab('Response');
    await expect(requests.detail.getByRole('document')).toContainText('<iframe');
    await requests.row('/logo.svg').click();
    await requests.viewAs('Picture');
    await expect(requests.detail.getByRole('img', { name: 'The body as a picture' })).toBeVisible();
    await requests.row('/dot.png').click();
    await expect(requests.detail.getByRole('img', { name: 'The body as a picture' })).toBeVisible();
    await requests.viewAs('Hex');
    await expect(requests.detail.getByRole('document')).toContainText('89 50 4e 47');
    // Lines are as long as there is room: nothing is scrolled sideways to read one.
    expect(await requests.detail.getByRole('document').evaluate((one) => one.scrollWidth - one.clientWidth)).toBe(0);
    await look(requests.page, info, '5-hex');
    await requests.row('/missing').click();
    await requests.tab('Timing');
    await expect(requests.detail.getByRole('alert')).toContainText('What to do');
    await look(requests.page, info, '6-timing');
    expect(hits).toEqual([]);
  });
  trap.close();
});

test(
  'a request is copied, sent again with edits and compared with the one before',
  { tag: '@all' },
  async ({ studio, demoApi }, info) => {
    const { page } = studio;
    const workbench = new Workbench(page);
    const requests = new Requests(workbench);
    await makeDemoConnector(page, demoApi);
    await workbench.run({ target: 'data', entity: 'deals', allPages: false });
    await requests.show();
    await requests.choose(requests.row('/deals').first(), 'Add the answer to the mocks');
    await expect(workbench.toast('in scenario “recorded” of data')).toBeVisible();
    await workbench.openFile('mocks.json');
    await expect(workbench.code).toContainText('"recorded"');
    await requests.choose(requests.row('/deals').first(), 'Send again with edits…');
    const form = requests.dialog('Send again with edits');
    await form.getByLabel('Address').fill(`${demoApi.url}/deals?per_page=1`);
    await look(page, info, '1-resend');
    await form.getByRole('button', { name: 'Send' }).click();
    const compared = requests.dialog('Compare requests');
    const address = compared.getByRole('region', { name: 'Address' });
    await expect(address).toContainText('per_page');
    // What is compared stands below the name of its request.
    const left = async (cell: Locator) => Math.round((await cell.boundingBox())?.x ?? Number.NaN);
    expect(await left(address.getByRole('cell').last())).toBe(await left(address.getByRole('columnheader').last()));
    await look(page, info, '2-compare');
    await compared.getByRole('button', { name: 'Open the run of the second' }).click();
    await expect(requests.grid.getByRole('row')).toHaveCount(2);
    await expect(requests.detail).toContainText('the studio (resend)');
  },
);
