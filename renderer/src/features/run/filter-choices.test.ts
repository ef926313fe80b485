import { expect, test } from 'vitest';
import type { RunRecord } from '../../../../shared/run/run.ts';
import { filterChoices, lastConfig, matching } from './filter-choices.ts';

const filters = [
  { id: 'team', title: 'Team', type: 'list', datalist: true },
  { id: 'board', title: 'Board of the team', type: 'list', datalist: true },
  { id: 'since', title: 'Changed since', type: 'datebox' },
  { title: 'no id' },
  'odd',
];

test('FB-20: the filters that ask for choices are offered by title and id', () => {
  expect(filterChoices({ filters })).toEqual([
    { id: 'team', title: 'Team' },
    { id: 'board', title: 'Board of the team' },
  ]);
  expect(filterChoices({ filters: [{ id: 'since', type: 'datebox' }] })).toEqual([{ id: 'since', title: '' }]);
  expect(filterChoices(null)).toEqual([]);
});

test('what is typed finds filters by title and by id; a whole id leaves the others to choose', () => {
  const choices = filterChoices({ filters });
  const ids = (text: string) => matching(choices, text).map(({ id }) => id);
  expect(ids('')).toEqual(['team', 'board']);
  expect(ids('OF THE')).toEqual(['board']);
  expect(ids('boa')).toEqual(['board']);
  expect(ids('team')).toEqual(['team', 'board']);
  expect(ids('nothing')).toEqual([]);
});

const run = (id: string, target: string, more: Partial<RunRecord> = {}): RunRecord => ({
  ...{ id, connector: 'crm', revision: 1, target, connection: null, input: {}, outcome: { kind: 'ok' } },
  ...{ startedAt: '2026-01-02T03:04:05.000Z', durationMs: 1, exchangeCount: 0, pages: 1, mode: 'live' },
  ...more,
});

test('they are those of the last config that ended well', () => {
  const failed = run('3', 'config', { outcome: { kind: 'error', name: 'Error', message: 'no' } });
  const mocked = run('4', 'config', { mode: 'mock' });
  expect(lastConfig([mocked, failed, run('2', 'data'), run('1', 'config'), run('0', 'config')])).toBe('1');
  expect(lastConfig([failed])).toBeUndefined();
});
