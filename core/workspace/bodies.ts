import { createHash, randomBytes } from 'node:crypto';
import {
  closeSync,
  fstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import { workspaceLimits } from '../../shared/limits.ts';
import { errorCode } from './faults.ts';
import type { Reserve } from './reserve.ts';

/** Bodies on disk, by id, in a ring: when they hold more than the limit, the oldest go. */
export interface Bodies {
  write(id: string, bytes: Uint8Array): void;
  /** At most `maxBytes` from its start; undefined where it is gone. */
  read(id: string, maxBytes: number): { readonly bytes: Uint8Array; readonly totalBytes: number } | undefined;
  remove(ids: readonly string[]): void;
}

const bodyId = /^[A-Za-z0-9_][A-Za-z0-9._-]{0,127}$/;
const rowSchema = z.object({ id: z.string(), bytes: z.number() });
/** Rows looked at per round of making room. */
const batch = 500;
/** A file that was being written when its process died is swept after this, ms. */
const abandonedMs = 60 * 60 * 1000;

function sweep(folder: string): void {
  for (const name of readdirSync(folder)) {
    const file = path.join(folder, name);
    if ((statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? Infinity) < Date.now() - abandonedMs) {
      rmSync(file, { force: true });
    }
  }
}

/** Bodies of one workspace; `ringBytes` is what they may hold together. */
export function createBodies(
  db: Database,
  directory: string,
  reserve: Reserve,
  ringBytes: number = workspaceLimits.bodyRingBytes,
): Bodies {
  const root = path.join(directory, 'bodies');
  const unfinished = path.join(root, 'tmp');
  mkdirSync(unfinished, { recursive: true, mode: 0o700 });
  sweep(unfinished);

  const total = db.prepare('SELECT bytes FROM body_total').pluck();
  const oldest = db.prepare('SELECT id, bytes FROM bodies ORDER BY seq LIMIT ?');
  const forget = db.prepare('DELETE FROM bodies WHERE id = ?');
  const note = db.prepare('INSERT INTO bodies (id, bytes) VALUES (?, ?)');
  const size = db.prepare('SELECT bytes FROM bodies WHERE id = ?').pluck();

  /** Two hex digits spread the files over 256 folders; an id never chooses a path by itself. */
  const place = (id: string): string => {
    if (!bodyId.test(id)) throw new Error(`not the id of a body: ${JSON.stringify(id)}`);
    return path.join(root, createHash('sha256').update(id).digest('hex').slice(0, 2), id);
  };
  const remove = (ids: readonly string[]): void => {
    const forgetAll = db.transaction(() => {
      for (const id of ids) forget.run(id);
    });
    reserve.use(() => forgetAll.immediate());
    for (const id of ids) rmSync(place(id), { force: true });
  };
  /** Frees a sixteenth more than needed, so that not every further body has to make room. */
  const makeRoom = (): void => {
    let over = Number(total.get()) - ringBytes;
    if (over <= 0) return;
    over += ringBytes / 16;
    while (over > 0) {
      const rows = z.array(rowSchema).parse(oldest.all(batch));
      const going: string[] = [];
      for (const row of rows) {
        if (over <= 0) break;
        going.push(row.id);
        over -= row.bytes;
      }
      if (going.length === 0) return;
      remove(going);
    }
  };

  return {
    write: (id, bytes) => {
      const target = place(id);
      // The row comes first: a row without a file reads as gone, a file without a row would never be removed.
      db.transaction(() => {
        forget.run(id);
        note.run(id, bytes.byteLength);
      }).immediate();
      const beside = path.join(unfinished, `${randomBytes(8).toString('hex')}`);
      try {
        writeFileSync(beside, bytes, { mode: 0o600, flag: 'wx' });
        mkdirSync(path.dirname(target), { recursive: true, mode: 0o700 });
        renameSync(beside, target);
      } catch (error) {
        rmSync(beside, { force: true });
        throw error;
      }
      makeRoom();
    },
    read: (id, maxBytes) => {
      const expected = size.get(id);
      if (expected === undefined) return undefined;
      let file: number;
      try {
        file = openSync(place(id), 'r');
      } catch (error) {
        if (errorCode(error) === 'ENOENT') return undefined;
        throw error;
      }
      try {
        const totalBytes = fstatSync(file).size;
        // After a power cut a file may be shorter than it was.
        if (totalBytes !== expected) return undefined;
        const bytes = Buffer.alloc(Math.min(totalBytes, maxBytes));
        let read = 0;
        while (read < bytes.byteLength) {
          const more = readSync(file, bytes, read, bytes.byteLength - read, read);
          if (more === 0) return undefined;
          read += more;
        }
        return { bytes, totalBytes };
      } finally {
        closeSync(file);
      }
    },
    remove,
  };
}
