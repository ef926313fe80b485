import { expect, test } from 'vitest';
import type { Impact, ImpactInstance } from '../../../../shared/contract/publication.ts';
import {
  blockersOf,
  emptyForm,
  type InstallRow,
  installSteps,
  listText,
  moved,
  personalText,
  targetOf,
} from './model.ts';

const tenant = { id: 'ten_1', marketplace: 'http://m.example', name: 'Acme', hasKey: true };
const clean = {
  problems: [],
  secrets: [],
  personal: [],
  release: null,
  confirmations: { hosts: ['api.example.com'], capabilities: ['read.deals'] },
};
const confirmed = { ...emptyForm, hosts: 'api.example.com', capabilities: 'read.deals' };
const situation = { preview: clean, form: confirmed, tenant, measuring: false, running: false };

test('it can go out once the hosts and the capabilities that are shown were confirmed', () => {
  expect(blockersOf(situation)).toEqual([]);
  expect(blockersOf({ ...situation, form: emptyForm })).toEqual(['hosts', 'capabilities']);
});

test('a confirmation holds for the list that was shown, and for no later one', () => {
  const later = { ...clean, confirmations: { ...clean.confirmations, hosts: ['api.example.com', 'evil.example'] } };
  expect(blockersOf({ ...situation, preview: later })).toEqual(['hosts']);
  expect(listText(later.confirmations.hosts)).not.toBe(confirmed.hosts);
});

test('FL-40, A124: what stands in the way is named once, in the order of the page', () => {
  const found = [{ path: 'README.md', line: 3, kind: 'an e-mail address' }];
  const release = { from: '1.0.0', level: 'major' as const, floor: '2.0.0', changes: [], count: 1, tooLow: true };
  const preview = { ...clean, problems: ['too low', 'a secret'], secrets: found, personal: found, release };
  expect(blockersOf({ ...situation, preview, tenant: undefined, measuring: true, running: true })).toEqual([
    'running',
    'version',
    'secrets',
    'personal',
    'tenant',
    'measuring',
  ]);
  const looked = { ...confirmed, personal: personalText(preview) };
  expect(blockersOf({ ...situation, preview: { ...clean, personal: found }, form: looked })).toEqual([]);
  expect(blockersOf({ ...situation, tenant: { ...tenant, hasKey: false } })).toEqual(['key']);
});

const instance = (id: string): ImpactInstance => ({
  id,
  listing: 'cn-crm',
  version: '1.0.0',
  name: id,
  kind: 'saas',
  capabilities: [],
  status: 'connected',
  lastSyncedAt: null,
  changes: [],
  problem: null,
  level: 'none',
  loses: [],
  gains: [],
  operators: [],
});
const impact: Impact = { tenant: 'ten_1', failure: null, instances: [instance('cn_a'), instance('cn_b')] };
const row = (key: string, target: string | null = null): InstallRow => ({ key, tenant: 'ten_1', target, values: null });

test('rows of a tenant move its instances one by one, then install anew, unless the person chose otherwise', () => {
  const rows = [row('1'), row('2'), row('3')];
  expect(rows.map((one) => targetOf(one, rows, impact))).toEqual(['cn_a', 'cn_b', 'new']);
  const chosen = [row('1', 'new'), row('2'), row('3', 'cn_a')];
  expect(chosen.map((one) => targetOf(one, chosen, impact))).toEqual(['new', 'cn_b', 'cn_a']);
  expect(targetOf(row('1', 'cn_gone'), [row('1', 'cn_gone')], impact)).toBe('cn_a');
});

test('steps keep the order of the rows; a form that is not complete is named', () => {
  const install = { auth: [{ type: 'api_key' as const, name: 'Key', keys: [] }], config: {} };
  const rows = [row('1', 'new'), row('2')];
  const impacts = new Map([['ten_1', impact]]);
  expect(installSteps({ install, rows, impacts, secrets: new Map() })).toMatchObject({
    row: '1',
    error: { code: 'auth.key' },
  });
  expect(installSteps({ install, rows, impacts, secrets: new Map([['1', new Map([['auth.key', 'k']])]]) })).toEqual({
    ok: true,
    value: [
      { mode: 'install', tenant: 'ten_1', auth: { type: 'api_key', key: 'k' }, config: {} },
      { mode: 'upgrade', tenant: 'ten_1', instance: 'cn_a' },
    ],
  });
});

test('the order changes one place at a time, and not over the ends', () => {
  expect(moved(['a', 'b', 'c'], 0, 2)).toEqual(['b', 'c', 'a']);
  expect(moved(['a', 'b'], 0, -1)).toEqual(['a', 'b']);
  expect(moved(['a', 'b'], 1, 2)).toEqual(['a', 'b']);
});
