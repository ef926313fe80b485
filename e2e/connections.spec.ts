import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { OAuth2Server } from 'oauth2-mock-server';
import { authority } from '../core/network/testing/certificate.ts';
import { prepareAccounts } from './accounts.ts';
import { expect, test } from './fixtures.ts';
import { missingProgram, startKeyring } from './keyring.ts';
import { look } from './look.ts';
import { Connections } from './pages/connections.ts';
import { NetworkSettings } from './pages/network-settings.ts';
import { Vault } from './pages/vault.ts';
import { Workbench } from './pages/workbench.ts';

const PASSPHRASE = 'correct horse battery staple lamp';
/** A session without a keychain, whatever the machine has. */
const noKeychain = { STUDIO_VAULT: '', DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nowhere' };

/** No file of a folder holds any of these. */
async function hasNo(folder: string, ...secrets: readonly string[]): Promise<void> {
  for (const file of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!file.isFile()) continue;
    const bytes = await readFile(path.join(file.parentPath, file.name));
    for (const secret of secrets) expect(bytes.includes(secret), file.name).toBe(false);
  }
}

test(
  'keychain missing: choice, vault under a passphrase, restart, unlock, run',
  { tag: '@once' },
  async ({ launch, demoApi, workspace }, info) => {
    test.skip(process.platform !== 'linux', 'the keychain of this system cannot be hidden');
    prepareAccounts(workspace, demoApi.url);
    const first = await launch(workspace, { env: noKeychain });
    const connections = new Connections(first.page);
    const vault = new Vault(first.page);

    await test.step('saving a secret asks where it is to be kept', async () => {
      await expect(vault.item).toContainText('Session secrets');
      await connections.show();
      await connections.add();
      await connections.fill({ 'API key': demoApi.key });
      await connections.allowOffered();
      await connections.save();
      await expect(vault.choice).toContainText('no D-Bus session');
      await look(first.page, info, '1-choice');
      await vault.choice.getByRole('button', { name: 'Choose a passphrase…' }).click();
      await vault.making.getByRole('textbox', { name: 'Passphrase', exact: true }).fill('too weak');
      await look(first.page, info, '2-passphrase');
      await vault.make(PASSPHRASE);
      await expect(connections.dialog).toBeHidden();
      await expect(vault.item).toContainText('Vault open');
    });

    await test.step('the account is tested and says so in the list', async () => {
      await first.page.getByRole('button', { name: 'Test main' }).click();
      await expect(connections.account('main')).toContainText('Works: ');
      await expect(connections.account('main')).toContainText('API key');
      await look(first.page, info, '3-list');
    });
    await first.stop();

    await test.step('A105: neither the key nor the passphrase stands in any file of the workspace', async () => {
      await hasNo(workspace, demoApi.key, PASSPHRASE);
    });

    await test.step('R14: after a restart a run asks for the passphrase and goes on', async () => {
      const { page } = await launch(workspace, { env: noKeychain });
      const [again, workbench] = [new Vault(page), new Workbench(page)];
      await expect(again.item).toContainText('Vault locked');
      // The window comes back as it was left, with the accounts at the side.
      await page.keyboard.press('Control+Shift+E');
      await workbench.openFile('validate.js');
      await workbench.choose('Function or command', 'validate');
      await page.keyboard.press('F5');
      await again.tryPassphrase('wrong');
      await expect(again.unlocking).toContainText('does not open the vault file');
      await look(page, info, '4-unlock');
      await again.tryPassphrase(PASSPHRASE);
      await expect(again.unlocking).toBeHidden();
      await expect(workbench.outcome).toContainText('succeeded');
      await again.choose('Lock the vault');
      await new Connections(page).show();
      await expect(new Connections(page).account('main')).toContainText('locked');
      await look(page, info, '5-locked');
    });
  },
);

