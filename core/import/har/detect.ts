import { ok, type Result } from '../../../shared/result.ts';
import { asArray, asObject, type JsonObject, own, textAt } from '../json.ts';

/** An HTTP archive that can be read. */
export interface HarFormat {
  readonly kind: 'har';
  readonly version: string;
  readonly log: JsonObject;
  readonly entries: readonly unknown[];
}

/** Says whether a document is an HTTP archive. */
export function detectHar(document: JsonObject): Result<HarFormat> | undefined {
  const log = asObject(own(document, 'log'));
  if (!log || !Array.isArray(own(log, 'entries'))) return undefined;
  return ok({ kind: 'har', version: textAt(log, 'version') ?? '1.2', log, entries: asArray(own(log, 'entries')) });
}
