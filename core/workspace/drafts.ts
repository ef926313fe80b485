import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import type { KeptDraft } from '../../shared/contract/drafts.ts';
import { draftLimits } from '../../shared/limits.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { Faults } from './faults.ts';
import type { DraftStore } from './types.ts';

const draftRow = z.object({
  seq: z.number().int(),
  window: z.string(),
  connector: z.string(),
  path: z.string(),
  content: z.instanceof(Uint8Array),
  baseRevision: z.number().int(),
  moved: z.number(),
});
const totalsRow = z.object({ drafts: z.number(), bytes: z.number() });

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);
const placeOf = ({ connector, path }: { readonly connector: string; readonly path: string }): string =>
  `${connector}/${path}`;

/** Unsaved text over the connection that waits for the disk: what was typed survives a power cut too. */
export function createDraftStore(db: Database, faults: Faults): DraftStore {
  const contentAt =
    '(SELECT sha256 FROM revision_files WHERE connector = :connector AND number = :baseRevision AND path = :path)';
  const known = db.prepare('SELECT 1 FROM connectors WHERE id = ?');
  // REPLACE gives a new number: the newest is the one that was typed last, whatever the clock says (R15).
  const put = db.prepare(
    `INSERT OR REPLACE INTO drafts (window, connector, path, content, base_revision, base_sha256)
     VALUES (:window, :connector, :path, :content, :baseRevision, ${contentAt})`,
  );
  const totals = db.prepare('SELECT count(*) AS drafts, coalesce(sum(length(content)), 0) AS bytes FROM drafts');
  const all = db.prepare(
    `SELECT seq, window, drafts.connector, drafts.path, content, base_revision AS baseRevision,
       base_sha256 IS NOT newest.sha256 AS moved
     FROM drafts JOIN connectors ON connectors.id = drafts.connector
     LEFT JOIN revision_files AS newest
       ON newest.connector = drafts.connector AND newest.number = connectors.revision AND newest.path = drafts.path
     ORDER BY seq DESC`,
  );
  const size = db.prepare('SELECT length(content) FROM drafts WHERE window = ? AND connector = ? AND path = ?').pluck();
  const take = db.prepare('UPDATE drafts SET window = ? WHERE seq = ?');
  const forget = db.prepare('DELETE FROM drafts WHERE window = ? AND connector = ? AND path = ?');

  const full = (): Result<never> =>
    fail(
      'input',
      'drafts_full',
      `The workspace keeps at most ${draftLimits.drafts} unsaved files of ${draftLimits.totalBytes / 1024 / 1024} MiB together: save or close some, until then the newest text is safe in this window only.`,
    );

  return {
    save: (window, drafts) => {
      const texts = drafts.map((draft) => ({ ...draft, content: Buffer.from(draft.text, 'utf8') }));
      const large = texts.find(({ content }) => content.byteLength > draftLimits.textBytes);
      if (large) {
        return fail(
          'input',
          'draft_too_large',
          `The unsaved text of ${large.path} is larger than ${draftLimits.textBytes / 1024 / 1024} MiB and is safe in this window only: save it.`,
        );
      }
      const save = db.transaction((): Result<number> => {
        const rows = texts.filter(({ connector }) => known.get(connector) !== undefined);
        const before = rows.flatMap((row) =>
          z
            .number()
            .array()
            .parse(size.all(window, row.connector, row.path)),
        );
        const now = totalsRow.parse(totals.get());
        const bytes = now.bytes - sum(before) + sum(rows.map(({ content }) => content.byteLength));
        const count = now.drafts - before.length + rows.length;
        if (count > draftLimits.drafts || bytes > draftLimits.totalBytes) return full();
        for (const { connector, path, content, baseRevision } of rows)
          put.run({ window, connector, path, content, baseRevision });
        return ok(rows.length);
      });
      return faults.result(() => save.immediate());
    },

    claim: (window, open) =>
      faults.value(() => {
        const claim = db.transaction(() => {
          const rows = z.array(draftRow).parse(all.all());
          const found = new Map(rows.filter((row) => row.window === window).map((row) => [placeOf(row), row]));
          for (const row of rows) {
            if (row.window === window || open.has(row.window) || found.has(placeOf(row))) continue;
            take.run(window, row.seq);
            found.set(placeOf(row), row);
          }
          return [...found.values()];
        });
        return claim.immediate().map(
          ({ connector, path, content, baseRevision, moved }): KeptDraft => ({
            connector,
            path,
            text: new TextDecoder('utf-8', { ignoreBOM: true }).decode(content),
            baseRevision,
            moved: moved !== 0,
          }),
        );
      }),

    drop: (window, places) =>
      faults.value(() => {
        const drop = db.transaction(() => places.map((at) => forget.run(window, at.connector, at.path).changes));
        return sum(drop.immediate());
      }),
  };
}
