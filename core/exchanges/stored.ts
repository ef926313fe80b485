import { exchangeLimits, networkLimits } from '../../shared/limits.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { ReadBytes } from '../../shared/run/compare/body.ts';
import type { BodyRef, Exchange } from '../../shared/run/exchange.ts';
import type { Workspace } from '../workspace/types.ts';
import type { ReadBody } from './har/bodies.ts';

/** A recorded exchange. Fails with `unknown_exchange`. */
export function storedExchange({ runs }: Workspace, id: string): Result<Exchange> {
  const found = runs.exchange(id);
  if (found) return ok(found);
  return fail(
    'input',
    'unknown_exchange',
    `There is no exchange ${JSON.stringify(id.slice(0, 80))} in the workspace: an id is that of its run, a hyphen and its number.`,
  );
}

/** Whole bodies of a workspace, for archives and snippets. */
export const bodiesOf =
  ({ runs }: Workspace): ReadBody =>
  (id) =>
    runs.readBody(id, networkLimits.decodedBytes)?.bytes;

/** A body as far as bodies are compared; undefined where there is none. */
export const comparedBody = ({ runs }: Workspace, ref: BodyRef | undefined): ReadBytes | undefined =>
  ref && { ref, bytes: runs.readBody(ref.id, exchangeLimits.compareBytes)?.bytes };
