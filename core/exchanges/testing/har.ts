import type { RunDetail } from '../../../shared/run/run.ts';
import type { ReadBody } from '../har/bodies.ts';
import { entryOf, logOf } from '../har/write.ts';

/** The archive of a run as a value. The product writes it entry by entry. */
export const toHar = (detail: RunDetail, readBody: ReadBody, version: string) => ({
  log: { ...logOf(detail, version), entries: detail.exchanges.map((exchange) => entryOf(exchange, readBody)) },
});
