import { expect, test } from 'vitest';
import type { ShownSettings } from '../../../../shared/contract/settings.ts';
import { changeOf, draftOf, isDraftChanged, validity, withAuthority, withTrusted } from './network-draft.ts';

const authority = {
  name: 'our-ca',
  pem: '-----BEGIN CERTIFICATE-----',
  subject: 'CN=Our',
  validTo: '2030-01-01T00:00:00Z',
};
const stored: ShownSettings = {
  network: {
    proxy: {
      url: 'http://proxy:3128',
      username: 'ada',
      bypass: ['*.corp'],
      resolveAtProxy: false,
      password: 'keychain',
    },
    authorities: [authority],
    insecureHosts: ['intranet:443'],
  },
  ignoredVariables: [],
};
const draft = draftOf(stored);
const code = (result: { readonly ok: boolean; readonly error?: { readonly code: string } }) =>
  result.error?.code ?? 'ok';

test('A98: a stored password is not in the form, and stays where none is typed', () => {
  expect(draft.password).toBe('');
  expect(isDraftChanged(draft, stored)).toBe(false);
  expect(changeOf(draft)).toEqual({
    ok: true,
    value: {
      network: {
        proxy: { url: 'http://proxy:3128', username: 'ada', bypass: ['*.corp'], resolveAtProxy: false },
        authorities: [{ name: 'our-ca', pem: authority.pem }],
        insecureHosts: ['intranet:443'],
      },
    },
  });
  expect(changeOf({ ...draft, password: 'new' })).toMatchObject({ value: { network: { proxy: { password: 'new' } } } });
  expect(changeOf({ ...draft, forgetPassword: true })).toMatchObject({
    value: { network: { proxy: { password: '' } } },
  });
});

test('without a proxy nothing of it is sent; a wrong address or host names its field', () => {
  const none = changeOf({ ...draft, useProxy: false, url: 'nonsense' });
  expect(none.ok && 'proxy' in none.value.network).toBe(false);
  expect(code(changeOf({ ...draft, url: 'http://user:pass@proxy:1' }))).toBe('url');
  expect(code(changeOf({ ...draft, bypass: ['http://x'] }))).toBe('bypass');
  expect(isDraftChanged({ ...draft, useProxy: false }, stored)).toBe(true);
});

test('an authority is a certificate under a name of its own', () => {
  const pem = '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----';
  expect(withAuthority(draft, ' other ', pem)).toMatchObject({ value: { authorities: [{}, { name: 'other', pem }] } });
  expect(code(withAuthority(draft, 'our-ca', pem))).toBe('name');
  expect(code(withAuthority(draft, '', pem))).toBe('name');
  expect(code(withAuthority(draft, 'other', 'a text'))).toBe('pem');
  expect(withAuthority(draft, 'other', '-----BEGIN RSA PRIVATE KEY-----')).toMatchObject({
    error: { code: 'pem', message: expect.stringContaining('private key') },
  });
});

test('a trusted server is host and port, once', () => {
  expect(withTrusted(draft, 'Intranet:443')).toMatchObject({ value: { trusted: ['intranet:443'] } });
  expect(code(withTrusted(draft, 'intranet'))).toBe('trusted');
});

test('the end of a certificate is told in time', () => {
  const now = Date.parse('2029-12-20T00:00:00Z');
  expect(validity(undefined, now)).toBe('fresh');
  expect(validity('2035-01-01T00:00:00Z', now)).toBe('good');
  expect(validity('2030-01-01T00:00:00Z', now)).toBe('soon');
  expect(validity('2029-12-19T00:00:00Z', now)).toBe('ended');
});
