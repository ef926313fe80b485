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
import type { NewBody } from './types.ts';

/** Bodies by id, in a ring: when they hold more than the limit, the oldest go. Large ones are files, small ones rows. */
export interface Bodies {
  /** Keeps bodies in one transaction; `beside` writes to the database in the same. */
  write(bodies: readonly NewBody[], beside?: () => void): void;
  /** At most `maxBytes` from its start; undefined where it is gone. */
  read(id: string, maxBytes: number): { readonly bytes: Uint8Array; readonly totalBytes: number } | undefined;
  remove(ids: readonly string[]): void;
}

const bodyId = /^[A-Za-z0-9_][A-Za-z0-9._-]{0,127}$/;
const rowSchema = z.object({ id: z.string(), bytes: z.number() });
const bodySchema = z.object({ bytes: z.number(), content: z.instanceof(Uint8Array).nullable() });
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

/** What the bodies of one workspace may hold together, and up to which size one is a row; bytes. */
type BodyLimits = Readonly<Record<'bodyRingBytes' | 'inlineBodyBytes', number>>;

/** Bodies of one workspace. */
export function createBodies(
  db: Database,
  directory: string,
  reserve: Reserve,
  { bodyRingBytes, inlineBodyBytes }: BodyLimits = workspaceLimits,
): Bodies {
  const root = path.join(directory, 'bodies');
  const unfinished = path.join(root, 'tmp');
  mkdirSync(unfinished, { recursive: true, mode: 0o700 });
  sweep(unfinished);

  const total = db.prepare('SELECT bytes FROM body_total').pluck();
  const oldest = db.prepare('SELECT id, bytes FROM bodies ORDER BY seq LIMIT ?');
  /** Gives 1 where the body is a file, 0 where it was a row, undefined where there was none. */
  const forget = db.prepare('DELETE FROM bodies WHERE id = ? RETURNING content IS NULL').pluck();
  const note = db.prepare('INSERT INTO bodies (id, bytes, content) VALUES (?, ?, ?)');
  const find = db.prepare('SELECT bytes, content FROM bodies WHERE id = ?');

  /** Two hex digits spread the files over 256 folders; an id never chooses a path by itself. */
  const place = (id: string): string => {
    if (!bodyId.test(id)) throw new Error(`not the id of a body: ${JSON.stringify(id)}`);
    return path.join(root, createHash('sha256').update(id).digest('hex').slice(0, 2), id);
  };
  const remove = (ids: readonly string[]): void => {
    const forgetAll = db.transaction(() => ids.filter((id) => forget.get(id) === 1));
    for (const id of reserve.use(() => forgetAll.immediate())) rmSync(place(id), { force: true });
  };
  /** Frees a sixteenth more than needed, so that not every further body has to make room. */
  const makeRoom = (): void => {
    let over = Number(total.get()) - bodyRingBytes;
    if (over <= 0) return;
    over += bodyRingBytes / 16;
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

  const writeFile = (id: string, bytes: Uint8Array): void => {
    const target = place(id);
    const beside = path.join(unfinished, `${randomBytes(8).toString('hex')}`);
    try {
      writeFileSync(beside, bytes, { mode: 0o600, flag: 'wx' });
      mkdirSync(path.dirname(target), { recursive: true, mode: 0o700 });
      renameSync(beside, target);
    } catch (error) {
      rmSync(beside, { force: true });
      throw error;
    }
  };
  /** At most `maxBytes` of a file; undefined where it is gone or not the one that was written. */
  const readFile = (id: string, expected: number, maxBytes: number): Uint8Array | undefined => {
    let file: number;
    try {
      file = openSync(place(id), 'r');
    } catch (error) {
      if (errorCode(error) === 'ENOENT') return undefined;
      throw error;
    }
    try {
      // After a power cut a file may be shorter than it was.
      if (fstatSync(file).size !== expected) return undefined;
      const bytes = Buffer.alloc(Math.min(expected, maxBytes));
      let read = 0;
      while (read < bytes.byteLength) {
        const more = readSync(file, bytes, read, bytes.byteLength - read, read);
        if (more === 0) return undefined;
        read += more;
      }
      return bytes;
    } finally {
      closeSync(file);
    }
  };
  const isInline = ({ bytes }: NewBody): boolean => bytes.byteLength <= inlineBodyBytes;
  /** Gives the ids of files that are replaced by rows. */
  const noteAll = db.transaction((bodies: readonly NewBody[], beside: () => void): readonly string[] => {
    const replaced: string[] = [];
    for (const body of bodies) {
      if (!bodyId.test(body.id)) throw new Error(`not the id of a body: ${JSON.stringify(body.id)}`);
      if (forget.get(body.id) === 1 && isInline(body)) replaced.push(body.id);
      note.run(body.id, body.bytes.byteLength, isInline(body) ? body.bytes : null);
    }
    beside();
    return replaced;
  });

  return {
    write: (bodies, beside = () => {}) => {
      // The row comes first: a row without a file reads as gone, a file without a row would never be removed.
      const replaced = noteAll.immediate(bodies, beside);
      for (const id of replaced) rmSync(place(id), { force: true });
      for (const body of bodies) if (!isInline(body)) writeFile(body.id, body.bytes);
      if (bodies.length > 0) makeRoom();
    },
    read: (id, maxBytes) => {
      const row = bodySchema.optional().parse(find.get(id));
      if (!row) return undefined;
      const bytes = row.content?.subarray(0, maxBytes) ?? readFile(id, row.bytes, maxBytes);
      return bytes && { bytes, totalBytes: row.bytes };
    },
    remove,
  };
}
