import { randomBytes } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { OAuth2Server } from 'oauth2-mock-server';
import { secretsIn } from './crawl/forms.ts';
import { createSource, seedLeaky } from './crawl/leaky.ts';
import { heapOf, keptByPage, secretsInFiles, secretsInProcesses } from './crawl/watch.ts';
import { expect, test } from './fixtures.ts';
import { Connections } from './pages/connections.ts';
import { Crawler } from './pages/crawler.ts';
import { NetworkSettings } from './pages/network-settings.ts';
import { PublishPage } from './pages/publish-page.ts';
import { Requests } from './pages/requests.ts';
import { RunPanel } from './pages/run-panel.ts';
import { Vault } from './pages/vault.ts';

/** A session without a keychain, whatever the machine has: secrets go to a vault under a passphrase. */
const noKeychain = { STUDIO_VAULT: '', DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nowhere' };

/** Nobody could guess it, and each way of escaping text changes it. */
const canary = (name: string): string => `cnry-${name}-${randomBytes(8).toString('hex')}/+"&=`;

test('A105, A107, A112: secrets that went through every feature stand nowhere but in the vault and on the wire', {
  tag: '@all',
}, async ({ launch, workspace, folder, marketplace }) => {
  test.skip(process.platform !== 'linux', 'the keychain of this system cannot be hidden');
  const source = await createSource();
  const oauth = new OAuth2Server();
  await oauth.issuer.keys.generate('ES256');
  await oauth.start(0, '127.0.0.1');
  const tokenHost = `127.0.0.1:${oauth.address().port}`;
  oauth.issuer.url = `http://${tokenHost}`;
  const secrets: Record<string, string> = {
    key: canary('key'),
    signing: canary('signing'),
    client: canary('client'),
    proxy: canary('proxy'),
    passphrase: `${canary('pass')} horse battery`,
    market: marketplace.key ?? '',
  };
  oauth.service.on('beforeResponse', ({ body }) => {
    if (body && typeof body === 'object' && 'access_token' in body)
      secrets[`token ${Object.keys(secrets).length}`] = String(body.access_token);
  });
  seedLeaky(workspace, source.host, `http://${tokenHost}/token`);
  const [temporary, home] = [path.join(folder, 'tmp'), path.join(folder, 'home')];
  await Promise.all([mkdir(temporary), mkdir(home)]);
  const { page } = await launch(workspace, { env: { ...noKeychain, TMPDIR: temporary, HOME: home } });
  const found = new Set<string>();
  const search = (where: string, text: string | Uint8Array): void => {
    for (const one of secretsIn(text, secrets)) found.add(`${where}: ${one}`);
  };
  const heard: (string | Buffer)[] = [];
  page.on('websocket', (socket) => socket.on('framereceived', ({ payload }) => void heard.push(payload)));
  page.on('console', (message) => search('console', message.text()));
  page.on('download', async (download) => search(download.suggestedFilename(), await readFile(await download.path())));
  if (page.url().startsWith('http'))
    await page
      .context()
      .grantPermissions(['clipboard-read', 'clipboard-write'], { origin: new URL(page.url()).origin });
  await page.reload();
  const crawler = new Crawler(page, '');
  const { workbench } = crawler;
  const [connections, requests, runs, vault] = [
    new Connections(page),
    new Requests(workbench),
    new RunPanel(page),
    new Vault(page),
  ];
  /** Looks at everything on view and everything kept. */
  const look = async (where: string): Promise<void> => {
    search(`page: ${where}`, await page.content());
    search(`kept: ${where}`, await keptByPage(page));
  };

  await test.step('connections, their test, a copy and a new name', async () => {
    await connections.show();
    await connections.add();
    await connections.fill({ Name: 'first', 'API key': secrets.key ?? '', 'Signing secret': secrets.signing ?? '' });
    await connections.allowOffered();
    await connections.save();
    await vault.choice.getByRole('button', { name: 'Choose a passphrase…' }).click();
    await vault.make(secrets.passphrase ?? '');
    await expect(connections.dialog).toBeHidden();
    await page.getByRole('button', { name: 'Test first' }).click();
    await expect(connections.account('first')).toContainText('Works: ');
    await look('a test');
    await connections.choose('first', 'Duplicate without secrets…');
    await look('a copy');
    await connections.fill({ Name: 'second' });
    await connections.chooseAuthentication('OAuth');
    await connections.fill({
      'Client ID': 'studio',
      'Client secret': secrets.client ?? '',
      'Host to allow': tokenHost,
    });
    await connections.button('Add').click();
    await connections.save();
    await expect(connections.dialog).toBeHidden();
    await connections.edit('first');
    await look('a form');
    await connections.fill({ Name: 'renamed' });
    await connections.save();
    await expect(connections.account('renamed')).toBeVisible();
    await look('connections');
  });

  const network = new NetworkSettings(page);
  await test.step('the password of the proxy', async () => {
    await workbench.command('Network settings');
    await network.useProxy('http://proxy.example.com:3128', 'ada', secrets.proxy ?? '');
    await network.save.click();
    await expect(network.form).toContainText('under the passphrase');
    await look('network');
    await crawler.leave();
  });

  await test.step('A112: forms that were closed left nothing in the memory of the page', async () => {
    await page.keyboard.press('Alt+w');
    await expect(network.form).toBeHidden();
    search('heap', await heapOf(page));
  });

  await test.step('runs that tell everything, that fail, with tries, replayed and mocked', async () => {
    for (const [connection, target] of [
      ['renamed', 'validate'],
      ['renamed', 'schema'],
      ['second', 'data'],
      ['renamed', 'data'],
    ] as const) {
      await workbench.choose('Connection', connection);
      await workbench.run({ target });
      for (const tab of ['Result', 'Logs', 'Requests'] as const) {
        await workbench.tab(tab).click();
        await page.waitForTimeout(100);
        await look(`${target}, ${tab}`);
      }
    }
    await runs.showHistory();
    await runs.entryMenu(0, 'Replay this run');
    await expect(runs.history.getByText('replay').first()).toBeVisible();
    const archive = page.waitForEvent('download');
    await runs.entryMenu(1, 'Save as HTTP archive (HAR)');
    await archive;
    await runs.entryMenu(1, 'Compare with another…');
    await runs.entryMenu(2, 'Compare with the marked run');
    await expect(runs.comparison).toContainText('Requests');
    await look('a comparison');
    await crawler.leave();
    await runs.history.getByRole('listitem').nth(1).getByRole('button').first().click();
  });

  await test.step('requests: every detail, every program, a search, another try, a comparison', async () => {
    await workbench.tab('Requests').click();
    for (const tab of ['Headers', 'Query', 'Cookies', 'Request', 'Response']) {
      await crawler.request(1, tab);
      await page.waitForTimeout(100);
      await look(`request, ${tab}`);
    }
    for (const program of ['cURL (bash)', 'cURL (cmd)', 'PowerShell', 'fetch (JavaScript)', 'Python']) {
      await crawler.requestMenu(1);
      await page.getByRole('menuitem', { name: 'Copy as' }).hover();
      await page.getByRole('menuitem', { name: program, exact: true }).click();
      await expect(crawler.dialog).toContainText('Secrets are not recorded');
      search(program, await page.evaluate(() => navigator.clipboard.readText()));
      await look(program);
      await crawler.leave();
    }
    for (const item of ['Copy address', 'Copy request headers', 'Copy response headers', 'Copy response body']) {
      await crawler.requestMenu(1);
      await crawler.choose(item);
      await page.waitForTimeout(100);
      search(item, await page.evaluate(() => navigator.clipboard.readText()));
    }
    await requests.filter.fill(`body:${(secrets.key ?? '').slice(0, 12)}`);
    await expect(workbench.panel).toContainText('No request fits');
    await requests.filter.fill('');
    await crawler.requestMenu(1);
    await crawler.choose('Send again with edits…');
    await look('the form of another try');
    await crawler.dialog.getByLabel('Address').fill(`http://${source.host}/echo`);
    await crawler.press('Send', crawler.dialog);
    await expect(requests.dialog('Compare requests')).toContainText('Address');
    await look('a comparison of requests');
    await crawler.leave();
  });

  await test.step('publishing and exporting', async () => {
    const publish = new PublishPage(page, workbench);
    await publish.open();
    await publish.publish(marketplace.url, marketplace.key);
    await expect(publish.progress).toContainText('Published version');
    await look('published');
    await publish.close();
    await crawler.view('Connectors');
    await crawler.rowMenu('leaky');
    const download = page.waitForEvent('download');
    await crawler.choose('Export as .connector file');
    await download;
    await look('exported');
  });

  await test.step('nothing is left anywhere', async () => {
    expect(source.heard.filter((one) => secretsIn(one, secrets).length > 0)).not.toEqual([]);
    expect(Object.keys(secrets).some((name) => name.startsWith('token'))).toBe(true);
    for (const frame of heard) search('line', frame);
    search('heap', await heapOf(page));
    for (const one of await secretsInProcesses(secrets)) found.add(one);
    for (const one of await secretsInFiles(workspace, secrets)) found.add(one);
    for (const one of await secretsInFiles(temporary, secrets)) found.add(one);
    for (const one of await secretsInFiles(home, secrets)) found.add(one);
    expect([...found]).toEqual([]);
  });
  source.close();
  await oauth.stop();
});
