import { mkdirSync, readdirSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type Bodies, createBodies } from './bodies.ts';
import { openDatabases } from './database.ts';
import { createReserve } from './reserve.ts';
import { temporaryFolder, unwrap } from './testing/temporary.ts';

/** A ring whose bodies are files, unless some may be rows. */
function openRing(
  bodyRingBytes = 1_000_000,
  inlineBodyBytes = -1,
): { bodies: Bodies; directory: string; files: () => string[] } {
  const directory = temporaryFolder();
  const limits = { bodyRingBytes, inlineBodyBytes };
  const { saves, records } = unwrap(openDatabases(directory));
  onTestFinished(() => {
    records.close();
    saves.close();
  });
  const files = () =>
    readdirSync(path.join(directory, 'bodies'), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => entry.name)
      .sort();
  return { bodies: createBodies(records, directory, createReserve(directory, 0), limits), directory, files };
}

describe('bodies', () => {
  it('are given back in full or up to a number of bytes', () => {
    const { bodies, files } = openRing();
    bodies.write([{ id: 'b1', bytes: Buffer.from('hello') }]);
    expect(bodies.read('b1', 100)).toEqual({ bytes: Buffer.from('hello'), totalBytes: 5 });
    expect(bodies.read('b1', 2)).toEqual({ bytes: Buffer.from('he'), totalBytes: 5 });
    bodies.write([{ id: 'b1', bytes: Buffer.from('other text') }]);
    bodies.write([{ id: 'empty', bytes: Buffer.alloc(0) }]);
    expect(bodies.read('b1', 100)?.totalBytes).toBe(10);
    expect(bodies.read('empty', 100)).toEqual({ bytes: Buffer.alloc(0), totalBytes: 0 });
    expect(bodies.read('b2', 100)).toBeUndefined();
    expect(files()).toEqual(['b1', 'empty']);
  });

  it('leave in the order they came when the ring is full, from the disk too', () => {
    const { bodies, files } = openRing(1000);
    for (let n = 0; n < 10; n++) bodies.write([{ id: `b${n}`, bytes: Buffer.alloc(100) }]);
    expect(files()).toHaveLength(10);
    bodies.write([{ id: 'b10', bytes: Buffer.alloc(100) }]);
    // 1,100 bytes are 100 too many; a sixteenth of the ring more is freed at once.
    expect(bodies.read('b0', 1)).toBeUndefined();
    expect(bodies.read('b1', 1)).toBeUndefined();
    expect(bodies.read('b2', 1)?.totalBytes).toBe(100);
    expect(files()).toEqual(['b10', 'b2', 'b3', 'b4', 'b5', 'b6', 'b7', 'b8', 'b9']);
  });

  it('count what is written again and what is removed', () => {
    const { bodies, files } = openRing(1000);
    for (let n = 0; n < 50; n++) bodies.write([{ id: 'same', bytes: Buffer.alloc(900) }]);
    bodies.write([{ id: 'small', bytes: Buffer.alloc(50) }]);
    bodies.remove(['same']);
    bodies.write([{ id: 'large', bytes: Buffer.alloc(900) }]);
    expect(files()).toEqual(['large', 'small']);
  });

  it('that are shorter than they were (R7) read as gone', () => {
    const { bodies, directory } = openRing();
    bodies.write([{ id: 'b1', bytes: Buffer.from('hello') }]);
    const folder = readdirSync(path.join(directory, 'bodies')).find((name) => name !== 'tmp') ?? '';
    expect(folder).toMatch(/^[0-9a-f]{2}$/);
    truncateSync(path.join(directory, 'bodies', folder, 'b1'), 2);
    expect(bodies.read('b1', 100)).toBeUndefined();
  });

  it('that are small stand in the database, and no file of theirs stays when they shrink', () => {
    const { bodies, files } = openRing(1000, 10);
    bodies.write([
      { id: 'small', bytes: Buffer.alloc(10, 's') },
      { id: 'large', bytes: Buffer.alloc(11, 'l') },
    ]);
    expect(files()).toEqual(['large']);
    expect(bodies.read('small', 4)).toEqual({ bytes: Buffer.from('ssss'), totalBytes: 10 });
    bodies.write([{ id: 'large', bytes: Buffer.from('less') }]);
    expect(files()).toEqual([]);
    expect(bodies.read('large', 10)).toEqual({ bytes: Buffer.from('less'), totalBytes: 4 });
    for (let n = 0; n < 100; n++) bodies.write([{ id: `b${n}`, bytes: Buffer.alloc(10) }]);
    expect(bodies.read('small', 1)).toBeUndefined();
    bodies.remove(['b99']);
    expect(bodies.read('b99', 1)).toBeUndefined();
  });

  it('are noted together with what is written beside them, or not at all', () => {
    const { bodies, files } = openRing(1000, 10);
    const failing = () => {
      throw new Error('no');
    };
    const both = [
      { id: 'row', bytes: Buffer.from('r') },
      { id: 'file', bytes: Buffer.alloc(20) },
    ];
    expect(() => bodies.write(both, failing)).toThrow('no');
    expect([bodies.read('row', 1), bodies.read('file', 1), files()]).toEqual([undefined, undefined, []]);
  });

  it('never choose a path by their id', () => {
    const { bodies } = openRing();
    for (const id of ['../../x', 'a/b', '.hidden', '', 'x'.repeat(200)]) {
      expect(() => bodies.write([{ id, bytes: Buffer.from('x') }])).toThrow('not the id of a body');
    }
  });

  it('R6: what a killed process left half written is swept after an hour', () => {
    const directory = temporaryFolder();
    const unfinished = path.join(directory, 'bodies', 'tmp');
    mkdirSync(unfinished, { recursive: true });
    writeFileSync(path.join(unfinished, 'old'), '');
    writeFileSync(path.join(unfinished, 'young'), '');
    utimesSync(path.join(unfinished, 'old'), new Date(0), new Date(0));
    const { saves, records } = unwrap(openDatabases(directory));
    createBodies(records, directory, createReserve(directory, 0));
    records.close();
    saves.close();
    expect(readdirSync(unfinished)).toEqual(['young']);
  });
});
