import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { Bodies } from './bodies.ts';
import type { Faults } from './faults.ts';
import { outputIds } from './outputs.ts';
import type { Reserve } from './reserve.ts';
import type { RunStore } from './types.ts';

/** How many runs and exchanges are kept, and when a run without an end is given up. */
export type RetentionLimits = Readonly<Record<'runsPerConnector' | 'exchanges' | 'abandonedRunMs', number>>;

export interface RunRemover extends Pick<RunStore, 'remove' | 'removeAll' | 'abandon'> {
  /** Removes the oldest runs that are too many, after `run` of `connector` has ended; never one under way, nor `run`. */
  trim(connector: string, run: string): void;
}

export interface RunRemoverParts {
  readonly db: Database;
  readonly bodies: Bodies;
  readonly reserve: Reserve;
  readonly faults: Faults;
  /** Runs that this process has begun and not ended. */
  readonly underWay: Set<string>;
  readonly limits: RetentionLimits;
}

const names = z.array(z.string());
const counted = z.array(z.object({ id: z.string(), exchanges: z.number() }));
/** Runs looked at per round of making room. */
const batch = 100;
/** A run without an end may belong to another program, until it is older than any run lasts. */
const ended = '(outcome IS NOT NULL OR started_at < ?)';

/** Removes runs with everything that they left: by name, all of a connector, or the oldest where there are too many. */
export function createRunRemover({ db, bodies, reserve, faults, underWay, limits }: RunRemoverParts): RunRemover {
  const find = db.prepare(`SELECT ${ended} FROM runs WHERE id = ?`).pluck();
  const ofConnector = db.prepare(`SELECT id FROM runs WHERE connector = ? AND ${ended}`).pluck();
  const surplus = db
    .prepare(
      `SELECT id FROM runs WHERE ${ended} AND seq IN
       (SELECT seq FROM runs WHERE connector = ? ORDER BY seq DESC LIMIT -1 OFFSET ?) ORDER BY seq`,
    )
    .pluck();
  const exchangeCount = db.prepare('SELECT count(*) FROM exchanges').pluck();
  const oldest = db.prepare(
    `SELECT id, (SELECT count(*) FROM exchanges WHERE run = runs.id) AS exchanges FROM runs
     WHERE ${ended} AND EXISTS (SELECT 1 FROM exchanges WHERE run = runs.id) ORDER BY seq LIMIT ?`,
  );
  const bodiesOf = db
    .prepare(
      `SELECT request_body FROM exchanges WHERE run = ? AND request_body IS NOT NULL
       UNION ALL SELECT response_body FROM exchanges WHERE run = ? AND response_body IS NOT NULL`,
    )
    .pluck();
  const forget = db.prepare('DELETE FROM runs WHERE id = ?');

  const abandonedBefore = (): string => new Date(Date.now() - limits.abandonedRunMs).toISOString();
  /** A replay shows the bodies of the run that it repeats: they go with that one. */
  const ownBodies = (run: string): readonly string[] => [
    ...outputIds(run),
    ...names.parse(bodiesOf.all(run, run)).filter((id) => id.startsWith(`${run}-`)),
  ];
  const removeRuns = (runs: readonly string[]): number => {
    if (runs.length === 0) return 0;
    const rows = db.transaction(() => {
      const going = runs.flatMap(ownBodies);
      for (const run of runs) forget.run(run);
      return going;
    });
    bodies.remove(reserve.use(() => rows.immediate()));
    return runs.length;
  };
  /** What a person removes is not to be found on disk any more (A108): the log of the database is emptied too. */
  const removeForGood = (runs: readonly string[]): number => {
    const removed = removeRuns(runs);
    if (removed > 0) db.pragma('wal_checkpoint(TRUNCATE)');
    return removed;
  };
  /** Frees a sixteenth more than needed, so that not every further run has to make room. */
  const trimExchanges = (last: string): void => {
    let over = Number(exchangeCount.get()) - limits.exchanges;
    if (over <= 0) return;
    over += Math.floor(limits.exchanges / 16);
    while (over > 0) {
      const rows = counted.parse(oldest.all(abandonedBefore(), batch + underWay.size + 1));
      const going: string[] = [];
      for (const row of rows) {
        if (over <= 0) break;
        if (row.id === last || underWay.has(row.id)) continue;
        going.push(row.id);
        over -= row.exchanges;
      }
      if (removeRuns(going) === 0) return;
    }
  };

  return {
    remove: (run) =>
      faults.result((): Result<void> => {
        const removable = find.get(abandonedBefore(), run);
        if (removable === undefined) {
          return fail('input', 'unknown_run', `There is no run ${JSON.stringify(run.slice(0, 80))} in the workspace.`);
        }
        if (removable !== 1 || underWay.has(run)) {
          return fail(
            'input',
            'run_under_way',
            `The run ${run} is under way, or its studio was killed less than ${limits.abandonedRunMs / 3_600_000} hours ago: cancel it first, or remove it later.`,
          );
        }
        removeForGood([run]);
        return ok(undefined);
      }),
    abandon: (run) =>
      faults.value(() => {
        underWay.delete(run);
        removeRuns([run]);
      }),
    removeAll: (connector) =>
      faults.value(() => {
        const runs = names.parse(ofConnector.all(connector, abandonedBefore()));
        return removeForGood(runs.filter((run) => !underWay.has(run)));
      }),
    trim: (connector, run) => {
      const rest = names.parse(surplus.all(abandonedBefore(), connector, limits.runsPerConnector));
      removeRuns(rest.filter((id) => id !== run && !underWay.has(id)));
      trimExchanges(run);
    },
  };
}
