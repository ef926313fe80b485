import { z } from 'zod';
import type { ConnectorParts } from './connectors.ts';
import { outputIds } from './outputs.ts';
import type { ConnectorStore } from './types.ts';

/**
 * Removes a connector with all that hangs on it. What is deleted is overwritten in the file, and the log is emptied
 * into it, so that nothing of it can be found on disk (A108); on a full disk the reserve gives the room (R9).
 */
export function createConnectorRemover({
  databases,
  bodies,
  reserve,
  faults,
}: ConnectorParts): Pick<ConnectorStore, 'remove'> {
  const db = databases.saves;
  const runs = db.prepare('SELECT id FROM runs WHERE connector = ?').pluck();
  const bodiesOf = db
    .prepare(
      `SELECT request_body FROM exchanges WHERE request_body IS NOT NULL AND run IN (SELECT id FROM runs WHERE connector = ?)
       UNION SELECT response_body FROM exchanges WHERE response_body IS NOT NULL AND run IN (SELECT id FROM runs WHERE connector = ?)`,
    )
    .pluck();
  const forget = db.prepare('DELETE FROM connectors WHERE id = ?');
  const sweepBlobs = db.prepare(
    `DELETE FROM blobs WHERE sha256 NOT IN (SELECT sha256 FROM revision_files)
     AND sha256 NOT IN (SELECT sha256 FROM generated_files)`,
  );
  const names = z.array(z.string());

  const removeRows = (id: string): readonly string[] | undefined => {
    const outputs = names.parse(runs.all(id)).flatMap((run) => outputIds(run));
    const recorded = names.parse(bodiesOf.all(id, id));
    if (forget.run(id).changes === 0) return undefined;
    sweepBlobs.run();
    return [...outputs, ...recorded];
  };

  return {
    remove: (id) =>
      faults.value(() => {
        const gone = reserve.use(() => db.transaction(() => removeRows(id)).immediate());
        if (gone === undefined) return false;
        bodies.remove(gone);
        db.pragma('wal_checkpoint(TRUNCATE)');
        return true;
      }),
  };
}
