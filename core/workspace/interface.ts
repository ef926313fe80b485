import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import { interfaceValueSchema } from '../../shared/contract/interface.ts';
import { interfaceLimits } from '../../shared/limits.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { Faults } from './faults.ts';
import { parseColumn, readRowsOrWarn } from './rows.ts';
import type { InterfaceStore } from './types.ts';

/** What the window remembers, over the connection that does not wait for the disk: a size that was dragged is no work. */
export function createInterfaceStore(db: Database, faults: Faults): InterfaceStore {
  const all = db.prepare('SELECT key, value AS json FROM interface ORDER BY key');
  const keys = db.prepare('SELECT key FROM interface').pluck();
  const put = db.prepare(
    'INSERT INTO interface (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
  );
  return {
    all: () => faults.value(() => readRowsOrWarn(all.all(), interfaceValueSchema, () => 'A value of the window')),
    write: (values) => {
      const bad = values.find(({ json }) => parseColumn(json) === undefined);
      if (bad) return fail('input', 'bad_json', `The value of ${bad.key} is no JSON and was not kept.`);
      const write = db.transaction((): Result<void> => {
        const after = new Set([...z.array(z.string()).parse(keys.all()), ...values.map(({ key }) => key)]);
        if (after.size > interfaceLimits.keys) {
          return fail(
            'input',
            'interface_full',
            `The window remembers at most ${interfaceLimits.keys} values: this one was not kept.`,
          );
        }
        for (const { key, json } of values) put.run(key, json);
        return ok(undefined);
      });
      return faults.result(() => write.immediate());
    },
  };
}
