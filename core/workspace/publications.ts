import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import { publicationLimits } from '../../shared/limits.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { Faults } from './faults.ts';
import { type StoredPublication, storedPublicationSchema } from './publication-record.ts';
import { parseColumn, readRowsOrWarn } from './rows.ts';
import type { PublicationStore } from './types.ts';

const nameOf = (row: unknown): string =>
  typeof row === 'object' && row !== null && 'id' in row && typeof row.id === 'string'
    ? `The publication ${row.id}`
    : 'A publication';
const publicationRow = z
  .object({ record: z.preprocess(parseColumn, storedPublicationSchema) })
  .transform(({ record }) => record);

/** States that need their archive no more, and those that still go on or may be taken up again. */
const sent = "'done', 'cancelled'";
const unfinished = "'waiting', 'sending', 'published', 'installing', 'failed'";

/** The outbox: what goes to marketplaces. A commit waits for the disk, for what is noted here is not sent a second time. */
export function createPublicationStore(db: Database, faults: Faults): PublicationStore {
  const all = db.prepare('SELECT id, record FROM publications ORDER BY seq DESC');
  const one = db.prepare('SELECT id, record FROM publications WHERE id = ?');
  const counts = db.prepare(
    `SELECT count(*) AS kept, count(CASE WHEN state IN (${unfinished}) THEN 1 END) AS waiting FROM publications`,
  );
  const put = db.prepare('INSERT INTO publications (id, state, record, archive) VALUES (?, ?, ?, ?)');
  const set = db.prepare(
    `UPDATE publications SET state = @state, record = @record,
       archive = CASE WHEN @state IN (${sent}) THEN NULL ELSE archive END WHERE id = @id`,
  );
  const archive = db.prepare('SELECT archive FROM publications WHERE id = ?').pluck();
  const remove = db.prepare('DELETE FROM publications WHERE id = ?');
  const makeRoom = db.prepare(
    `DELETE FROM publications WHERE seq IN
       (SELECT seq FROM publications WHERE state IN (${sent}) ORDER BY seq LIMIT ?)`,
  );
  const read = (rows: readonly unknown[]) => readRowsOrWarn(rows, publicationRow, nameOf);
  const get = (id: string): Result<StoredPublication> => {
    const [found] = read(one.all(id));
    return found
      ? ok(found)
      : fail('input', 'unknown_publication', `There is no publication ${JSON.stringify(id.slice(0, 80))}.`);
  };
  return {
    list: () => faults.value(() => read(all.all())),
    get: (id) => faults.result(() => get(id)),
    add: (publication, bytes) =>
      faults.result(() =>
        db
          .transaction((): Result<void> => {
            const { kept, waiting } = z.object({ kept: z.number(), waiting: z.number() }).parse(counts.get());
            if (waiting >= publicationLimits.waiting) {
              return fail(
                'input',
                'outbox_full',
                `${waiting} publications wait or failed already: let them go out, or cancel some, and try again.`,
              );
            }
            makeRoom.run(Math.max(0, kept + 1 - publicationLimits.kept));
            put.run(publication.id, publication.state, JSON.stringify(publication), bytes ?? null);
            return ok(undefined);
          })
          .immediate(),
      ),
    archive: (id) => faults.value(() => z.instanceof(Uint8Array).optional().catch(undefined).parse(archive.get(id))),
    change: (id, edit) =>
      faults.result(() =>
        db
          .transaction((): Result<StoredPublication> => {
            const found = get(id);
            if (!found.ok) return found;
            const edited = edit(found.value);
            if (edited === undefined) return found;
            set.run({ id, state: edited.state, record: JSON.stringify(edited) });
            return ok(edited);
          })
          .immediate(),
      ),
    remove: (id) => faults.value(() => remove.run(id).changes > 0),
  };
}
