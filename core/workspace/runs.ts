import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import { workspaceLimits } from '../../shared/limits.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { type Exchange, exchangeSchema } from '../../shared/run/exchange.ts';
import { type RunDetail, type RunRecord, runRecordSchema } from '../../shared/run/run.ts';
import type { Bodies } from './bodies.ts';
import type { Faults } from './faults.ts';
import { createOutputs, outputIds } from './outputs.ts';
import type { Reserve } from './reserve.ts';
import { namedById, parseColumn, readRowsOrWarn } from './rows.ts';
import { createRunRemover, type RetentionLimits } from './run-remover.ts';
import type { RunStore } from './types.ts';

const columns = `id, connector, revision, target, connection, input, outcome, started_at AS startedAt,
  duration_ms AS durationMs, pages, mode, options, (SELECT count(*) FROM exchanges WHERE run = runs.id) AS exchangeCount`;

const jsonColumns = (row: unknown): unknown => {
  if (typeof row !== 'object' || row === null || !('input' in row) || !('outcome' in row)) return row;
  const options = 'options' in row && row.options !== null ? parseColumn(row.options) : undefined;
  return { ...row, input: parseColumn(row.input), outcome: parseColumn(row.outcome), options };
};
const runRow = z.preprocess(jsonColumns, runRecordSchema);
/** The exchange in a row; a schema of the row around that of the exchange would cost half as much again. */
const recordOf = (row: unknown): unknown =>
  typeof row === 'object' && row !== null && 'record' in row ? parseColumn(row.record) : undefined;
const droppedRow = z.number().int();
/** No row: its connector was removed while it ran. */
const connectorRow = z.object({ connector: z.string() }).optional();

export interface RunStoreParts {
  readonly db: Database;
  readonly bodies: Bodies;
  readonly reserve: Reserve;
  readonly faults: Faults;
  /** Default: the product's. */
  readonly limits?: RetentionLimits;
}

/** A number that no exchange goes beyond. */
const ALL = Number.MAX_SAFE_INTEGER;

/** Runs and exchanges; written without waiting for the disk, for a function may send hundreds of requests a second. */
export function createRunStore({ db, bodies, reserve, faults, limits = workspaceLimits }: RunStoreParts): RunStore {
  const outputs = createOutputs(bodies);
  const underWay = new Set<string>();
  const { trim, ...remover } = createRunRemover({ db, bodies, reserve, faults, underWay, limits });
  const begin = db.prepare(
    `INSERT INTO runs (id, connector, revision, target, connection, input, outcome, started_at, duration_ms, pages, mode,
       options)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const end = db.prepare(
    'UPDATE runs SET outcome = ?, duration_ms = ?, pages = ?, logs_dropped = ? WHERE id = ? RETURNING connector',
  );
  const list = db.prepare(`SELECT ${columns} FROM runs WHERE connector = ? ORDER BY seq DESC LIMIT ?`);
  const listAll = db.prepare(`SELECT ${columns} FROM runs ORDER BY seq DESC LIMIT ?`);
  const newest = db.prepare(
    `SELECT ${columns} FROM runs WHERE seq IN (SELECT max(seq) FROM runs
       WHERE connector = ? AND target = ? AND mode = 'live' AND outcome IS NOT NULL GROUP BY connection)`,
  );
  const one = db.prepare(`SELECT ${columns} FROM runs WHERE id = ?`);
  const dropped = db.prepare('SELECT logs_dropped FROM runs WHERE id = ?').pluck();
  const putExchange = db.prepare(
    `INSERT INTO exchanges (id, run, seq, request_body, response_body, record) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET request_body = excluded.request_body, response_body = excluded.response_body,
       record = excluded.record`,
  );
  const exchanges = db.prepare('SELECT id, record FROM exchanges WHERE run = ? AND seq > ? AND seq <= ? ORDER BY seq');
  const exchange = db.prepare('SELECT id, record FROM exchanges WHERE id = ?');
  /** One row after another: the texts of thousands need not be in memory together. */
  const readExchanges = (rows: Iterable<unknown>): readonly Exchange[] =>
    readRowsOrWarn(rows, exchangeSchema, namedById('The exchange'), recordOf);
  const head = (run: string): Result<RunRecord> => {
    const row = one.get(run);
    if (row === undefined) {
      return fail(
        'input',
        'unknown_run',
        `There is no run ${JSON.stringify(run.slice(0, 80))} in the workspace: it may have been removed with its connector.`,
      );
    }
    const record = runRow.safeParse(row);
    return record.success
      ? ok(record.data)
      : fail('system', 'bad_record', `The run ${run} cannot be read: restore workspace.db from a backup.`);
  };

  return {
    begin: (record) =>
      faults.value(() => {
        const { id, connector, revision, target, connection, outcome, startedAt, durationMs, pages, mode } = record;
        const input = JSON.stringify(record.input);
        const ended = outcome === null ? null : JSON.stringify(outcome);
        const options = record.options ? JSON.stringify(record.options) : null;
        begin.run(
          id,
          connector,
          revision,
          target,
          connection,
          input,
          ended,
          startedAt,
          durationMs,
          pages,
          mode,
          options,
        );
        if (outcome === null) underWay.add(id);
      }),
    record: (batch) =>
      faults.value(() =>
        bodies.write(batch.bodies, () => {
          for (const record of batch.exchanges) {
            const { id, run, seq, requestBody, responseBody } = record;
            putExchange.run(id, run, seq, requestBody?.id ?? null, responseBody?.id ?? null, JSON.stringify(record));
          }
        }),
      ),
    readBody: (id, maxBytes) => faults.value(() => bodies.read(id, maxBytes)),
    finish: (run, ended) =>
      faults.value(() => {
        underWay.delete(run);
        // The outcome comes last: a run that has one has its result too.
        outputs.write(run, ended);
        const row = connectorRow.parse(
          end.get(JSON.stringify(ended.outcome), ended.durationMs, ended.pages, ended.logsDropped, run),
        );
        if (row) trim(row.connector, run);
        // Its connector was removed meanwhile, by another program maybe: what it left would be found on disk (A108).
        else bodies.remove(outputIds(run));
      }),
    list: (connector, limit) =>
      faults.value(() => {
        const rows = connector === undefined ? listAll.all(limit) : list.all(connector, limit);
        return readRowsOrWarn(rows, runRow, namedById('The run'));
      }),
    newest: (connector, target) =>
      faults.value(() => readRowsOrWarn(newest.all(connector, target), runRow, namedById('The run'))),
    get: (run) =>
      faults.result((): Result<RunDetail> => {
        const record = head(run);
        if (!record.ok) return record;
        return ok({
          ...record.value,
          ...outputs.read(run),
          logsDropped: droppedRow.parse(dropped.get(run)),
          exchanges: [...readExchanges(exchanges.iterate(run, 0, ALL))],
        });
      }),
    head: (run) => faults.result(() => head(run)),
    findings: (run) => faults.value(() => outputs.findings(run)),
    exchange: (id) => faults.value(() => readExchanges(exchange.all(id))[0]),
    exchanges: (run, after = 0, last = ALL) => faults.value(() => readExchanges(exchanges.iterate(run, after, last))),
    ...remover,
  };
}
