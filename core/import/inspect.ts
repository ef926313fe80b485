import type { ImportReport } from '../../shared/import/report.ts';
import { ok, type Result } from '../../shared/result.ts';
import { type InspectOptions, inWorker } from './in-worker.ts';
import type { DescriptionSource, ReadSource } from './read.ts';

/** Parses a description and infers a connector from it, in a worker thread. Failures: those of `readDescription` and `inWorker`. */
export async function inspectDescription(
  source: DescriptionSource,
  options: InspectOptions = {},
): Promise<Result<ImportReport>> {
  const inspected = await inspectSource(source, options);
  return inspected.ok ? ok(inspected.value.report) : inspected;
}

/** The same, with the one document that the files of a description were joined to: what is kept for a re-import. */
export const inspectSource = (source: DescriptionSource, options: InspectOptions = {}): Promise<Result<ReadSource>> =>
  inWorker(source, options);
