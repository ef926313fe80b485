import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import { settingsSchema } from '../../shared/settings.ts';
import type { Faults } from './faults.ts';
import { parseColumn } from './rows.ts';
import type { SettingsStore, StoredSettings } from './types.ts';

const networkKey = 'network';
const proxyVariableKey = 'network.proxyVariable';

const rowSchema = z.object({ key: z.string(), value: z.string() });

function unreadable(): StoredSettings {
  process.emitWarning(
    'The settings of the workspace cannot be read and are not used; save them again.',
    'WorkspaceWarning',
  );
  return settingsSchema.parse({});
}

/** Settings of the studio, key by key; never a secret. */
export function createSettingsStore(db: Database, faults: Faults): SettingsStore {
  const all = db.prepare('SELECT key, value FROM settings');
  const put = db.prepare(
    'INSERT INTO settings (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
  );
  const remove = db.prepare('DELETE FROM settings WHERE key = ?');
  return {
    get: () =>
      faults.value(() => {
        const rows = z.array(rowSchema).parse(all.all());
        const value = (key: string): unknown => parseColumn(rows.find((row) => row.key === key)?.value ?? null);
        const network = value(networkKey);
        const parsed = settingsSchema.safeParse(network === null ? {} : { network });
        const proxyVariable = z.string().nullable().safeParse(value(proxyVariableKey));
        if (!parsed.success || !proxyVariable.success) return unreadable();
        return { ...parsed.data, ...(proxyVariable.data === null ? {} : { proxyVariable: proxyVariable.data }) };
      }),
    set: (settings) =>
      faults.value(() =>
        db
          .transaction(() => {
            put.run(networkKey, JSON.stringify(settings.network));
            if (settings.proxyVariable === undefined) remove.run(proxyVariableKey);
            else put.run(proxyVariableKey, JSON.stringify(settings.proxyVariable));
          })
          .immediate(),
      ),
  };
}
