import path from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it, vi } from 'vitest';
import { plainManifest } from '../../shared/connector/testing.ts';
import { sampleConnector } from '../package/testing/sample.ts';
import { temporaryFolder, temporaryWorkspace, unwrap } from './testing/temporary.ts';

const note = (version: string, marketplace = 'https://a.example') => ({
  connector: 'weather',
  marketplace,
  version,
  digest: `sha256:${'0'.repeat(64)}`,
  revision: 1,
  manifest: { ...plainManifest, version },
});

describe('what was published', () => {
  it('is listed newest first, of one marketplace or of all, and goes with its connector', () => {
    const { connectors, published } = temporaryWorkspace();
    unwrap(connectors.create(sampleConnector(), 'Made'));
    for (const one of [note('1.0.0'), note('2.0.0', 'https://b.example'), note('1.1.0')]) published.note(one);
    const versions = (marketplace?: string) => published.list('weather', marketplace).map(({ version }) => version);
    expect(versions()).toEqual(['1.1.0', '2.0.0', '1.0.0']);
    expect(versions('https://a.example')).toEqual(['1.1.0', '1.0.0']);
    expect(published.list('weather')[0]).toMatchObject({ ...note('1.1.0'), at: expect.stringMatching(/Z$/) });

    published.note({ ...note('1.0.0'), revision: 7 });
    expect(published.list('weather').map(({ version, revision }) => [version, revision])).toEqual([
      ['1.0.0', 7],
      ['1.1.0', 1],
      ['2.0.0', 1],
    ]);
    connectors.remove('weather');
    expect(versions()).toEqual([]);
  });

  it('leaves out a note that cannot be read, with a warning', () => {
    const directory = temporaryFolder();
    const workspace = temporaryWorkspace(directory);
    unwrap(workspace.connectors.create(sampleConnector(), 'Made'));
    for (const version of ['1.0.0', '1.1.0']) workspace.published.note(note(version));
    const db = new Database(path.join(directory, 'workspace.db'));
    db.exec(`UPDATE published SET manifest = '{"formatVersion": 9}' WHERE version = '1.1.0'`);
    db.close();
    const warn = vi.spyOn(process, 'emitWarning').mockReturnValue(undefined);
    expect(workspace.published.list('weather').map(({ version }) => version)).toEqual(['1.0.0']);
    expect(warn).toHaveBeenCalledWith(expect.stringContaining('A published version of weather'), 'WorkspaceWarning');
    warn.mockRestore();
  });
});
