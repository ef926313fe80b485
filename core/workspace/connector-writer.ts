import type { Database } from 'better-sqlite3';
import type { ConnectorFile, FileChange } from '../../shared/connector/files.ts';
import { workspaceLimits } from '../../shared/limits.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { checkClash, checkConnector, checkFiles, parseManifest, statedId } from '../package/index.ts';
import type { Faults } from './faults.ts';
import { createGenerations } from './generations.ts';
import { changedPaths, createRevisions, sha256 } from './revisions.ts';
import type { ConnectorStore } from './types.ts';

type Writer = Pick<ConnectorStore, 'create' | 'save' | 'replace' | 'generated'>;
/** The newest revision after a change, and whether the change made it. */
type Saved = { readonly revision: number; readonly changed: boolean };

const hashed = (files: readonly ConnectorFile[]): [string, string][] =>
  files.map((file) => [file.path, sha256(file.text)]);

/** The files that are written, and the paths of those that are taken away. */
function split(changes: readonly FileChange[]): {
  readonly files: ConnectorFile[];
  readonly removed: readonly string[];
} {
  const files = changes.flatMap(({ path, text }) => (text === null ? [] : [{ path, text }]));
  return { files, removed: changes.filter((one) => one.text === null).map((one) => one.path) };
}

const manifestNeeded = (id: string): Result<never> =>
  fail(
    'input',
    'manifest_needed',
    `connector.json of ${id} cannot be removed, since a connector is what it says: remove the whole connector instead.`,
  );

const staleRevision = (id: string, newest: number, baseRevision: number): Result<never> =>
  fail(
    'input',
    'stale_revision',
    `${id} is at revision ${newest}, but this change was made on revision ${baseRevision}: load revision ${newest} and make the change again.`,
    { newest, baseRevision },
  );

const otherId = (id: string, stated: string): Result<never> =>
  fail(
    'input',
    'other_id',
    `connector.json says ${JSON.stringify(stated.slice(0, 80))}, but this connector is ${id}: an id cannot be changed, so put ${id} back or make a new connector.`,
  );

/** The half of the store that changes files: every change is a new revision, in one transaction. */
export function createConnectorWriter(
  db: Database,
  faults: Faults,
  unknownConnector: (id: string) => Result<never>,
): Writer {
  const revisions = createRevisions(db);
  const generations = createGenerations(db);
  const insert = db.prepare(
    `INSERT INTO connectors (id, name, version, description, entities, commands, revision, created_at, updated_at)
     VALUES (?, '', '', '', 0, 0, 0, ?, ?)`,
  );
  // IMMEDIATE: the newest revision is read with the lock already held, so that two programs never both follow it.
  const write = <T>(work: () => Result<T>): Result<T> => faults.result(() => db.transaction(work).immediate());

  return {
    create: (files, message, generated) => {
      const checked = checkConnector(files);
      if (!checked.ok) return checked;
      const manifest = checked.value;
      const after = new Map(hashed(files));
      return write(() => {
        if (revisions.newest(manifest.id) !== undefined) {
          return fail(
            'input',
            'id_taken',
            `The workspace has a connector ${manifest.id} already: choose another id, or open these files as its new revision.`,
          );
        }
        const now = new Date().toISOString();
        insert.run(manifest.id, now, now);
        revisions.add({ connector: manifest.id, number: 1, message, before: new Map(), after, files, manifest });
        if (generated) generations.add(manifest.id, 1, generated);
        return ok({ id: manifest.id, revision: 1 });
      });
    },

    save: (id, baseRevision, changed, message) => {
      const { files, removed } = split(changed);
      if (removed.includes('connector.json')) return manifestNeeded(id);
      const checked = checkFiles(files);
      if (!checked.ok) return checked;
      const manifestText = files.find((file) => file.path === 'connector.json')?.text;
      const stated = manifestText === undefined ? undefined : statedId(manifestText);
      if (stated !== undefined && stated !== id) return otherId(id, stated);
      const manifest = manifestText === undefined ? undefined : parseManifest(manifestText);
      const changes = hashed(files);
      return write((): Result<Saved> => {
        const newest = revisions.newest(id);
        if (newest === undefined) return unknownConnector(id);
        if (newest !== baseRevision) return staleRevision(id, newest, baseRevision);
        const before = revisions.tree(id, newest);
        const after = new Map([...before, ...changes]);
        // What is written and taken away in one change is taken away.
        for (const path of removed) after.delete(path);
        if (changedPaths(before, after).length === 0) return ok({ revision: newest, changed: false });
        const clear = checkClash([...after.keys()]);
        if (!clear.ok) return clear;
        if (after.size > workspaceLimits.files) {
          return fail(
            'input',
            'too_many_files',
            `${id} would have ${after.size} files; a connector may have at most ${workspaceLimits.files}.`,
          );
        }
        const number = newest + 1;
        revisions.add({
          connector: id,
          number,
          message,
          before,
          after,
          files,
          ...(manifest?.ok ? { manifest: manifest.value } : {}),
        });
        return ok({ revision: number, changed: true });
      });
    },

    generated: (id, revision) => faults.result(() => ok(generations.find(id, revisions.tree(id, revision)))),

    replace: (id, files, message, { baseRevision, generated } = {}) => {
      const checked = checkConnector(files);
      if (!checked.ok) return checked;
      const manifest = checked.value;
      if (manifest.id !== id) return otherId(id, manifest.id);
      const after = new Map(hashed(files));
      return write((): Result<Saved> => {
        const newest = revisions.newest(id);
        if (newest === undefined) return unknownConnector(id);
        if (baseRevision !== undefined && newest !== baseRevision) return staleRevision(id, newest, baseRevision);
        const before = revisions.tree(id, newest);
        const changed = changedPaths(before, after).length > 0;
        const number = changed ? newest + 1 : newest;
        if (changed) revisions.add({ connector: id, number, message, before, after, files, manifest });
        if (generated) generations.add(id, number, generated);
        return ok({ revision: number, changed });
      });
    },
  };
}
