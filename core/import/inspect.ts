import type { Location } from '../../shared/import/location.ts';
import type { ImportReport } from '../../shared/import/report.ts';
import type { Result } from '../../shared/result.ts';
import { type InspectOptions, inWorker } from './in-worker.ts';
import type { DescriptionSource } from './read.ts';

/** Parses a description and infers a connector from it, in a worker thread. Failures: those of `readDescription` and `inWorker`. */
export const inspectDescription = (
  source: DescriptionSource,
  options: InspectOptions = {},
): Promise<Result<ImportReport>> => inWorker({ kind: 'inspect', source }, options);

/** Where a JSON pointer of a report stands in the text of its description, found in a worker thread; see `locate`. */
export const locateInDescription = (
  source: DescriptionSource,
  pointer: string,
  options: InspectOptions = {},
): Promise<Result<Location>> => inWorker({ kind: 'locate', source, pointer }, options);
