import { z } from 'zod';
import type { ConnectorFile } from '../../shared/connector/files.ts';
import { type ConnectorDetail, connectorSummarySchema } from '../../shared/contract/connectors.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { parseManifest } from '../package/index.ts';
import type { Bodies } from './bodies.ts';
import { createConnectorHistory, unknownRevision } from './connector-history.ts';
import { createConnectorRemover } from './connector-remover.ts';
import { createConnectorWriter } from './connector-writer.ts';
import type { Databases } from './database.ts';
import type { Faults } from './faults.ts';
import type { Reserve } from './reserve.ts';
import { namedById, readRows } from './rows.ts';
import type { ConnectorStore } from './types.ts';

/** Ids named in a message at most. */
const namedIds = 20;
const summaryColumns = 'id, name, version, description, entities, commands, revision, updated_at AS updatedAt';
const listedFile = z.object({ path: z.string(), bytes: z.number().int() });
const storedFile = z.object({ path: z.string(), content: z.instanceof(Uint8Array) });
const toFile = (row: z.infer<typeof storedFile>): ConnectorFile => ({
  path: row.path,
  text: new TextDecoder('utf-8', { ignoreBOM: true }).decode(row.content),
});

const damagedRecord = (id: string): Result<never> =>
  fail('system', 'bad_record', `What the workspace holds of ${id} cannot be read: restore workspace.db from a backup.`);

/** What the store works with. */
export interface ConnectorParts {
  readonly databases: Databases;
  readonly bodies: Bodies;
  readonly reserve: Reserve;
  readonly faults: Faults;
}

/** The store of connectors over the connection that waits for the disk. */
export function createConnectorStore(parts: ConnectorParts): ConnectorStore {
  const db = parts.databases.saves;
  const { faults } = parts;
  const summaries = db.prepare(`SELECT ${summaryColumns} FROM connectors ORDER BY id`);
  const summary = db.prepare(`SELECT ${summaryColumns} FROM connectors WHERE id = ?`);
  const ids = db.prepare('SELECT id FROM connectors ORDER BY id').pluck();
  const listFiles = db.prepare(
    `SELECT path, length(content) AS bytes FROM revision_files JOIN blobs USING (sha256)
     WHERE connector = ? AND number = ? ORDER BY path`,
  );
  const allFiles = db.prepare(
    `SELECT path, content FROM revision_files JOIN blobs USING (sha256)
     WHERE connector = ? AND number = ? ORDER BY path`,
  );
  const oneFile = db.prepare(
    `SELECT path, content FROM revision_files JOIN blobs USING (sha256)
     WHERE connector = ? AND number = ? AND path = ?`,
  );
  const unknownConnector = (id: string): Result<never> => {
    const known = z.array(z.string()).parse(ids.all());
    const more = known.length > namedIds ? ` and ${known.length - namedIds} more` : '';
    const those =
      known.length === 0
        ? 'the workspace has none yet'
        : `the workspace has ${known.slice(0, namedIds).join(', ')}${more}`;
    return fail('input', 'unknown_connector', `There is no connector ${JSON.stringify(id.slice(0, 80))}: ${those}.`, {
      known,
    });
  };
  const newestOf = (id: string): Result<number> => {
    const row = summary.get(id);
    if (row === undefined) return unknownConnector(id);
    const parsed = connectorSummarySchema.pick({ revision: true }).safeParse(row);
    return parsed.success ? ok(parsed.data.revision) : damagedRecord(id);
  };
  const textOf = (id: string, revision: number, path: string): string | undefined => {
    const row = storedFile.optional().parse(oneFile.get(id, revision, path));
    return row && toFile(row).text;
  };

  return {
    ...createConnectorWriter(db, faults, unknownConnector),
    ...createConnectorRemover(parts),
    ...createConnectorHistory(db, faults, newestOf),
    list: () => faults.value(() => readRows(summaries.all(), connectorSummarySchema, namedById('The connector'))),
    get: (id) =>
      faults.result((): Result<ConnectorDetail> => {
        const row = summary.get(id);
        if (row === undefined) return unknownConnector(id);
        const parsed = connectorSummarySchema.safeParse(row);
        if (!parsed.success) return damagedRecord(id);
        const { revision } = parsed.data;
        const text = textOf(id, revision, 'connector.json');
        const manifest =
          text === undefined
            ? fail('input', 'no_manifest', `${id} has no connector.json: add it.`)
            : parseManifest(text);
        return ok({
          ...parsed.data,
          manifest: manifest.ok ? manifest.value : null,
          ...(manifest.ok ? {} : { problem: manifest.error.message }),
          files: z.array(listedFile).parse(listFiles.all(id, revision)),
        });
      }),
    files: (id, revision) =>
      faults.result(() => {
        const newest = newestOf(id);
        if (!newest.ok) return newest;
        const number = revision ?? newest.value;
        const files = z.array(storedFile).parse(allFiles.all(id, number)).map(toFile);
        if (files.length > 0) return ok({ revision: number, files });
        return unknownRevision(id, number, newest.value);
      }),
    readFile: (id, path, revision) =>
      faults.result(() => {
        const newest = newestOf(id);
        if (!newest.ok) return newest;
        const number = revision ?? newest.value;
        if (number > newest.value) return unknownRevision(id, number, newest.value);
        const text = textOf(id, number, path);
        if (text !== undefined) return ok({ revision: number, path, text });
        const where = revision === undefined ? '' : ` in revision ${revision}`;
        return fail('input', 'unknown_file', `${id} has no file ${JSON.stringify(path.slice(0, 200))}${where}.`);
      }),
  };
}
