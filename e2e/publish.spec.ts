import { packConnector, toContentDigest } from '../core/package/index.ts';
import { openWorkspace } from '../core/workspace/index.ts';
import type { ConnectorFile } from '../shared/connector/files.ts';
import { fillWorkspace } from './connectors.ts';
import { keyedCrm, plainCrm } from './crm-connector.ts';
import { expect, test } from './fixtures.ts';
import { look } from './look.ts';
import { Market } from './pages/market.ts';
import { PublishPage } from './pages/publish-page.ts';
import { RunPanel } from './pages/run-panel.ts';
import { Workbench } from './pages/workbench.ts';

const ping = { params: [], sideEffect: false };
const pong = { params: [], sideEffect: false, capability: 'crm.pong' };

/** Makes the files the newest revision, as the command line beside the window does. */
function replace(workspace: string, files: readonly ConnectorFile[]): void {
  const opened = openWorkspace(workspace);
  if (!opened.ok) throw new Error(opened.error.message);
  const saved = opened.value.connectors.replace('crm', files, 'changed by a test');
  opened.value.close();
  if (!saved.ok) throw new Error(saved.error.message);
}

test('FL-40, A124: a version rises with what changed, and nothing personal goes out unseen', async ({
  launch,
  marketplace,
  workspace,
}, info) => {
  fillWorkspace(workspace, plainCrm({}, '# Crm\n'));
  const { page } = await launch(workspace);
  const panel = new RunPanel(page);
  const { workbench } = panel;
  const publish = new PublishPage(page, workbench);

  await test.step('FL-14: the run form says that a command is deprecated, and what to use', async () => {
    await panel.choose('drop');
    await panel.toggleInput();
    await expect(panel.input).toContainText('drop is deprecated: use ping');
    await panel.toggleInput();
  });

  await test.step('the first version has nothing to follow', async () => {
    await publish.open();
    await expect(publish.left).toContainText('confirm the hosts, choose a tenant');
    await publish.publish(marketplace.url, marketplace.key);
    await expect(publish.progress).toContainText('Published version 1.0.0');
    await publish.close();
  });

  await test.step('a command less asks for a major version; one click raises it', async () => {
    replace(workspace, plainCrm({ commands: { ping } }, '# Crm\n'));
    await publish.open();
    await expect(publish.changes).toContainText('Version 1.0.0 is published. After these changes 2.0.0 is the least');
    await expect(publish.changes.getByRole('listitem').first()).toHaveText(/majorThe command drop is gone\./);
    await expect(publish.left).toContainText('raise the version');
    await expect(publish.submit).toBeDisabled();
    await look(page, info, 'too-low');
    await publish.changes.getByLabel('Note for CHANGELOG.md').fill('Deals can no longer be dropped.');
    await publish.changes.getByRole('button', { name: 'Raise it to 2.0.0' }).click();
    await expect(publish.content.getByRole('heading', { name: 'Version 2.0.0' })).toBeVisible();
    await publish.submit.click();
    await expect(publish.progress).toContainText('Published version 2.0.0');
    await publish.close();
    await workbench.openFile('CHANGELOG.md');
    await expect(workbench.code).toContainText('Deals can no longer be dropped.');
  });

  await test.step('what looks like personal data is looked at first, where it stands', async () => {
    replace(workspace, plainCrm({ version: '2.0.1', commands: { ping } }, '# Crm\n\nAsk jo@corp.io.\n'));
    await publish.open();
    await expect(publish.found).toContainText('README.md:3 an e-mail address');
    await expect(publish.submit).toBeDisabled();
    await look(page, info, 'personal');
    await publish.found.getByRole('button', { name: 'Show README.md:3' }).click();
    await expect(workbench.code).toContainText('Ask jo@corp.io.');
    await publish.tab.click();
    await publish.found.getByLabel('I have looked at them: they may be published').check();
    await publish.submit.click();
    await expect(publish.progress).toContainText('Published version 2.0.1');
    await publish.close();
  });

  await test.step('a secret never goes out', async () => {
    replace(workspace, plainCrm({ version: '2.0.2', commands: { ping } }, 'AKIAIOSFODNN7EXAMPLE\n'));
    await publish.open();
    await expect(publish.found).toContainText('README.md:1 an AWS access key');
    await expect(publish.left).toContainText('take the secrets out');
    await expect(publish.submit).toBeDisabled();
    await publish.close();
  });

  await test.step('hosts that were confirmed are asked about again once there are others', async () => {
    const hosts = ['api.example.com', 'files.example.com'];
    replace(workspace, plainCrm({ version: '2.1.0', commands: { ping }, hosts }, '# Crm\n'));
    await publish.open();
    await expect(publish.left).toContainText('confirm the hosts');
  });
});

