import { randomUUID } from 'node:crypto';
import type { ImportReport } from '../../shared/import/report.ts';
import { fail } from '../../shared/result.ts';
import { inspectDescription } from '../import/index.ts';
import { createFromReport, type Description, suggestId } from '../studio/import.ts';
import type { Studio } from '../studio/index.ts';
import { plainMerge, reimport } from '../studio/reimport.ts';
import { os, unwrap } from './handler.ts';

/** Inspected descriptions that may still become a connector or be merged into one; the oldest goes first. */
const PENDING = 4;

interface Pending {
  readonly report: ImportReport;
  readonly description: Description;
  /** The connector that it is to be merged into. */
  readonly connector?: string;
}

const unknownImport = () =>
  fail('input', 'unknown_import', 'This import is no longer at hand: choose the description again.');

export const importProcedures = (studio: Studio) => {
  const pending = new Map<string, Pending>();
  const keep = (one: Pending): string => {
    const importId = randomUUID();
    pending.set(importId, one);
    for (const oldest of [...pending.keys()].slice(0, -PENDING)) pending.delete(oldest);
    return importId;
  };
  return {
    inspect: os.imports.inspect.handler(async ({ input, signal }) => {
      const report = unwrap(await inspectDescription(input, signal ? { signal } : {}));
      const importId = keep({ report, description: input });
      return { importId, suggestedId: suggestId(studio, report.source.title), report };
    }),
    inspectAgain: os.imports.inspectAgain.handler(async ({ input: { connector, ...description }, signal }) => {
      const report = unwrap(await inspectDescription(description, signal ? { signal } : {}));
      const { plan } = unwrap(
        await reimport(studio, connector, { report, description }, { ...plainMerge, dryRun: true }),
      );
      return { importId: keep({ report, description, connector }), report, plan };
    }),
    merge: os.imports.merge.handler(async ({ input: { importId, ...options } }) => {
      const found = pending.get(importId);
      if (found?.connector === undefined) return unwrap(unknownImport());
      const outcome = unwrap(await reimport(studio, found.connector, found, options));
      if (outcome.saved) pending.delete(importId);
      return outcome;
    }),
    create: os.imports.create.handler(({ input }) => {
      const found = pending.get(input.importId);
      if (!found) return unwrap(unknownImport());
      const { id } = unwrap(createFromReport(studio, found.report, input.choices, found.description));
      pending.delete(input.importId);
      return unwrap(studio.workspace.connectors.get(id));
    }),
  };
};
