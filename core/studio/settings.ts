import { X509Certificate } from 'node:crypto';
import type { ChangeSettings, ShownSettings } from '../../shared/contract/settings.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { NetworkSettings } from '../../shared/settings.ts';
import { ignoredVariables } from '../network/index.ts';
import { proxySecretKey } from '../vault/types.ts';
import type { StoredSettings } from '../workspace/types.ts';
import type { StudioData } from './index.ts';

/** New settings; `proxyVariable` names the environment variable that the password came from (command line). */
export interface SettingsInput extends ChangeSettings {
  readonly proxyVariable?: string | undefined;
}

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s]+-----END CERTIFICATE-----/g;

function parseCertificates(text: string): readonly X509Certificate[] | undefined {
  try {
    return (text.match(CERTIFICATE) ?? []).map((one) => new X509Certificate(one));
  } catch {
    return undefined;
  }
}

/**
 * The certificates in a text of PEM, and nothing else of it. Input failures: `bad_certificate`; `private_key` where the text
 * holds a key too, which the studio does not want to keep.
 */
export function readAuthority(name: string, text: string): Result<{ readonly name: string; readonly pem: string }> {
  if (/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(text)) {
    return fail(
      'input',
      'private_key',
      `${name} holds a private key: give a file with nothing but the certificate of the authority.`,
    );
  }
  const certificates = parseCertificates(text);
  if (!certificates || certificates.length === 0) {
    return fail(
      'input',
      'bad_certificate',
      `${name} holds no certificate that can be read: give a PEM file (-----BEGIN CERTIFICATE-----); of a DER file openssl x509 -inform der -in FILE makes one.`,
    );
  }
  return ok({ name, pem: certificates.map((one) => one.toString()).join('') });
}

/** Where the password of the proxy is, without saying what it is. */
async function passwordPlace(studio: StudioData, settings: StoredSettings) {
  const { proxy } = settings.network;
  if (!proxy) return 'none';
  try {
    if ((await studio.vault.get(proxySecretKey(proxy.url))) !== null) return studio.vault.kind;
  } catch {
    // The settings are shown all the same (R14).
    return 'locked';
  }
  if (settings.proxyVariable === undefined) return 'none';
  return studio.environment[settings.proxyVariable] === undefined ? 'missing' : 'environment';
}

function shownAuthority({ name, pem }: NetworkSettings['authorities'][number]) {
  const [first] = parseCertificates(pem) ?? [];
  return { name, pem, subject: first?.subject ?? '', validTo: first?.validToDate.toISOString() ?? '' };
}

/** The settings as they are shown: no secret, and what of the environment is not heard (A68, A98). */
export async function showSettings(studio: StudioData): Promise<ShownSettings> {
  const settings = studio.workspace.settings.get();
  const { proxy, authorities, insecureHosts } = settings.network;
  const password = await passwordPlace(studio, settings);
  return {
    network: {
      ...(proxy ? { proxy: { ...proxy, password } } : {}),
      authorities: authorities.map(shownAuthority),
      insecureHosts,
    },
    ignoredVariables: [...ignoredVariables(studio.environment)],
  };
}

function checkAuthorities(authorities: NetworkSettings['authorities']): Result<NetworkSettings['authorities']> {
  const checked: NetworkSettings['authorities'] = [];
  for (const { name, pem } of authorities) {
    if (checked.some((one) => one.name === name))
      return fail(
        'input',
        'name_taken',
        `There is an authority ${name} already: remove it first, or choose another name.`,
      );
    const authority = readAuthority(name, pem);
    if (!authority.ok) return authority;
    checked.push(authority.value);
  }
  return ok(checked);
}

/**
 * Saves all settings. The password of the proxy goes to the vault, bound to the proxy's address; that of another proxy is
 * forgotten. Input failures: `bad_certificate`, `private_key`, `name_taken`.
 */
export async function changeSettings(studio: StudioData, input: SettingsInput): Promise<Result<ShownSettings>> {
  const before = studio.workspace.settings.get();
  const { proxy: given, insecureHosts, ...network } = input.network;
  const authorities = checkAuthorities(network.authorities);
  if (!authorities.ok) return authorities;
  const { password, ...proxy } = given ?? { password: undefined };
  const old = before.network.proxy;
  const same = old !== undefined && old.url === given?.url && old.username === given.username;
  if (old && !same) await studio.vault.delete(proxySecretKey(old.url));
  if (given && password !== undefined) await studio.vault.set(proxySecretKey(given.url), password);
  studio.workspace.settings.set({
    network: {
      authorities: authorities.value,
      insecureHosts: [...new Set(insecureHosts)],
      ...('url' in proxy ? { proxy } : {}),
    },
    proxyVariable: input.proxyVariable ?? (same && password === undefined ? before.proxyVariable : undefined),
  });
  return ok(await showSettings(studio));
}