for (const kind of ['sqlite', 'postgres'] as const) {
  test(`FC-2, FC-52: one page publishes and installs into two tenants, on ${kind}`, async ({
    launch,
    workspace,
    demoApi,
    marketplaceOn,
  }, info) => {
    const marketplace = await marketplaceOn(kind);
    test.skip(marketplace === undefined, 'there is no PostgreSQL on this machine');
    if (marketplace === undefined) return;
    fillWorkspace(workspace, keyedCrm());
    const { page } = await launch(workspace);
    const workbench = new Workbench(page);
    const publish = new PublishPage(page, workbench);
    const market = new Market(page, workbench);
    await workbench.openConnector('crm');

    const fill = async (tenant: string, key: string) => {
      const row = publish.install(tenant);
      await expect(row).toContainText('Not installed here yet.');
      await row.getByRole('textbox', { name: /^Key/ }).fill(key);
      await row.getByLabel('Address').fill(demoApi.url);
    };

    await test.step('two tenants of one marketplace, in an order', async () => {
      await publish.open();
      await publish.addTenant({ marketplace: marketplace.url, name: 'Acme', key: marketplace.key });
      await publish.addTenant({
        marketplace: marketplace.url,
        name: 'Bolt',
        key: await marketplace.furtherKey('t_bolt'),
      });
      await publish.chooseTenant('Acme');
      await publish.confirm();
      await publish.installInto('Acme');
      await publish.installInto('Bolt');
      await fill('Acme', demoApi.key);
      await fill('Bolt', 'wrong');
      // What was typed is there again after a look elsewhere, secrets too.
      await publish.close();
      await publish.open();
      for (const [tenant, key] of [
        ['Acme', demoApi.key],
        ['Bolt', 'wrong'],
      ] as const)
        await expect(publish.install(tenant).getByRole('textbox', { name: /^Key/ })).toHaveValue(key);
      await publish.installs.getByRole('button', { name: 'Move Bolt up' }).click();
      await expect(publish.installs.getByRole('listitem').first()).toContainText('Bolt');
      await publish.installs.getByRole('button', { name: 'Move Bolt down' }).click();
      await look(page, info, `${kind}-form`);
    });

    await test.step('a step that fails stops the later ones; other credentials go on', async () => {
      await publish.submit.click();
      await expect(publish.step('Publish as Acme').getByLabel('done')).toBeVisible();
      await expect(publish.step('Test cn-crm in Acme').getByLabel('done')).toBeVisible();
      await expect(publish.step('into Bolt').getByRole('alert')).toContainText('credentials');
      await expect(publish.step('Test cn-crm in Bolt').getByLabel('comes later')).toBeVisible();
      await look(page, info, `${kind}-stopped`);
      await publish.progress.getByRole('button', { name: 'Other credentials…' }).click();
      await publish.progress.getByRole('textbox', { name: /^Key/ }).fill(demoApi.key);
      await publish.progress.locator('form').getByRole('button', { name: 'Try again' }).click();
      await publish.done(5);
      await look(page, info, `${kind}-done`);
    });

    await test.step('both tenants have it, tested and connected', async () => {
      await market.show('installed connectors');
      for (const tenant of ['Acme', 'Bolt']) {
        await market.choose(tenant);
        await expect(market.installed).toContainText('connected');
        await market.detail.getByRole('button', { name: 'Test' }).click();
        await expect(market.detail).toContainText('Every tool answered.');
        await expect(market.detail.getByRole('table')).toContainText('ping');
      }
      await look(page, info, `${kind}-installed`);
    });

    await test.step('the gallery shows it, and nothing of it runs by taking it', async () => {
      await market.show('gallery');
      const listing = await market.openListing('Crm');
      await expect(listing).toContainText('Reads who is asking.');
      await look(page, info, `${kind}-listing`);
      await listing.getByText('What it may do').click();
      await expect(listing).toContainText('127.0.0.1');
      await listing.getByRole('button', { name: 'Add to workspace' }).click();
      await expect(listing.getByLabel('Id in the workspace')).toHaveValue('crm-copy');
      await listing.getByRole('button', { name: 'Add to workspace' }).click();
      await expect(page.getByRole('tabpanel', { name: 'Overview of crm-copy' })).toContainText('From cn-crm 1.0.0');
    });

    await test.step('a new version says what each tenant would lose, and moves both', async () => {
      replace(
        workspace,
        keyedCrm({ version: '2.0.0', hosts: ['127.0.0.1', 'files.example.com'], commands: { pong } }, 'pong'),
      );
      await workbench.showExplorer();
      await workbench.openConnector('crm');
      await publish.open();
      await publish.confirm();
      for (const tenant of ['Acme', 'Bolt']) {
        const row = publish.install(tenant);
        await expect(row).toContainText('1.0.0 → 2.0.0');
        await expect(row).toContainText('Losescrm.ping');
        await expect(row).toContainText('Gainscrm.pong');
      }
      await look(page, info, `${kind}-impact`);
      await publish.submit.click();
      await publish.done(5);
    });

    await test.step('the copy is updated once the new host was approved', async () => {
      await workbench.openConnector('crm-copy');
      await page.getByRole('button', { name: 'Look for an update' }).click();
      const update = page.getByRole('tabpanel', { name: 'Update of crm-copy' });
      const apply = update.getByRole('button', { name: 'Update to 2.0.0' });
      await expect(apply).toBeDisabled();
      const approvals = update.getByRole('region', { name: 'Needs your approval' });
      await expect(approvals).toContainText('files.example.com');
      await look(page, info, `${kind}-update`);
      for (const box of await approvals.getByRole('checkbox').all()) await box.check();
      await apply.click();
      await expect(page.getByRole('tabpanel', { name: 'Overview of crm-copy' })).toContainText('From cn-crm 2.0.0');
    });

    await test.step('without a network it waits, and goes out once by itself', async () => {
      await marketplace.stop();
      replace(
        workspace,
        keyedCrm(
          { version: '2.0.1', hosts: ['127.0.0.1', 'files.example.com'], commands: { pong } },
          'pong',
          'Offline.\n',
        ),
      );
      await workbench.openConnector('crm');
      await publish.open();
      for (const tenant of ['Bolt', 'Acme'])
        await publish.installs.getByRole('button', { name: `Do not install into ${tenant}` }).click();
      await publish.submit.click();
      await expect(publish.progress).toContainText('Waits for the network, goes out once');
      await look(page, info, `${kind}-offline`);
      await marketplace.start();
      await publish.done(1);
    });

    await test.step('uninstalling asks first', async () => {
      await market.show('installed connectors');
      await market.choose('Bolt');
      await market.detail.getByRole('button', { name: 'Uninstall…' }).click();
      await expect(market.dialog).toContainText(/operator/);
      await market.dialog.getByRole('button', { name: 'Uninstall' }).click();
      await expect(page.getByText('Nothing is installed here yet')).toBeVisible();
    });

    await test.step('publications keep what was done', async () => {
      await market.show('publications');
      await expect(market.publications).toContainText('Publish cn-crm');
      await expect(market.detail).toContainText('Published version 2.0.1');
      await look(page, info, `${kind}-publications`);
    });
  });
}

