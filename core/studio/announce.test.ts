import { expect, it } from 'vitest';
import type { Change } from '../../shared/contract/changes.ts';
import { sampleConnector } from '../package/testing/sample.ts';
import { temporaryWorkspace, unwrap } from '../workspace/testing/temporary.ts';
import { announceChanges } from './announce.ts';

function announced() {
  const heard: Change[] = [];
  return { heard, ...announceChanges(temporaryWorkspace(), (change) => heard.push(change)) };
}

it('every writer of the workspace says what it changed, and only where something changed', () => {
  const { heard, connectors, connections, settings } = announced();
  unwrap(connectors.create(sampleConnector(), 'Made'));
  const file = { path: 'functions/data.js', text: 'new\n' };
  unwrap(connectors.save('weather', 1, [file], 'Saved'));
  unwrap(connectors.save('weather', 2, [file], 'The same'));
  connectors.save('weather', 1, [file], 'Stale');
  unwrap(connectors.replace('weather', sampleConnector(), 'Back'));
  unwrap(connectors.label('weather', 1, 'first'));
  const saved = connections.save({
    ...{ connector: 'weather', name: 'me', auth: 'open' },
    ...{ fields: {}, secretFields: [], allowedHosts: [] },
  });
  connections.note(saved);
  connections.remove('weather', 'me');
  connections.remove('weather', 'me');
  settings.set(settings.get());
  connectors.remove('weather');
  connectors.remove('weather');
  const connector = 'weather';
  expect(heard).toEqual([
    { kind: 'connector', change: 'created', connector, revision: 1 },
    { kind: 'connector', change: 'saved', connector, revision: 2 },
    { kind: 'connector', change: 'saved', connector, revision: 3 },
    { kind: 'label', connector, revision: 1 },
    { kind: 'connections', connector },
    { kind: 'connections', connector },
    { kind: 'connections', connector },
    { kind: 'settings' },
    { kind: 'connector', change: 'removed', connector },
  ]);
});

it('runs are told when they start, end and go', () => {
  const { heard, connectors, runs } = announced();
  unwrap(connectors.create(sampleConnector(), 'Made'));
  const begin = (id: string) =>
    runs.begin({
      ...{ id, connector: 'weather', revision: 1, target: 'data', connection: null, input: {}, outcome: null },
      ...{ startedAt: new Date().toISOString(), durationMs: null, exchangeCount: 0, pages: 1, mode: 'live' as const },
    });
  const outcome = { kind: 'ok' as const };
  const end = { outcome, durationMs: 1, result: null, logs: [], logsDropped: 0, findings: [], pages: 1 };
  for (const id of ['a', 'b', 'c']) begin(id);
  runs.finish('a', end);
  runs.abandon('b');
  runs.finish('c', end);
  unwrap(runs.remove('a'));
  expect(runs.removeAll('weather')).toBe(1);
  expect(runs.removeAll('weather')).toBe(0);
  expect(heard.slice(1).map((one) => (one.kind === 'run' ? [one.change, one.run] : one))).toEqual([
    ...['a', 'b', 'c'].map((id) => ['started', id]),
    ['ended', 'a'],
    ['removed', 'b'],
    ['ended', 'c'],
    ['removed', 'a'],
    ['removed', undefined],
  ]);
});
