import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { settingsSchema } from '../../shared/settings.ts';
import { authority, certificate, privateKey } from '../network/testing/certificate.ts';
import { packConnector, parseManifest } from '../package/index.ts';
import { changeSettings, type SettingsInput, showSettings } from './settings.ts';
import { files, manifest, openTestStudio } from './testing.ts';

let test: ReturnType<typeof openTestStudio>;
beforeEach(() => {
  test = openTestStudio({ PROXY_PASSWORD: 'from-the-environment', HTTP_PROXY: 'http://evil:1', no_proxy: '*' });
});
afterEach(() => test.close());

const url = 'http://proxy.corp:3128';
const proxy = { url, username: 'ada', bypass: ['*.corp'], resolveAtProxy: false };
const { network: nothing } = settingsSchema.parse({});
const change = (network: Partial<SettingsInput['network']>, proxyVariable?: string) =>
  changeSettings(test.studio, { network: { ...nothing, ...network }, proxyVariable });

describe('the password of the proxy', () => {
  it('goes to the vault and shows nowhere (A98)', async () => {
    const saved = await change({ proxy: { ...proxy, password: 'pass-123456' } });
    expect(saved).toMatchObject({ ok: true, value: { network: { proxy: { ...proxy, password: 'session' } } } });
    expect([...test.vault.values]).toEqual([[`proxy/${url}`, 'pass-123456']]);
    const seen = [saved, await showSettings(test.studio), test.studio.workspace.settings.get()];
    expect(JSON.stringify(seen)).not.toContain('pass-123456');
  });

  it('stays while address and user name stay, and goes with them', async () => {
    await change({ proxy: { ...proxy, password: 'pass-123456' } });
    await change({ proxy: { ...proxy, bypass: [] } });
    expect(test.vault.values.size).toBe(1);
    await change({ proxy: { ...proxy, username: 'eve' } });
    expect(test.vault.values.size).toBe(0);
    for (const next of [{ proxy: { ...proxy, url: 'http://evil.test:3128' } }, {}]) {
      await change({ proxy: { ...proxy, password: 'pass-123456' } });
      expect(await change(next)).toMatchObject({ ok: true });
      expect(test.vault.values.size).toBe(0);
    }
  });

  it('may be read from the variable that it was given by', async () => {
    await change({ proxy }, 'PROXY_PASSWORD');
    expect(await showSettings(test.studio)).toMatchObject({ network: { proxy: { password: 'environment' } } });
    await change({ proxy }, 'NOT_SET');
    expect(await showSettings(test.studio)).toMatchObject({ network: { proxy: { password: 'missing' } } });
    await change({ proxy: { ...proxy, username: 'eve' } });
    expect(await showSettings(test.studio)).toMatchObject({ network: { proxy: { password: 'none' } } });
  });
});

describe('an authority', () => {
  it('is kept as its certificates and nothing else, and says whose it is', async () => {
    const text = `Bag Attributes: secret notes\n${authority}\n${certificate}`;
    const saved = await change({ authorities: [{ name: 'Our CA', pem: text }] });
    expect(saved).toMatchObject({
      value: { network: { authorities: [{ subject: 'CN=Test Authority', validTo: '2120-01-01T00:00:00.000Z' }] } },
    });
    const [stored] = test.studio.workspace.settings.get().network.authorities;
    expect(stored?.pem.match(/BEGIN CERTIFICATE/g)).toHaveLength(2);
    expect(stored?.pem).not.toContain('secret notes');
  });

  it.each([
    ['', 'bad_certificate'],
    ['-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----', 'bad_certificate'],
    [`${authority}${privateKey}`, 'private_key'],
  ])('that is none, or comes with a key, is refused (case %#)', async (pem, code) => {
    expect(await change({ authorities: [{ name: 'x', pem }] })).toMatchObject({ error: { kind: 'input', code } });
  });

  it('has a name of its own', async () => {
    const one = { name: 'x', pem: authority };
    expect(await change({ authorities: [one, one] })).toMatchObject({ error: { code: 'name_taken' } });
  });
});

it('A68: the environment is shown as what it is: not heard', async () => {
  expect((await showSettings(test.studio)).ignoredVariables).toEqual(['HTTP_PROXY', 'no_proxy']);
});

it('A67: no package holds a setting, and none can set one', async () => {
  await change({ insecureHosts: ['intranet.corp:443'], proxy });
  const kept = test.studio.workspace.connectors.files('crm');
  const packed = await packConnector(kept.ok ? kept.value.files : files);
  expect(packed.ok && Buffer.from(packed.value.bytes).toString('latin1')).not.toMatch(/intranet|proxy/);
  for (const name of ['network', 'insecureHosts', 'proxy', 'authorities', 'settings']) {
    expect(parseManifest(JSON.stringify({ ...manifest, [name]: ['intranet.corp:443'] }))).toMatchObject({ ok: false });
  }
});