test(
  'FC-76: an installed connector is swapped for another with the same capabilities',
  { tag: '@all' },
  async ({ launch, workspace, demoApi, marketplaceOn }, info) => {
    const marketplace = await marketplaceOn('sqlite');
    if (marketplace === undefined) throw new Error('SQLite is always there');
    fillWorkspace(workspace, keyedCrm(), keyedCrm({ id: 'other-crm', name: 'Other Crm' }));
    const { page } = await launch(workspace);
    const workbench = new Workbench(page);
    const publish = new PublishPage(page, workbench);
    const market = new Market(page, workbench);

    await test.step('two connectors with the same capabilities are published', async () => {
      await workbench.openConnector('crm');
      await publish.open();
      await publish.publish(marketplace.url, marketplace.key);
      await publish.done(1);
      await workbench.openConnector('other-crm');
      await publish.open();
      await publish.publish(marketplace.url);
      await publish.done(1);
    });

    const fill = async () => {
      await market.dialog.getByRole('textbox', { name: /^Key/ }).fill(demoApi.key);
      await market.dialog.getByLabel('Address').fill(demoApi.url);
    };

    await test.step('one is installed from the gallery', async () => {
      await market.show('gallery');
      const listing = await market.openListing('Crm');
      await listing.getByRole('button', { name: 'Install…' }).click();
      await fill();
      await market.dialog.getByLabel('Name', { exact: true }).fill('sales');
      await look(page, info, 'install');
      await market.dialog.getByRole('button', { name: 'Install and test' }).click();
      await expect(market.dialog).toBeHidden();
      await market.show('installed connectors');
      await expect(market.installed).toContainText('sales');
    });

    await test.step('the other takes its place once it is tested', async () => {
      await market.detail.getByRole('button', { name: 'Swap for another…' }).click();
      await market.dialog.getByRole('radio', { name: /Other Crm/ }).check();
      await fill();
      await look(page, info, 'swap');
      await market.dialog.getByRole('button', { name: 'Install, test and swap' }).click();
      await expect(
        market.detail.getByRole('listitem').filter({ hasText: 'Uninstall' }).getByLabel('done'),
      ).toBeVisible();
      await market.show('installed connectors');
      await expect(market.installed).toContainText('Other Crm');
      await expect(market.installed).not.toContainText('sales');
    });
  },
);

