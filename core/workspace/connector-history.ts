import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import { type RevisionDiff, type RevisionPair, revisionSchema } from '../../shared/contract/connectors.ts';
import { historyLimits } from '../../shared/limits.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { lineChanges } from '../../shared/text/line-changes.ts';
import type { Faults } from './faults.ts';
import { changedPaths, createRevisions, type Tree } from './revisions.ts';
import { parseColumn, readRowsOrWarn } from './rows.ts';
import type { ConnectorStore } from './types.ts';

const revisionRow = z.preprocess((row) => {
  if (typeof row !== 'object' || row === null || !('changed' in row && 'label' in row)) return row;
  const { label, ...rest } = row;
  return { ...rest, changed: parseColumn(row.changed), ...(label === null ? {} : { label }) };
}, revisionSchema);

/** The revision that was asked for is none of the connector's. */
export const unknownRevision = (id: string, revision: number, newest: number): Result<never> =>
  fail('input', 'unknown_revision', `${id} has no revision ${revision}: its newest is ${newest}.`);

/** The part of the store that looks back: what was saved when, what differed, and what a person calls it. */
export function createConnectorHistory(
  db: Database,
  faults: Faults,
  newestOf: (id: string) => Result<number>,
): Pick<ConnectorStore, 'revisions' | 'compare' | 'label'> {
  const { tree } = createRevisions(db);
  const history = db.prepare(
    `SELECT number, message, created_at AS createdAt, changed, label FROM revisions
     WHERE connector = ? ORDER BY number DESC`,
  );
  const content = db.prepare('SELECT content FROM blobs WHERE sha256 = ?').pluck();
  const name = db.prepare('UPDATE revisions SET label = ? WHERE connector = ? AND number = ?');
  const textOf = (sha: string | undefined): string | null =>
    sha === undefined ? null : new TextDecoder().decode(z.instanceof(Uint8Array).parse(content.get(sha)));

  const diff = (before: Tree, after: Tree): RevisionDiff['files'] =>
    changedPaths(before, after).map((path) => {
      const [one, other] = [before.get(path), after.get(path)];
      const change = one === undefined ? 'added' : other === undefined ? 'removed' : 'changed';
      return { path, change, ...lineChanges(textOf(one), textOf(other), historyLimits.comparedBytes) };
    });
  const compareOne = (id: string, newest: number, { from, to }: RevisionPair): Result<RevisionDiff> => {
    const beyond = [from, to].find((number) => number > newest);
    if (beyond !== undefined) return unknownRevision(id, beyond, newest);
    return ok({ from, to, files: diff(tree(id, from), tree(id, to)) });
  };

  return {
    revisions: (id) =>
      faults.result(() => {
        const newest = newestOf(id);
        if (!newest.ok) return newest;
        return ok(readRowsOrWarn(history.all(id), revisionRow, () => `A revision of ${id}`));
      }),
    compare: (id, pairs) =>
      faults.result((): Result<readonly RevisionDiff[]> => {
        const newest = newestOf(id);
        if (!newest.ok) return newest;
        const diffs: RevisionDiff[] = [];
        for (const pair of pairs) {
          const compared = compareOne(id, newest.value, pair);
          if (!compared.ok) return compared;
          diffs.push(compared.value);
        }
        return ok(diffs);
      }),
    label: (id, revision, label) =>
      faults.result((): Result<void> => {
        const newest = newestOf(id);
        if (!newest.ok) return newest;
        const named = name.run(label === '' ? null : label, id, revision).changes > 0;
        return named ? ok(undefined) : unknownRevision(id, revision, newest.value);
      }),
  };
}
