import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import { vaultNoteSchema } from '../../shared/vault.ts';
import type { Faults } from './faults.ts';
import { parseColumn } from './rows.ts';
import type { VaultNotes } from './types.ts';

const noteKey = 'vault';
const rowSchema = z.object({ value: z.string() });

/** What the workspace remembers of its vault. What cannot be read counts as never noted: then the keychain is asked. */
export function createVaultNotes(db: Database, faults: Faults): VaultNotes {
  const one = db.prepare('SELECT value FROM settings WHERE key = ?');
  const put = db.prepare(
    'INSERT INTO settings (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
  );
  return {
    get: () =>
      faults.value(() => {
        const row = rowSchema.safeParse(one.get(noteKey));
        const note = vaultNoteSchema.safeParse(row.success ? parseColumn(row.data.value) : {});
        return note.success ? note.data : vaultNoteSchema.parse({});
      }),
    set: (note) => faults.value(() => void put.run(noteKey, JSON.stringify(note))),
  };
}
