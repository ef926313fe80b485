import { randomUUID } from 'node:crypto';
import type { ImportSource } from '../../shared/contract/imports.ts';
import type { ImportReport } from '../../shared/import/report.ts';
import { fail, ok } from '../../shared/result.ts';
import { fetchDescription } from '../import/fetch.ts';
import { createLocator, inspectSource, type Locator } from '../import/index.ts';
import { openRoute } from '../runs/index.ts';
import { createFromReport, type Description, suggestId } from '../studio/import.ts';
import type { Studio } from '../studio/index.ts';
import { probeInWorkspace } from '../studio/probe.ts';
import { plainMerge, reimport } from '../studio/reimport.ts';
import { os, unwrap } from './handler.ts';

/** Inspected descriptions that may still become a connector or be merged into one; the oldest goes first. */
const PENDING = 4;

interface Pending {
  readonly report: ImportReport;
  /** What is kept of it; the bundle of one in several files. */
  readonly description: Description;
  /** Finds places in it as it was given. */
  readonly locator: Locator;
  /** The connector that it is to be merged into. */
  readonly connector?: string;
}

export const importProcedures = (studio: Studio) => {
  const pending = new Map<string, Pending>();
  const drop = (importId: string): void => {
    pending.get(importId)?.locator.close();
    pending.delete(importId);
  };
  const keep = (one: Pending): string => {
    const importId = randomUUID();
    pending.set(importId, one);
    for (const oldest of [...pending.keys()].slice(0, -PENDING)) drop(oldest);
    return importId;
  };
  const pendingOf = (importId: string): Pending => {
    const found = pending.get(importId);
    return unwrap(
      found
        ? ok(found)
        : fail('input', 'unknown_import', 'This import is no longer at hand: choose the description again.'),
    );
  };
  const inspect = async (source: ImportSource, signal: AbortSignal | undefined) => {
    const { report, bundle } = unwrap(await inspectSource(source, signal ? { signal } : {}));
    const { fileName, text } = bundle ?? source;
    return { report, description: { fileName, text }, locator: createLocator(source) };
  };
  return {
    fetch: os.imports.fetch.handler(async ({ input, signal }) =>
      unwrap(await fetchDescription(input.address, signal, unwrap(await openRoute(studio)))),
    ),
    inspect: os.imports.inspect.handler(async ({ input, signal }) => {
      const found = await inspect(input, signal);
      const { report } = found;
      return { importId: keep(found), suggestedId: suggestId(studio, report.source.title), report };
    }),
    locate: os.imports.locate.handler(async ({ input, signal }) =>
      unwrap(await pendingOf(input.importId).locator.locate(input.pointer, signal)),
    ),
    inspectAgain: os.imports.inspectAgain.handler(async ({ input: { connector, ...source }, signal }) => {
      const found = await inspect(source, signal);
      const { plan } = unwrap(await reimport(studio, connector, found, { ...plainMerge, dryRun: true }));
      return { importId: keep({ ...found, connector }), report: found.report, plan };
    }),
    merge: os.imports.merge.handler(async ({ input: { importId, ...options } }) => {
      const { connector, ...newer } = pendingOf(importId);
      if (connector === undefined)
        return unwrap(
          fail('input', 'no_connector', 'This import belongs to no connector: create one from it instead.'),
        );
      const outcome = unwrap(await reimport(studio, connector, newer, options));
      if (outcome.saved) drop(importId);
      return outcome;
    }),
    probe: os.imports.probe.handler(async ({ input, signal }) =>
      unwrap(await probeInWorkspace(studio, input, signal ? { signal } : {})),
    ),
    create: os.imports.create.handler(({ input }) => {
      const { report, description } = pendingOf(input.importId);
      const { id } = unwrap(createFromReport(studio, report, input.choices, description));
      drop(input.importId);
      return unwrap(studio.workspace.connectors.get(id));
    }),
  };
};
