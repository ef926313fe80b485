import path from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it, onTestFinished } from 'vitest';
import { fail, ok } from '../../shared/result.ts';
import { openDatabases } from './database.ts';
import { createFaults } from './faults.ts';
import { temporaryFolder, unwrap } from './testing/temporary.ts';

describe('the database', () => {
  it('R7: waits for the disk when a person saves, overwrites what it deletes, keeps its references', () => {
    const { saves, records } = unwrap(openDatabases(temporaryFolder()));
    onTestFinished(() => {
      records.close();
      saves.close();
    });
    const settings = (db: Database.Database) =>
      ['journal_mode', 'synchronous', 'foreign_keys', 'secure_delete'].map((name) => db.pragma(name, { simple: true }));
    // 2 is FULL, 1 is NORMAL.
    expect(settings(saves)).toEqual(['wal', 2, 1, 1]);
    expect(settings(records)).toEqual(['wal', 1, 1, 1]);
  });
});

describe('faults', () => {
  it('R11: a database that another program keeps locked is a failure with the time that was waited', () => {
    const file = path.join(temporaryFolder(), 'x.db');
    const holder = new Database(file);
    const waiter = new Database(file, { timeout: 20 });
    onTestFinished(() => {
      holder.close();
      waiter.close();
    });
    holder.exec('CREATE TABLE t (x); BEGIN IMMEDIATE');
    const insert = () => ok(waiter.prepare('INSERT INTO t VALUES (1)').run().changes);
    const faults = createFaults('the-folder');
    expect(faults.result(insert)).toMatchObject({
      ok: false,
      error: {
        kind: 'system',
        code: 'workspace_busy',
        message: expect.stringMatching(/the-folder locked for 10 seconds/),
      },
    });
    expect(() => faults.value(insert)).toThrow('the-folder locked for 10 seconds');
    holder.exec('ROLLBACK');
    expect(faults.result(insert)).toEqual({ ok: true, value: 1 });
  });

  it('leave bugs and failures alone', () => {
    const faults = createFaults('the-folder');
    const bug = new TypeError('a bug');
    expect(() =>
      faults.result(() => {
        throw bug;
      }),
    ).toThrow(bug);
    expect(faults.result(() => fail('input', 'x', 'y'))).toMatchObject({ ok: false, error: { code: 'x' } });
  });
});
