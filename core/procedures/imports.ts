import { randomUUID } from 'node:crypto';
import type { ImportReport } from '../../shared/import/report.ts';
import { fail, ok } from '../../shared/result.ts';
import { fetchDescription } from '../import/fetch.ts';
import { inspectDescription, locateInDescription } from '../import/index.ts';
import { createFromReport, type Description, suggestId } from '../studio/import.ts';
import type { Studio } from '../studio/index.ts';
import { os, unwrap } from './handler.ts';

/** Inspected descriptions that may still become a connector; the oldest goes first. */
const PENDING = 4;

export const importProcedures = (studio: Studio) => {
  const pending = new Map<string, { readonly report: ImportReport; readonly description: Description }>();
  const pendingOf = (importId: string) => {
    const found = pending.get(importId);
    return unwrap(
      found
        ? ok(found)
        : fail('input', 'unknown_import', 'This import is no longer at hand: choose the description again.'),
    );
  };
  return {
    fetch: os.imports.fetch.handler(async ({ input, signal }) => unwrap(await fetchDescription(input.address, signal))),
    inspect: os.imports.inspect.handler(async ({ input, signal }) => {
      const report = unwrap(await inspectDescription(input, signal ? { signal } : {}));
      const importId = randomUUID();
      pending.set(importId, { report, description: input });
      for (const oldest of [...pending.keys()].slice(0, -PENDING)) pending.delete(oldest);
      return { importId, suggestedId: suggestId(studio, report.source.title), report };
    }),
    locate: os.imports.locate.handler(async ({ input, signal }) => {
      const { description } = pendingOf(input.importId);
      return unwrap(await locateInDescription(description, input.pointer, signal ? { signal } : {}));
    }),
    create: os.imports.create.handler(({ input }) => {
      const { report, description } = pendingOf(input.importId);
      const { id } = unwrap(createFromReport(studio, report, input.choices, description));
      pending.delete(input.importId);
      return unwrap(studio.workspace.connectors.get(id));
    }),
  };
};
