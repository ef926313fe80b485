import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { workspaceLimits } from '../../shared/limits.ts';
import { sampleConnector } from '../package/testing/sample.ts';
import { openWorkspace } from './index.ts';
import { smallDisk } from './testing/small-disk.ts';
import { unwrap } from './testing/temporary.ts';

/** A workspace on a disk without room for one more save, and how that failed. */
function fillDisk(disk: string) {
  const directory = path.join(disk, 'workspace');
  const workspace = unwrap(openWorkspace(directory));
  onTestFinished(() => workspace.close());
  const { connectors } = workspace;
  unwrap(connectors.create(sampleConnector(), ''));
  unwrap(connectors.create(sampleConnector({ id: 'bulky' }, { 'spec/a': 'x'.repeat(1_000_000) }), ''));
  try {
    for (let n = 0; n < 4000; n++) writeFileSync(path.join(disk, `filler-${n}`), Buffer.alloc(4096));
  } catch {
    // The disk is full now, as it should be.
  }
  let revision = 1;
  const save = () =>
    connectors.save('weather', revision, [{ path: 'README.md', text: `${revision}`.repeat(100_000) }], '');
  let saved = save();
  while (saved.ok) {
    revision = saved.value.revision;
    saved = save();
  }
  return { directory, connectors, save, revision, failure: saved.error };
}

it('R9: a full disk is said in a sentence, loses nothing, and deleting still works', (context) => {
  const disk = smallDisk();
  if (disk === undefined) return context.skip('a small file system cannot be mounted here');
  const { directory, connectors, save, revision, failure } = fillDisk(disk);
  expect(failure).toMatchObject({ kind: 'system', code: 'disk_full', message: expect.stringContaining(directory) });
  expect(unwrap(connectors.get('weather')).revision).toBe(revision);
  expect(connectors.remove('bulky')).toBe(true);
  expect(save().ok).toBe(true);
});

it('R9: without its reserve a full disk does not even let go', (context) => {
  const disk = smallDisk();
  if (disk === undefined) return context.skip('a small file system cannot be mounted here');
  const { directory, connectors } = fillDisk(disk);
  rmSync(path.join(directory, 'reserve'));
  writeFileSync(path.join(disk, 'filler'), Buffer.alloc(workspaceLimits.reserveBytes));
  expect(() => connectors.remove('bulky')).toThrow('No space is left');
});