test(
  'accounts of a connector: every kind of field, errors at the field, copies, names, undo',
  { tag: '@all' },
  async ({ launch, demoApi, workspace }, info) => {
    prepareAccounts(workspace, demoApi.url);
    const { page } = await launch(workspace);
    const connections = new Connections(page);
    await connections.show();

    await test.step('what is wrong is told at its field', async () => {
      await connections.add();
      await connections.save();
      await expect(connections.dialog).toContainText('API key is needed.');
      await connections.fill({ 'API key': demoApi.key, 'Signing secret': 'CANARY-signing', 'Host to allow': '*.com' });
      await page.keyboard.press('Enter');
      await expect(connections.dialog).toContainText('very wide');
      await connections.fill({ 'Host to allow': 'http://no/host' });
      await connections.button('Add').click();
      await expect(connections.dialog).toContainText('is not a host');
      await look(page, info, '6-form');
      await connections.button('Remove *.com').click();
      await connections.allowOffered();
    });

    await test.step('it is tested from the form, which stays open and leads to the requests', async () => {
      await connections.button('Save and test').click();
      await expect(connections.dialog).toContainText('Works: ');
      await expect(connections.field('API key')).toBeHidden();
      await expect(connections.dialog).toContainText('changed just now');
      await look(page, info, '7-saved');
      await connections.button('Show its requests').click();
      await expect(new Workbench(page).panel).toContainText('/me');
    });

    await test.step('a stored secret is replaced or cleared, never shown; changes are not lost by Escape', async () => {
      await connections.edit('main');
      await connections.button('Clear Signing secret').click();
      await page.keyboard.press('Escape');
      await expect(connections.dialog).toContainText('not saved');
      await connections.button('Keep editing').click();
      await connections.button('Replace API key').click();
      await expect(connections.field('API key')).toBeFocused();
      await connections.fill({ 'API key': 'wrong-key', Name: 'production' });
      await connections.button('Save and test').click();
      await expect(connections.dialog).toContainText('Refused: ');
      await expect(connections.field('Signing secret')).toBeVisible();
      await connections.button('Cancel').click();
      await expect(connections.account('production')).toContainText('Refused: ');
    });

    await test.step('a copy has no secrets, one account is used by default, one is deleted and comes back', async () => {
      await connections.choose('production', 'Duplicate without secrets…');
      await expect(connections.field('Name')).toHaveValue('production copy');
      await connections.fill({ Name: 'a copy', 'API key': demoApi.key });
      await connections.save();
      await expect(connections.account('a copy')).toBeVisible();
      await connections.choose('production', 'Use by default');
      await expect(connections.account('production')).toContainText('Used by default');
      await expect(connections.view.getByRole('listitem').first()).toContainText('production');
      await connections.choose('a copy', 'Delete');
      await expect(connections.account('a copy')).toBeHidden();
      await page.getByRole('button', { name: 'Undo' }).click();
      await expect(connections.account('a copy')).toBeVisible();
      await look(page, info, '8-accounts');
    });
    expect(await page.content()).not.toContain('CANARY-signing');
  },
);

test('keychain there: an account outlives a restart, and its secret stands in the keychain alone', async ({
  launch,
  demoApi,
  folder,
  workspace,
}) => {
  const lack = missingProgram();
  test.skip(lack !== undefined, `${lack} is not installed`);
  prepareAccounts(workspace, demoApi.url);
  const keyring = await startKeyring(folder);
  try {
    const first = await launch(workspace, { env: keyring.env });
    const connections = new Connections(first.page);
    await expect(new Vault(first.page).item).toContainText('Keychain');
    await connections.show();
    await connections.add();
    await connections.fill({ 'API key': demoApi.key });
    await connections.allowOffered();
    await connections.save();
    await expect(connections.account('main')).toContainText('key: keychain');
    await first.stop();
    await hasNo(workspace, demoApi.key);
    const { page } = await launch(workspace, { env: keyring.env });
    const again = new Connections(page);
    await again.show();
    await page.getByRole('button', { name: 'Test main' }).click();
    await expect(again.account('main')).toContainText('Works: ');
  } finally {
    keyring.stop();
  }
});

test(
  'OAuth 2: authorized in the browser, shown until when, authorized again and revoked',
  { tag: '@once' },
  async ({ launch, demoApi, workspace }, info) => {
    const server = new OAuth2Server();
    await server.issuer.keys.generate('ES256');
    await server.start(0, '127.0.0.1');
    const host = `127.0.0.1:${server.address().port}`;
    server.issuer.url = `http://${host}`;
    try {
      const oauth = { id: 'oauth', name: 'OAuth 2', type: 'oauth2', issuer: server.issuer.url } as const;
      prepareAccounts(workspace, demoApi.url, { ...oauth, flows: ['authorizationCode', 'clientCredentials'] });
      const { page } = await launch(workspace);
      const connections = new Connections(page);
      await connections.show();
      await connections.add();
      await connections.fill({ 'Client ID': 'studio', 'Host to allow': host });
      await connections.button('Add').click();
      await connections.button('Save and authorize').click();
      await expect(connections.dialog).toContainText('Allow the access in your browser');
      await look(page, info, '9-authorizing');
      await connections.button('Stop waiting').click();
      await connections.button('Authorize').click();
      // What the person's own browser does with the address.
      await fetch(await connections.address());
      await expect(connections.dialog).toContainText('The token lasts until');
      await look(page, info, '10-authorized');
      await connections.button('Revoke').click();
      await expect(connections.dialog).toContainText('Not authorized yet.');
    } finally {
      await server.stop();
    }
  },
);

test(
  'network settings and the place of secrets are reached by the palette',
  { tag: '@once' },
  async ({ studio }, info) => {
    const { page } = studio;
    const workbench = new Workbench(page);
    const network = new NetworkSettings(page);
    await expect(page.getByRole('heading', { name: 'Connector Studio' }).first()).toBeVisible();
    await workbench.command('Network settings');
    expect(await workbench.moved()).toBe(0);
    await network.useProxy('proxy.example.com:3128', 'ada', 'CANARY-password');
    await network.save.click();
    await expect(network.form).toContainText('use http://host:port');
    await network.url.fill('http://proxy.example.com:3128');
    await network.addAuthority('our-ca', 'nothing of the kind');
    await expect(network.form).toContainText('There is no certificate in this text');
    await network.pem.fill(authority);
    await network.addButton.click();
    await network.trust('intranet.example.com:443');
    await network.save.click();
    await expect(network.form).toContainText('kept for this session');
    await expect(network.form).toContainText('CN=');
    await look(page, info, '11-network');
    expect(await page.content()).not.toContain('CANARY-password');
    await workbench.command('Where secrets are kept');
    await expect(page.getByRole('region', { name: 'Secrets', exact: true })).toBeFocused();
  },
);
