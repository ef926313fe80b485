import type { Page } from '@playwright/test';
import { OAuth2Server } from 'oauth2-mock-server';
import { fillWorkspace } from './connectors.ts';
import { keyedCrm, plainCrm } from './crm-connector.ts';
import { expect, test } from './fixtures.ts';
import { publishFiles } from './listed.ts';
import { look } from './look.ts';
import { Market } from './pages/market.ts';
import { TenantDialog } from './pages/tenant-dialog.ts';
import { Workbench } from './pages/workbench.ts';

const logo =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40" onload="alert(1)"><script>alert(2)</script><circle cx="20" cy="20" r="18" fill="#0b8" /><image href="http://track.example/p.png" /></svg>';

const readme = `# Crm

Reads **who** is asking, ~~twice~~ once.

## Use it

1. Get a key at the [console](https://console.example.com/keys?a=1).
2. Look at [https://bank.example](https://evil.example/login), the [licence](LICENSE) and [nothing](javascript:alert(1)).

| table | rows |
|---|---|
| deals | many |

> Quoted \u202etxet

\`\`\`sh
studio run crm data
\`\`\`

![A **chart**](https://track.example/chart.png)

<script>alert(3)</script> <img src="https://track.example/i.png" onerror="alert(4)">

### Deeper

- one
  - two
`;

const mine = plainCrm({ id: 'mine', name: 'Mine' }, '# Mine\n');

/** Adds the tenant of a key once the window stands. */
async function addTenant(workbench: Workbench, { url, key }: { readonly url: string; readonly key: string }) {
  await workbench.openConnector('mine');
  await workbench.command('Add a tenant of a marketplace…');
  await new TenantDialog(workbench.page).add({ marketplace: url, name: 'Acme', key });
}

test('A117: a README is formatted, runs nothing, fetches nothing and leads nowhere by itself; cards show logos', async ({
  launch,
  workspace,
  marketplace,
}, info) => {
  const access = { url: marketplace.url, key: marketplace.key ?? '' };
  await publishFiles(access, plainCrm({ id: 'plain', name: 'Plain' }, `${'> '.repeat(10_000)}deep`));
  await publishFiles(access, [...plainCrm({}, readme), { path: 'logo.svg', text: logo }]);
  fillWorkspace(workspace, mine);
  const { page } = await launch(workspace);
  const workbench = new Workbench(page);
  const market = new Market(page, workbench);
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  page.on('dialog', (dialog) => {
    asked.push(dialog.message());
    void dialog.dismiss();
  });

  await test.step('a card shows the logo of its listing, or a monogram', async () => {
    await addTenant(workbench, access);
    await market.show('gallery');
    await expect(market.cards.getByRole('button', { name: /^Crm / }).locator('img')).toBeVisible();
    await expect(market.cards.getByRole('button', { name: /^Plain / }).locator('img')).toHaveCount(0);
    await look(page, info, 'cards');
  });

  await test.step('headings, lists, tables and code are what they are, below the name of the listing', async () => {
    const listing = await market.openListing('Crm');
    const text = listing.getByRole('region', { name: 'README' });
    await expect(text.getByRole('heading', { name: 'Crm', level: 3 })).toBeVisible();
    await expect(text.getByRole('heading', { name: 'Deeper', level: 5 })).toBeVisible();
    await expect(text.getByRole('cell', { name: 'deals' })).toBeVisible();
    await expect(text.getByRole('listitem').filter({ hasText: 'two' }).first()).toBeVisible();
    await expect(text.locator('strong')).toHaveText('who');
    await expect(text.locator('pre')).toHaveText('studio run crm data');
    await expect(text).toContainText('A chart');
    await expect(text).toContainText('https://track.example/chart.png');
    await expect(text).toContainText('<script>alert(3)</script> <img src="https://track.example/i.png');
    await expect(text).toContainText('\\u202e');
    await expect(text).toContainText('licence (LICENSE)');
    await expect(text).toContainText('[nothing](javascript:alert(1))');
    await expect(text.locator('img, script, a, iframe')).toHaveCount(0);
    await look(page, info, 'readme');
  });

  await test.step('a link says the host that is really asked, and asks before it opens', async () => {
    const link = page.getByRole('button', { name: 'https://bank.example evil.example' });
    await link.click();
    await expect(market.dialog).toContainText('Open a page of evil.example?');
    await expect(market.dialog.getByLabel('Address')).toHaveText('https://evil.example/login');
    await look(page, info, 'link');
    await market.dialog.getByRole('button', { name: 'Cancel' }).click();
    await expect(market.dialog).toBeHidden();
  });

  await test.step('what is nested too deep is shown as the text that it is', async () => {
    await market.show('gallery');
    const listing = await market.openListing('Plain');
    await expect(listing).toContainText('It is too long or too nested to be formatted');
    await expect(listing.getByRole('document', { name: 'README' })).toContainText('> > > >');
  });
  expect(asked.filter((one) => /track|evil|console|alert|^\d/.test(one))).toEqual([]);
});

