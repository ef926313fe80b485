import { randomBytes } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import { workspaceLimits } from '../../shared/limits.ts';
import { type Faults, WorkspaceError } from './faults.ts';
import { namedById, parseColumn, readRowsOrWarn } from './rows.ts';
import type { ConnectionStore, StoredConnection } from './types.ts';

const columns = `id, connector, name, auth, fields, secret_fields AS secretFields, allowed_hosts AS allowedHosts,
  created_at AS createdAt, updated_at AS updatedAt`;

const json = <T extends z.ZodType>(schema: T) => z.preprocess(parseColumn, schema);
const secretField = z
  .object({ field: z.string(), variable: z.string().optional(), changedAt: z.string().optional() })
  .transform(({ field, variable, changedAt }) => ({
    field,
    ...(variable === undefined ? {} : { variable }),
    ...(changedAt === undefined ? {} : { changedAt }),
  }));
const connectionRow = z.object({
  id: z.string(),
  connector: z.string(),
  name: z.string(),
  auth: z.string(),
  fields: json(z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]))),
  secretFields: json(z.array(secretField)),
  allowedHosts: json(z.array(z.string())),
  createdAt: z.string(),
  updatedAt: z.string(),
}) satisfies z.ZodType<StoredConnection>;

const refuse = (code: string, message: string): WorkspaceError => new WorkspaceError({ kind: 'input', code, message });

function checkFields(fields: StoredConnection['fields']): void {
  for (const [name, value] of Object.entries(fields)) {
    if (String(value).length > workspaceLimits.fieldChars) {
      throw refuse('field_too_long', `${name} is longer than ${workspaceLimits.fieldChars} characters: shorten it.`);
    }
  }
}

/** Accounts of connectors, never with a secret. `save` throws `WorkspaceError`: `unknown_connector`, `field_too_long`. */
export function createConnectionStore(db: Database, faults: Faults): ConnectionStore {
  const list = db.prepare(`SELECT ${columns} FROM connections WHERE connector = ? ORDER BY name`);
  const one = db.prepare(`SELECT ${columns} FROM connections WHERE connector = ? AND name = ?`);
  const known = db.prepare('SELECT 1 FROM connectors WHERE id = ?');
  const put = db.prepare(
    `INSERT INTO connections (id, connector, name, auth, fields, secret_fields, allowed_hosts, created_at, updated_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (connector, name) DO UPDATE SET auth = excluded.auth, fields = excluded.fields,
       secret_fields = excluded.secret_fields, allowed_hosts = excluded.allowed_hosts, updated_at = excluded.updated_at`,
  );
  const note = db.prepare('UPDATE connections SET fields = ?, secret_fields = ? WHERE id = ?');
  const rename = db.prepare('UPDATE connections SET name = ? WHERE id = ?');
  const renameRuns = db.prepare('UPDATE runs SET connection = ? WHERE connector = ? AND connection = ?');
  const remove = db.prepare('DELETE FROM connections WHERE connector = ? AND name = ?');
  const read = (rows: readonly unknown[]): readonly StoredConnection[] =>
    readRowsOrWarn(rows, connectionRow, namedById('The connection'));
  const get = (connector: string, name: string): StoredConnection | undefined => read(one.all(connector, name))[0];

  return {
    list: (connector) => faults.value(() => read(list.all(connector))),
    get: (connector, name) => faults.value(() => get(connector, name)),
    save: (connection) =>
      faults.value(() => {
        checkFields(connection.fields);
        const { connector, name, auth } = connection;
        const now = new Date().toISOString();
        const texts = [connection.fields, connection.secretFields, connection.allowedHosts].map((value) =>
          JSON.stringify(value),
        );
        return db
          .transaction((): StoredConnection => {
            if (known.get(connector) === undefined) {
              throw refuse('unknown_connector', `There is no connector ${JSON.stringify(connector.slice(0, 80))}.`);
            }
            put.run(`con_${randomBytes(9).toString('hex')}`, connector, name, auth, ...texts, now, now);
            const saved = get(connector, name);
            if (!saved) throw new Error(`the connection ${name} of ${connector} is not there after it was saved`);
            return saved;
          })
          .immediate();
      }),
    note: ({ id, fields, secretFields }) =>
      faults.value(() => {
        checkFields(fields);
        note.run(JSON.stringify(fields), JSON.stringify(secretFields), id);
      }),
    rename: ({ id, connector, name: before }, name) =>
      faults.value(() =>
        db
          .transaction(() => {
            if (get(connector, name) !== undefined)
              throw refuse('name_taken', `Another connection of ${connector} is named ${name} already.`);
            rename.run(name, id);
            renameRuns.run(name, connector, before);
          })
          .immediate(),
      ),
    remove: (connector, name) => faults.value(() => remove.run(connector, name).changes > 0),
  };
}
