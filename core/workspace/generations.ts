import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import type { ConnectorFile } from '../../shared/connector/files.ts';
import { reviewedSchema } from '../../shared/import/reviewed.ts';
import { addBlobs, sha256, type Tree } from './revisions.ts';
import { parseColumn } from './rows.ts';
import type { Generated } from './types.ts';

/** Keeps what the generator made, beside the revisions that came of it; the caller holds the transaction. */
export interface Generations {
  /** Notes what was generated for a revision; a second time in place of the first. */
  add(connector: string, revision: number, generated: Generated): void;
  /**
   * What was generated last from the description that a revision keeps: after going back to an older state it is what was
   * generated for that one. Undefined where the connector was not generated here.
   */
  find(connector: string, tree: Tree): Generated | undefined;
}

const isSpec = (path: string): boolean => path.startsWith('spec/');
const generationRow = z.object({
  number: z.number().int(),
  reviewed: z.preprocess(parseColumn, z.array(reviewedSchema)),
});
const fileRow = z.object({ path: z.string(), sha256: z.string(), content: z.instanceof(Uint8Array) });

const toFile = ({ path, content }: z.infer<typeof fileRow>): ConnectorFile => ({
  path,
  text: new TextDecoder('utf-8', { ignoreBOM: true }).decode(content),
});

/** Generations over one connection. */
export function createGenerations(db: Database): Generations {
  const blobs = addBlobs(db);
  const forget = db.prepare('DELETE FROM generations WHERE connector = ? AND number = ?');
  const note = db.prepare('INSERT INTO generations (connector, number, reviewed) VALUES (?, ?, ?)');
  const addFile = db.prepare('INSERT INTO generated_files (connector, number, path, sha256) VALUES (?, ?, ?, ?)');
  const all = db.prepare('SELECT number, reviewed FROM generations WHERE connector = ? ORDER BY number DESC');
  const specs = db.prepare(
    `SELECT path, sha256 FROM generated_files WHERE connector = ? AND number = ? AND path LIKE 'spec/%'`,
  );
  const files = db.prepare(
    `SELECT path, sha256, content FROM generated_files JOIN blobs USING (sha256)
     WHERE connector = ? AND number = ? ORDER BY path`,
  );
  const specRow = z.object({ path: z.string(), sha256: z.string() });
  return {
    add: (connector, revision, generated) => {
      forget.run(connector, revision);
      note.run(connector, revision, JSON.stringify(generated.reviewed));
      blobs(generated.files);
      for (const file of generated.files) addFile.run(connector, revision, file.path, sha256(file.text));
    },
    find: (connector, tree) => {
      const kept = new Set([...tree].filter(([path]) => isSpec(path)).map(([path, content]) => `${path}\n${content}`));
      for (const row of all.all(connector)) {
        const generation = generationRow.safeParse(row);
        if (!generation.success) continue;
        const { number, reviewed } = generation.data;
        const made = z.array(specRow).parse(specs.all(connector, number));
        if (made.length === 0 || !made.every((one) => kept.has(`${one.path}\n${one.sha256}`))) continue;
        return { files: z.array(fileRow).parse(files.all(connector, number)).map(toFile), reviewed };
      }
      return undefined;
    },
  };
}
