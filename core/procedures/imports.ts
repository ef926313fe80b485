import { randomUUID } from 'node:crypto';
import type { ImportReport } from '../../shared/import/report.ts';
import { fail } from '../../shared/result.ts';
import { inspectDescription } from '../import/index.ts';
import { createFromReport, type Description, suggestId } from '../studio/import.ts';
import type { Studio } from '../studio/index.ts';
import { probeInWorkspace } from '../studio/probe.ts';
import { os, unwrap } from './handler.ts';

/** Inspected descriptions that may still become a connector; the oldest goes first. */
const PENDING = 4;

export const importProcedures = (studio: Studio) => {
  const pending = new Map<string, { readonly report: ImportReport; readonly description: Description }>();
  return {
    inspect: os.imports.inspect.handler(async ({ input, signal }) => {
      const report = unwrap(await inspectDescription(input, signal ? { signal } : {}));
      const importId = randomUUID();
      pending.set(importId, { report, description: input });
      for (const oldest of [...pending.keys()].slice(0, -PENDING)) pending.delete(oldest);
      return { importId, suggestedId: suggestId(studio, report.source.title), report };
    }),
    probe: os.imports.probe.handler(async ({ input, signal }) =>
      unwrap(await probeInWorkspace(studio, input, signal ? { signal } : {})),
    ),
    create: os.imports.create.handler(({ input }) => {
      const found = pending.get(input.importId);
      if (!found) {
        return unwrap(
          fail('input', 'unknown_import', 'This import is no longer at hand: choose the description again.'),
        );
      }
      const { id } = unwrap(createFromReport(studio, found.report, input.choices, found.description));
      pending.delete(input.importId);
      return unwrap(studio.workspace.connectors.get(id));
    }),
  };
};
