import path from 'node:path';
import Database from 'better-sqlite3';

/**
 * Gives the connector `weather` of a closed or idle workspace as many revisions as only years of work make: each takes what
 * the first one holds, but for one text, which changes back and forth. Written past the store, which would take minutes.
 */
export function addRevisions(directory: string, file: string, count: number): void {
  const db = new Database(path.join(directory, 'workspace.db'));
  const numbers = `WITH RECURSIVE n(number) AS (SELECT 2 UNION ALL SELECT number + 1 FROM n WHERE number < ${count})`;
  db.exec(`
    INSERT INTO blobs VALUES ('other', x'6f74686572');
    ${numbers} INSERT INTO revisions (connector, number, message, changed, created_at)
      SELECT 'weather', number, 'Edited ${file}', '["${file}"]', '2026-01-01T00:00:00.000Z' FROM n;
    ${numbers} INSERT INTO revision_files SELECT 'weather', n.number, path,
      CASE WHEN path = '${file}' AND n.number % 2 = 0 THEN 'other' ELSE sha256 END
      FROM n, revision_files AS f WHERE f.number = 1;
    UPDATE connectors SET revision = ${count};
  `);
  db.close();
}
