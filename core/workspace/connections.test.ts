import { describe, expect, it } from 'vitest';
import { workspaceLimits } from '../../shared/limits.ts';
import { sampleConnector } from '../package/testing/sample.ts';
import { temporaryWorkspace, unwrap } from './testing/temporary.ts';

const account = {
  connector: 'weather',
  name: 'main',
  auth: 'token',
  fields: { region: 'eu', pages: 3, archived: false },
  secretFields: [{ field: 'token', variable: 'WEATHER_TOKEN' }, { field: 'spare' }],
  allowedHosts: ['127.0.0.1:4010'],
};

function openStore() {
  const workspace = temporaryWorkspace();
  unwrap(workspace.connectors.create(sampleConnector(), ''));
  return workspace.connections;
}

describe('connections', () => {
  it('are given back as they were saved, with an id', () => {
    const connections = openStore();
    const saved = connections.save(account);
    expect(saved).toMatchObject(account);
    expect(saved.id).toMatch(/^con_[0-9a-f]{18}$/);
    expect(connections.get('weather', 'main')).toEqual(saved);
    expect(connections.list('weather')).toEqual([saved]);
    expect(connections.get('weather', 'other')).toBeUndefined();
  });

  it('keep their id and birthday when they change', async () => {
    const connections = openStore();
    const first = connections.save(account);
    await new Promise((resolve) => setTimeout(resolve, 2));
    const second = connections.save({ ...account, fields: { region: 'us' }, secretFields: [] });
    expect(second).toMatchObject({
      id: first.id,
      createdAt: first.createdAt,
      fields: { region: 'us' },
      secretFields: [],
    });
    expect(second.updatedAt > first.updatedAt).toBe(true);
    expect(connections.list('weather')).toHaveLength(1);
  });

  it('take notes of the studio, which are no change, and none once they are gone', async () => {
    const connections = openStore();
    const first = connections.save(account);
    await new Promise((resolve) => setTimeout(resolve, 2));
    const noted = { ...first, fields: { region: 'eu', grant: 'device' }, secretFields: [{ field: 'token' }] };
    connections.note(noted);
    expect(connections.get('weather', 'main')).toEqual(noted);
    connections.remove('weather', 'main');
    connections.note(noted);
    expect(connections.list('weather')).toEqual([]);
  });

  it('are removed once', () => {
    const connections = openStore();
    connections.save(account);
    expect([connections.remove('weather', 'main'), connections.remove('weather', 'main')]).toEqual([true, false]);
  });

  it('are refused without a connector and beyond the length of a field', () => {
    const connections = openStore();
    expect(() => connections.save({ ...account, connector: 'nowhere' })).toThrow('There is no connector "nowhere"');
    const long = 'x'.repeat(workspaceLimits.fieldChars + 1);
    expect(() => connections.save({ ...account, fields: { region: long } })).toThrow(
      String(workspaceLimits.fieldChars),
    );
  });
});
