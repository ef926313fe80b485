import { describe, expect, it } from 'vitest';
import type { Coverage } from './coverage.ts';
import type { Manifest } from './manifest.ts';
import { readinessOf } from './readiness.ts';

const manifest: Manifest = {
  formatVersion: 1,
  id: 'crm',
  name: 'Crm',
  description: 'Deals.',
  version: '1.0.0',
  kind: 'saas',
  executionModel: 'script',
  category: 'CRM',
  authentication: [{ id: 'open', name: 'None', type: 'none' }],
  connectionConfig: {},
  hosts: ['api.example.com'],
  entities: [],
  commands: { close: { params: [], sideEffect: true } },
  allowAiAutoFixCode: false,
};
const ran = (target: string, state: Coverage['state'], entity: string | null = null): Coverage => ({
  target,
  entity,
  state,
});
const paths = new Set(['connector.json', 'logo.svg', 'README.md']);
const whole = { manifest, paths, coverage: [ran('data', 'green'), ran('close', 'green')], secrets: [], personal: [] };
const stateOf = (facts: Parameters<typeof readinessOf>[0]) =>
  Object.fromEntries(readinessOf(facts).map(({ name, state }) => [name, state]));

describe('readiness', () => {
  it('is complete where nothing is left to do', () => {
    expect(new Set(Object.values(stateOf(whole)))).toEqual(new Set(['done']));
  });

  it('says nothing but that where the manifest cannot be read', () => {
    expect(readinessOf({ ...whole, manifest: null })).toEqual([{ name: 'manifest', state: 'todo' }]);
  });

  it('tells what must be done from what may be left', () => {
    const bare = { ...manifest, description: '  ', category: undefined, hosts: [] };
    expect(stateOf({ ...whole, manifest: bare, paths: new Set() })).toMatchObject({
      description: 'todo',
      hosts: 'todo',
      category: 'advice',
      logo: 'advice',
      readme: 'advice',
    });
  });

  it('names what is not green, functions apart from commands', () => {
    const coverage = [
      ran('data', 'stale', 'deals'),
      ran('schema', 'green'),
      ran('datalist', 'missing'),
      ran('close', 'missing'),
    ];
    const checks = readinessOf({ ...whole, coverage });
    expect(checks.find(({ name }) => name === 'functions')).toMatchObject({
      state: 'todo',
      done: 1,
      of: 2,
      missing: ['data deals'],
    });
    expect(checks.find(({ name }) => name === 'commands')).toMatchObject({ state: 'advice', missing: ['close'] });
  });

  it('A124: leads to the first text that looks like personal data, which may be left', () => {
    const personal = [{ path: 'mocks.json', line: 7, kind: 'an e-mail address' }];
    expect(readinessOf({ ...whole, personal }).find(({ name }) => name === 'personal')).toEqual({
      name: 'personal',
      state: 'advice',
      missing: ['mocks.json:7 an e-mail address'],
      place: { file: 'mocks.json', line: 7 },
    });
  });

  it('leads to the first text that looks like a secret', () => {
    const secrets = [{ path: 'functions/data.js', line: 3, kind: 'an AWS access key' }];
    expect(readinessOf({ ...whole, secrets }).at(-1)).toMatchObject({
      name: 'secrets',
      state: 'todo',
      place: { file: 'functions/data.js', line: 3 },
    });
  });
});
