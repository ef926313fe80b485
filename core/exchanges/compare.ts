import { exchangeLimits } from '../../shared/limits.ts';
import { ok, type Result } from '../../shared/result.ts';
import { compareExchanges } from '../../shared/run/compare/exchange.ts';
import { compareRuns } from '../../shared/run/compare/run.ts';
import type { ExchangeComparison, RunComparison } from '../../shared/run/compare/types.ts';
import type { Exchange } from '../../shared/run/exchange.ts';
import type { RunDetail } from '../../shared/run/run.ts';
import type { Workspace } from '../workspace/types.ts';
import { comparedBody, storedExchange } from './stored.ts';

/** What sets two recorded exchanges apart. Fails with `unknown_exchange`. */
export function compareStoredExchanges(workspace: Workspace, a: string, b: string): Result<ExchangeComparison> {
  const first = storedExchange(workspace, a);
  if (!first.ok) return first;
  const second = storedExchange(workspace, b);
  if (!second.ok) return second;
  const side = (exchange: Exchange) => ({
    exchange,
    requestBody: comparedBody(workspace, exchange.requestBody),
    responseBody: comparedBody(workspace, exchange.responseBody),
  });
  return ok(compareExchanges(side(first.value), side(second.value)));
}

/** Tells whether bodies hold the same bytes, up to so many bytes in all; beyond, whether they are as long. */
function bodyComparer({ runs }: Workspace, maxBytes: number) {
  let left = maxBytes;
  return (a: Exchange, b: Exchange, side: 'request' | 'response'): boolean => {
    const [first, second] = side === 'request' ? [a.requestBody, b.requestBody] : [a.responseBody, b.responseBody];
    // A replayed exchange shares its bodies with the recorded one.
    if (first?.id === second?.id) return true;
    if (!first || !second || first.bytes !== second.bytes) return false;
    if (left < first.bytes) return true;
    left -= first.bytes;
    const [one, other] = [runs.readBody(first.id, first.bytes), runs.readBody(second.id, second.bytes)];
    return !one || !other || Buffer.compare(one.bytes, other.bytes) === 0;
  };
}

/** Fields of the key of the table that a run read; none where it read no table, or one that is no longer there. */
function primaryKeyOf(workspace: Workspace, { connector, input }: RunDetail): readonly string[] {
  const detail = workspace.connectors.get(connector);
  const entities = detail.ok ? detail.value.manifest?.entities : undefined;
  return entities?.find((entity) => entity.name === input.requestedType)?.primaryKey ?? [];
}

/**
 * What sets two runs apart: requests by method and address, rows by the key of their table. Fails with `unknown_run`.
 *
 * @param maxBytes of bodies that are read
 */
export function compareStoredRuns(
  workspace: Workspace,
  a: string,
  b: string,
  maxBytes: number = exchangeLimits.compareRunBytes,
): Result<RunComparison> {
  const first = workspace.runs.get(a);
  if (!first.ok) return first;
  const second = workspace.runs.get(b);
  if (!second.ok) return second;
  const options = { primaryKey: primaryKeyOf(workspace, first.value), sameBody: bodyComparer(workspace, maxBytes) };
  return ok(compareRuns(first.value, second.value, options));
}
