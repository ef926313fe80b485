import { expect, test } from 'vitest';
import type { InstallForm } from '../../../../shared/connector/install-form.ts';
import { firstInstall, installFields, installInput, noSecrets } from './install-form.ts';

const form: InstallForm = {
  auth: [
    { type: 'api_key', name: 'Key', keys: ['app'] },
    { type: 'basic', name: 'User', keys: [] },
    { type: 'oauth2', name: 'Consent', keys: [] },
    { type: 'none', name: 'Open', keys: [] },
  ],
  config: {
    region: { type: 'string', required: true },
    pages: { type: 'number', title: 'Pages' },
    beta: { type: 'boolean', required: true },
    pin: { type: 'secret' },
  },
};

const texts = new Map([
  ['config.region', 'eu'],
  ['config.pages', '3'],
]);

test('a form asks for the credentials of the first way, then for the settings', () => {
  const first = firstInstall(form);
  expect(first.auth).toBe('api_key');
  expect(installFields(form, first.auth).map(({ id, kind, required }) => [id, kind, required])).toEqual([
    ['auth.key', 'secret', true],
    ['auth.keys.app', 'secret', true],
    ['config.region', 'string', true],
    ['config.pages', 'number', false],
    ['config.beta', 'boolean', true],
    ['config.pin', 'secret', false],
  ]);
});

test('FC-49: what is typed becomes the credentials of each way', () => {
  const input = (auth: 'api_key' | 'basic' | 'oauth2' | 'none', ...typed: [string, string][]) => {
    const result = installInput(form, { name: '', auth, texts: new Map([...texts, ...typed]) }, noSecrets);
    return result.ok ? result.value.auth : result.error.code;
  };
  expect(input('api_key', ['auth.key', 'k'], ['auth.keys.app', 'a'])).toEqual({
    type: 'api_key',
    key: 'k',
    keys: { app: 'a' },
  });
  expect(input('api_key', ['auth.key', 'k'])).toBe('auth.keys.app');
  expect(input('basic', ['auth.username', 'u'], ['auth.password', 'p'])).toEqual({
    type: 'basic',
    username: 'u',
    password: 'p',
  });
  expect(input('oauth2', ['auth.client_id', 'c'])).toEqual({ type: 'oauth2', client_id: 'c' });
  expect(input('none')).toEqual({ type: 'none' });
});

test('settings keep their types; what is missing or no number is named', () => {
  const values = { name: ' Sales ', auth: 'none', texts } as const;
  expect(installInput(form, values, new Map([['config.pin', '1234']]))).toEqual({
    ok: true,
    value: { name: 'Sales', auth: { type: 'none' }, config: { region: 'eu', pages: 3, beta: false, pin: '1234' } },
  });
  expect(installInput(form, { ...values, texts: new Map() }, noSecrets)).toMatchObject({
    error: { code: 'config.region' },
  });
  expect(installInput(form, { ...values, texts: new Map([...texts, ['config.pages', 'x']]) }, noSecrets)).toMatchObject(
    { error: { code: 'config.pages' } },
  );
});
