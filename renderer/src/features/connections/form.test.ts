import { expect, test } from 'vitest';
import type { Manifest } from '../../../../shared/connector/manifest.ts';
import { plainManifest } from '../../../../shared/connector/testing.ts';
import { connectionInput, firstValues, formFields, freeName, hostsToOffer, isChanged } from './form.ts';

const manifest: Manifest = {
  ...plainManifest,
  authentication: [
    { id: 'key', name: 'API key', type: 'apiKey', in: 'header', param: 'X-Key' },
    { id: 'basic', name: 'Basic', type: 'basic' },
  ],
  connectionConfig: {
    baseUrl: { type: 'string', title: 'Base URL', default: 'http://127.0.0.1:4010/v1' },
    pageSize: { type: 'number', title: 'Page size' },
    archived: { type: 'boolean' },
  },
  hosts: ['127.0.0.1:4010', 'api.example.com'],
};
const stored = new Set<string>();
const empty = firstValues(manifest, undefined, 'main');
const values = (texts: Record<string, string>, hosts: string[] = []) => ({
  ...empty,
  texts: new Map(Object.entries(texts)),
  hosts,
});

test('credentials of the chosen authentication come first, then the settings with their defaults', () => {
  expect(formFields(manifest, 'basic').map((field) => [field.id, field.kind, field.placeholder])).toEqual([
    ['username', 'string', ''],
    ['password', 'secret', ''],
    ['baseUrl', 'string', 'http://127.0.0.1:4010/v1'],
    ['pageSize', 'number', ''],
    ['archived', 'boolean', ''],
  ]);
});

test('P1: a loopback host of the manifest or of a setting is offered once, until it is granted', () => {
  expect(hostsToOffer(manifest, empty)).toEqual(['127.0.0.1:4010']);
  expect(hostsToOffer(manifest, values({ baseUrl: 'http://10.0.0.5:99/x' }))).toEqual([
    '127.0.0.1:4010',
    '10.0.0.5:99',
  ]);
  expect(hostsToOffer(manifest, values({}, ['127.0.0.1:4010']))).toEqual([]);
  expect(hostsToOffer(manifest, values({}, ['127.0.0.1:4010']), 'db.internal')).toEqual(['db.internal']);
});

test('settings and secrets are told apart and typed', () => {
  const input = connectionInput(
    'acme',
    formFields(manifest, 'key'),
    values({ key: 's3cret', pageSize: '50', archived: 'true' }, ['127.0.0.1:4010']),
    stored,
  );
  expect(input).toEqual({
    ok: true,
    value: {
      connector: 'acme',
      name: 'main',
      auth: 'key',
      fields: { pageSize: 50, archived: true },
      secrets: { key: 's3cret' },
      allowedHosts: ['127.0.0.1:4010'],
    },
  });
});

test('a required secret may stay empty only where one is stored', () => {
  const fields = formFields(manifest, 'key');
  expect(connectionInput('acme', fields, values({}), stored)).toMatchObject({ ok: false, error: { code: 'key' } });
  expect(connectionInput('acme', fields, values({}), new Set(['key']))).toMatchObject({
    ok: true,
    value: { secrets: {} },
  });
});

test('a bad name, number or host names its field', () => {
  const fields = formFields(manifest, 'key');
  const code = (result: ReturnType<typeof connectionInput>) => (result.ok ? 'ok' : result.error.code);
  expect(code(connectionInput('acme', fields, { ...values({ key: 'x' }), name: ' ' }, stored))).toBe('name');
  expect(code(connectionInput('acme', fields, values({ key: 'x', pageSize: 'many' }), stored))).toBe('pageSize');
  expect(code(connectionInput('acme', fields, values({ key: 'x' }, ['http://a/']), stored))).toBe('hosts');
});

test('a secret that is cleared is sent as empty, but not one that is required', () => {
  const basic = formFields(manifest, 'basic');
  const form = { ...values({ username: 'ann' }), auth: 'basic', cleared: new Set(['password']) };
  expect(connectionInput('acme', basic, form, new Set(['password']))).toMatchObject({
    ok: true,
    value: { secrets: { password: '' } },
  });
  const key = { ...values({}), cleared: new Set(['key']) };
  expect(connectionInput('acme', formFields(manifest, 'key'), key, new Set(['key']))).toMatchObject({
    error: { code: 'key' },
  });
});

test('what is typed and taken away again is no change', () => {
  expect(isChanged(values({ key: '' }), empty)).toBe(false);
  for (const part of [{ name: 'x' }, { auth: 'basic' }, { cleared: new Set(['key']) }, { hosts: ['a.example'] }])
    expect(isChanged({ ...empty, ...part }, empty)).toBe(true);
  expect(isChanged(values({ pageSize: '5' }), empty)).toBe(true);
});

test('a copy gets a name that is free', () => {
  expect(freeName('main copy', ['main'])).toBe('main copy');
  expect(freeName('main copy', ['main copy', 'main copy 2'])).toBe('main copy 3');
});

test('a required switch that is left alone is off', () => {
  const required = { ...manifest, connectionConfig: { archived: { type: 'boolean' as const, required: true } } };
  expect(connectionInput('acme', formFields(required, 'key'), values({ key: 'x' }), stored)).toMatchObject({
    ok: true,
    value: { fields: { archived: false } },
  });
});