test(
  'A118: a verified publisher is marked, and a listing that looks like another one warns',
  { tag: '@all' },
  async ({ launch, workspace, marketplaceOn }, info) => {
    const marketplace = await marketplaceOn('sqlite');
    if (marketplace === undefined) throw new Error('SQLite is always there');
    fillWorkspace(workspace, keyedCrm({ id: 'stripe', name: 'Stripe' }), keyedCrm({ id: 'strpie', name: 'Cards' }));
    const { page } = await launch(workspace);
    const workbench = new Workbench(page);
    const publish = new PublishPage(page, workbench);
    const market = new Market(page, workbench);
    await workbench.openConnector('stripe');
    await publish.open();
    await publish.publish(marketplace.url, marketplace.key);
    await publish.done(1);

    await test.step('somebody else publishes under an id that is a slip of the pen away', async () => {
      const opened = openWorkspace(workspace);
      const files = opened.ok ? opened.value.connectors.files('strpie') : opened;
      if (opened.ok) opened.value.close();
      const packed = files.ok ? await packConnector(files.value.files) : files;
      if (!packed.ok) throw new Error(packed.error.message);
      const ask = (key: string, method: string, path: string, headers: Record<string, string>, body?: BodyInit) =>
        fetch(`${marketplace.url}/v1/listings/${path}`, {
          ...{ method, headers: { authorization: `Bearer ${key}`, ...headers } },
          ...(body === undefined ? {} : { body }),
        });
      const archive = {
        'content-type': 'application/vnd.connector+zip',
        'content-digest': toContentDigest(packed.value.digest),
      };
      const bytes = new Uint8Array(packed.value.bytes);
      const other = await marketplace.furtherKey('t_else');
      expect((await ask(other, 'POST', 'cn-strpie/versions', archive, bytes)).status).toBe(201);
      const json = { 'content-type': 'application/json' };
      const named = await ask(marketplace.key, 'PATCH', 'cn-stripe', json, JSON.stringify({ publisher: 'Acme' }));
      const { publisher_id }: { publisher_id: string } = await named.json();
      await marketplace.verify(publisher_id);
    });

    await test.step('cards and pages say so', async () => {
      await market.show('gallery');
      await expect(market.cards.getByRole('button', { name: /^Stripe / })).toContainText('verified');
      await expect(market.cards.getByRole('button', { name: /^Cards / })).toContainText('look-alike');
      await look(page, info, 'cards');
      const lookalike = await market.openListing('Cards');
      await expect(lookalike.getByRole('alert')).toContainText('It looks like cn-stripe of another publisher');
      await look(page, info, 'lookalike');
      await market.show('gallery');
      const verified = await market.openListing('Stripe');
      await expect(verified).toContainText('Acme verified');
      await expect(verified.getByRole('alert')).toHaveCount(0);
    });
  },
);
