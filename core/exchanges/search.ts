import { exchangeLimits } from '../../shared/limits.ts';
import { ok, type Result } from '../../shared/result.ts';
import type { BodyRef } from '../../shared/run/exchange.ts';
import type { Workspace } from '../workspace/types.ts';

/** Bodies read in between two looks at whatever else the process has to do. */
const AT_ONCE = 20;

export interface BodySearch {
  /** Exchanges of which a body holds the text. */
  readonly exchanges: readonly string[];
  /** False where bodies were too large, too many or no longer stored to be read. */
  readonly complete: boolean;
}

/** How many bytes a search reads in all, and of one body. */
type SearchLimits = { readonly [Name in 'searchBytes' | 'searchBodyBytes']: number };

/** Exchanges of a run whose recorded bodies hold a text, whatever its case, as far as they are read; a signal ends it early. Fails with `unknown_run`. */
export async function searchBodies(
  { runs }: Workspace,
  run: string,
  text: string,
  { searchBytes, searchBodyBytes }: SearchLimits = exchangeLimits,
  signal?: AbortSignal,
): Promise<Result<BodySearch>> {
  const detail = runs.get(run);
  if (!detail.ok) return detail;
  const wanted = text.toLowerCase();
  let left = searchBytes;
  let complete = true;
  const holds = (ref: BodyRef | undefined): boolean => {
    if (!ref) return false;
    const body = left > 0 ? runs.readBody(ref.id, Math.min(searchBodyBytes, left)) : undefined;
    if (!body || body.bytes.byteLength < ref.bytes) complete = false;
    if (!body) return false;
    left -= body.bytes.byteLength;
    return Buffer.from(body.bytes).toString('utf8').toLowerCase().includes(wanted);
  };
  const exchanges: string[] = [];
  for (const [index, one] of detail.value.exchanges.entries()) {
    if (holds(one.requestBody) || holds(one.responseBody)) exchanges.push(one.id);
    if (index % AT_ONCE !== AT_ONCE - 1) continue;
    await new Promise((resolve) => setImmediate(resolve));
    if (signal?.aborted) return ok({ exchanges, complete: false });
  }
  return ok({ exchanges, complete });
}
