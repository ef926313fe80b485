import { mkdirSync, readdirSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type Bodies, createBodies } from './bodies.ts';
import { openDatabases } from './database.ts';
import { createReserve } from './reserve.ts';
import { temporaryFolder, unwrap } from './testing/temporary.ts';

function openRing(ringBytes?: number): { bodies: Bodies; directory: string; files: () => string[] } {
  const directory = temporaryFolder();
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
  return { bodies: createBodies(records, directory, createReserve(directory, 0), ringBytes), directory, files };
}

describe('bodies', () => {
  it('are given back in full or up to a number of bytes', () => {
    const { bodies, files } = openRing();
    bodies.write('b1', Buffer.from('hello'));
    expect(bodies.read('b1', 100)).toEqual({ bytes: Buffer.from('hello'), totalBytes: 5 });
    expect(bodies.read('b1', 2)).toEqual({ bytes: Buffer.from('he'), totalBytes: 5 });
    bodies.write('b1', Buffer.from('other text'));
    bodies.write('empty', Buffer.alloc(0));
    expect(bodies.read('b1', 100)?.totalBytes).toBe(10);
    expect(bodies.read('empty', 100)).toEqual({ bytes: Buffer.alloc(0), totalBytes: 0 });
    expect(bodies.read('b2', 100)).toBeUndefined();
    expect(files()).toEqual(['b1', 'empty']);
  });

  it('leave in the order they came when the ring is full, from the disk too', () => {
    const { bodies, files } = openRing(1000);
    for (let n = 0; n < 10; n++) bodies.write(`b${n}`, Buffer.alloc(100));
    expect(files()).toHaveLength(10);
    bodies.write('b10', Buffer.alloc(100));
    // 1,100 bytes are 100 too many; a sixteenth of the ring more is freed at once.
    expect(bodies.read('b0', 1)).toBeUndefined();
    expect(bodies.read('b1', 1)).toBeUndefined();
    expect(bodies.read('b2', 1)?.totalBytes).toBe(100);
    expect(files()).toEqual(['b10', 'b2', 'b3', 'b4', 'b5', 'b6', 'b7', 'b8', 'b9']);
  });

  it('count what is written again and what is removed', () => {
    const { bodies, files } = openRing(1000);
    for (let n = 0; n < 50; n++) bodies.write('same', Buffer.alloc(900));
    bodies.write('small', Buffer.alloc(50));
    bodies.remove(['same']);
    bodies.write('large', Buffer.alloc(900));
    expect(files()).toEqual(['large', 'small']);
  });

  it('that are shorter than they were (R7) read as gone', () => {
    const { bodies, directory } = openRing();
    bodies.write('b1', Buffer.from('hello'));
    const folder = readdirSync(path.join(directory, 'bodies')).find((name) => name !== 'tmp') ?? '';
    expect(folder).toMatch(/^[0-9a-f]{2}$/);
    truncateSync(path.join(directory, 'bodies', folder, 'b1'), 2);
    expect(bodies.read('b1', 100)).toBeUndefined();
  });

  it('never choose a path by their id', () => {
    const { bodies } = openRing();
    for (const id of ['../../x', 'a/b', '.hidden', '', 'x'.repeat(200)]) {
      expect(() => bodies.write(id, Buffer.from('x'))).toThrow('not the id of a body');
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
