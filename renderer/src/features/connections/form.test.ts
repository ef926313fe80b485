import { expect, test } from 'vitest';
import type { Manifest } from '../../../../shared/connector/manifest.ts';
import { connectionInput, firstValues, formFields, hostsToOffer } from './form.ts';

const manifest: Manifest = {
  formatVersion: 1,
  id: 'acme',
  name: 'Acme',
  description: '',
  version: '1.0.0',
  kind: 'saas',
  executionModel: 'script',
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
  entities: [],
  commands: {},
  allowAiAutoFixCode: false,
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
