import { createHash } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import type { ConnectorFile } from '../../shared/connector/files.ts';
import type { Manifest } from '../../shared/connector/manifest.ts';

/** Paths of a revision with the SHA-256 of what each holds. */
export type Tree = ReadonlyMap<string, string>;

/** What is written as one revision. */
export interface NewRevision {
  readonly connector: string;
  readonly number: number;
  readonly message: string;
  readonly before: Tree;
  readonly after: Tree;
  /** Files whose content may be new. */
  readonly files: readonly ConnectorFile[];
  /** Absent where connector.json cannot be read: the names shown in lists stay as they were. */
  readonly manifest?: Manifest;
}

/** Reads and writes revisions; the caller holds the transaction. */
export interface Revisions {
  newest(connector: string): number | undefined;
  tree(connector: string, revision: number): Tree;
  add(revision: NewRevision): void;
}

/** Name of a text: the SHA-256 of its UTF-8 bytes, in hex. */
export const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

/** Paths that are not the same in two trees, sorted. */
export const changedPaths = (before: Tree, after: Tree): string[] =>
  [...new Set([...before.keys(), ...after.keys()])].filter((path) => before.get(path) !== after.get(path)).sort();

/** Keeps texts once by their SHA-256. */
export function addBlobs(db: Database): (files: readonly ConnectorFile[]) => void {
  const add = db.prepare('INSERT INTO blobs (sha256, content) VALUES (?, ?) ON CONFLICT DO NOTHING');
  return (files) => {
    for (const file of files) add.run(sha256(file.text), Buffer.from(file.text, 'utf8'));
  };
}

const treeRow = z.object({ path: z.string(), sha256: z.string() });

/** Revisions over one connection. */
export function createRevisions(db: Database): Revisions {
  const newest = db.prepare('SELECT revision FROM connectors WHERE id = ?').pluck();
  const tree = db.prepare('SELECT path, sha256 FROM revision_files WHERE connector = ? AND number = ?');
  const blobs = addBlobs(db);
  const addRevision = db.prepare(
    'INSERT INTO revisions (connector, number, message, changed, created_at) VALUES (?, ?, ?, ?, ?)',
  );
  const addFile = db.prepare('INSERT INTO revision_files (connector, number, path, sha256) VALUES (?, ?, ?, ?)');
  const touch = db.prepare('UPDATE connectors SET revision = ?, updated_at = ? WHERE id = ?');
  const describe = db.prepare(
    'UPDATE connectors SET name = ?, version = ?, description = ?, entities = ?, commands = ? WHERE id = ?',
  );
  return {
    newest: (connector) => z.number().optional().parse(newest.get(connector)),
    tree: (connector, revision) =>
      new Map(
        z
          .array(treeRow)
          .parse(tree.all(connector, revision))
          .map((row) => [row.path, row.sha256]),
      ),
    add: (revision) => {
      const now = new Date().toISOString();
      const { connector, number, manifest } = revision;
      blobs(revision.files);
      const changed = changedPaths(revision.before, revision.after);
      addRevision.run(connector, number, revision.message, JSON.stringify(changed), now);
      for (const [path, content] of revision.after) addFile.run(connector, number, path, content);
      touch.run(number, now, connector);
      if (!manifest) return;
      const { name, version, description, entities, commands } = manifest;
      describe.run(name, version, description, entities.length, Object.keys(commands).length, connector);
    },
  };
}