/** Opens the installation of the listing of a marketplace. */
async function askToInstall(page: Page, marketplace: Parameters<typeof addTenant>[1]): Promise<Market> {
  const workbench = new Workbench(page);
  const market = new Market(page, workbench);
  await addTenant(workbench, marketplace);
  await market.show('gallery');
  const listing = await market.openListing('Crm');
  await listing.getByRole('button', { name: 'Install…' }).click();
  return market;
}

test(
  'FC-49: an installed connector takes other credentials, and keeps the old ones where they are refused',
  { tag: '@all' },
  async ({ launch, workspace, demoApi, marketplaceOn }, info) => {
    const marketplace = await marketplaceOn('sqlite');
    if (marketplace === undefined) throw new Error('SQLite is always there');
    await publishFiles(marketplace, keyedCrm());
    fillWorkspace(workspace, mine);
    const { page } = await launch(workspace);
    const market = await askToInstall(page, marketplace);
    await market.dialog.getByRole('textbox', { name: /^Key/ }).fill(demoApi.key);
    await market.dialog.getByLabel('Address').fill(demoApi.url);
    await market.dialog.getByRole('button', { name: 'Install and test' }).click();
    await expect(market.dialog).toBeHidden();
    await market.show('installed connectors');
    await expect(market.installed).toContainText('connected');
    await market.detail.getByRole('button', { name: 'Change credentials…' }).click();
    const form = market.detail.getByRole('form', { name: 'Other credentials' });
    await form.getByRole('textbox', { name: /^Key/ }).fill('wrong');
    await form.getByRole('button', { name: 'Try and change' }).click();
    await expect(form.getByRole('alert')).toContainText('credentials');
    await look(page, info, 'refused');
    await form.getByRole('textbox', { name: /^Key/ }).fill(demoApi.key);
    await form.getByRole('button', { name: 'Try and change' }).click();
    await expect(market.detail.getByRole('status')).toContainText('It has the new credentials');
    await expect(form).toBeHidden();
    await look(page, info, 'changed');
    await market.detail.getByRole('button', { name: 'Test' }).click();
    await expect(market.detail).toContainText('Every tool answered.');
  },
);

test(
  'FC-48: the consent to an installed connector is begun again, and told once it is given',
  { tag: '@all' },
  async ({ launch, workspace, marketplaceOn }, info) => {
    const marketplace = await marketplaceOn('sqlite');
    if (marketplace === undefined) throw new Error('SQLite is always there');
    const server = new OAuth2Server();
    await server.issuer.keys.generate('ES256');
    await server.start(0, '127.0.0.1');
    server.issuer.url = `http://127.0.0.1:${server.address().port}`;
    try {
      const oauth = { id: 'oauth', name: 'OAuth 2', type: 'oauth2', issuer: server.issuer.url };
      const authentication = [{ ...oauth, flows: ['authorizationCode'] }];
      const files = plainCrm({ authentication, hosts: ['127.0.0.1'], commands: {} }, '# Crm\n');
      const validate = { path: 'functions/validate.js', text: 'export const validate = () => ({ name: "Ada" });\n' };
      await publishFiles(
        marketplace,
        files.map((one) => (one.path === validate.path ? validate : one)),
      );
      fillWorkspace(workspace, mine);
      const { page } = await launch(workspace);
      const market = await askToInstall(page, marketplace);
      await market.dialog.getByLabel('Client id').fill('studio');
      await market.dialog.getByRole('button', { name: 'Install and test' }).click();
      await expect(market.dialog).toBeHidden();
      await market.show('installed connectors');
      await page.getByRole('button', { name: 'Ask again' }).click();
      await expect(market.installed).toContainText('waits for consent');
      await market.detail.getByRole('button', { name: 'Authorize again' }).click();
      await expect(market.detail).toContainText('The address is good for another 15 min.');
      await look(page, info, 'consent');
      const opened = page.context().waitForEvent('page');
      await market.detail.getByRole('button', { name: 'Give consent…' }).click();
      await expect((await opened).locator('body')).toContainText('The connector is connected.');
      await expect(market.detail.getByRole('status')).toContainText('Consent was given: it is connected.');
      await expect(market.installed).toContainText('connected');
      await look(page, info, 'given');
    } finally {
      await server.stop();
    }
  },
);
