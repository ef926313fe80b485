import { conformanceLimits } from '../../../shared/limits.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { checkKey, marketplaceAddress, shownAddress } from '../address.ts';
import type { Fetch } from '../request.ts';
import { openApi } from './api.ts';
import { change } from './listings.ts';
import { pause } from './operators.ts';
import { type ConformanceReport, Contradiction, NotChecked, type StatementResult } from './report.ts';
import { startSource } from './source.ts';
import { openStage, type Stage, type Target } from './stage.ts';
import { type Statement, statements } from './statements/index.ts';

export type { ConformanceReport, StatementResult } from './report.ts';
export type { Target } from './stage.ts';

/** Which marketplace is checked, and with what. */
export interface ConformanceOptions {
  readonly marketplace: string;
  readonly key: string;
  /** A key of another tenant: FC-51 needs one. */
  readonly otherKey?: string | undefined;
  /** A key of the same tenant that may only read: FC-3 needs one. */
  readonly readKey?: string | undefined;
  /** A listing to install; a connector of its own is published where it is absent. */
  readonly target?: Target | undefined;
  /** Where the marketplace reaches the source of that connector, and the port of 127.0.0.1 where it listens (0: any). */
  readonly sourceUrl?: string | undefined;
  readonly sourcePort?: number | undefined;
  /** Ids of the statements; all where absent. */
  readonly only?: readonly string[] | undefined;
  readonly fetch?: Fetch;
  /** Longest wait for one answer, ms. */
  readonly requestMs?: number;
  /** Told of each statement when it is decided. */
  readonly onResult?: (result: StatementResult) => void;
}

async function decide({ id, statement, check }: Statement, stage: Stage): Promise<StatementResult> {
  const { over } = stage.api;
  if (over !== undefined) return { id, statement, outcome: 'failed', reason: `not asked any more: ${over}` };
  try {
    await check(stage);
    return { id, statement, outcome: 'passed', reason: null };
  } catch (error) {
    if (error instanceof NotChecked)
      return { id, statement, outcome: 'skipped', reason: stage.api.mask(error.message) };
    if (error instanceof Contradiction)
      return { id, statement, outcome: 'failed', reason: stage.api.mask(error.message) };
    throw error;
  }
}

/** Texts of credentials that were given; a short one could stand anywhere. */
const secretsOf = (target: Target | undefined): readonly string[] =>
  Object.entries(target?.auth ?? {}).flatMap(([name, value]) =>
    typeof value === 'string' && value.length >= 8 && !['type', 'username', 'client_id'].includes(name) ? [value] : [],
  );

/** Takes everything away; what cannot be is said. */
async function leave(stage: Stage): Promise<readonly string[]> {
  const left: string[] = [];
  const attempt = async (work: () => Promise<void>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof NotChecked) && !(error instanceof Contradiction)) throw error;
      left.push(stage.api.mask(error.message));
    }
  };
  for (const operator of stage.operators) {
    await attempt(() => pause(stage.api, operator));
    left.push(`the operator ${operator} stays, paused: operators are not taken back`);
  }
  await attempt(stage.clear);
  for (const listing of stage.published()) {
    // What is published stays published; nobody installs it by mistake.
    await attempt(() => change(stage.api, listing, { status: 'early_access', price: null }));
    left.push(`${listing} stays in the catalogue, in early access: what is published is not taken back`);
  }
  return left;
}

/**
 * Looks at a marketplace from outside, statement by statement (FC-1…59), with connectors that it installs and takes away again.
 * Whatever the server does is a result; input failures: `bad_marketplace`, `insecure_marketplace`, `bad_key`,
 * `unknown_statement`; remote failure: `source_failed`.
 */
export async function checkMarketplace(options: ConformanceOptions): Promise<Result<ConformanceReport>> {
  const marketplace = marketplaceAddress(options.marketplace);
  if (!marketplace.ok) return marketplace;
  for (const key of [options.key, options.otherKey, options.readKey]) {
    const checked = key === undefined ? undefined : checkKey(key);
    if (checked && !checked.ok) return checked;
  }
  const known = new Set(statements.map(({ id }) => id));
  const unknown = options.only?.find((id) => !known.has(id));
  if (unknown !== undefined)
    return fail('input', 'unknown_statement', `There is no statement ${unknown}: ${[...known].sort().join(', ')}.`);
  const source = options.target
    ? undefined
    : await startSource({ port: options.sourcePort ?? 0, url: options.sourceUrl });
  if (source && !source.ok) return source;
  const api = openApi({
    marketplace: marketplace.value,
    key: options.key,
    fetch: options.fetch ?? globalThis.fetch,
    requestMs: options.requestMs ?? conformanceLimits.requestMs,
  });
  for (const secret of source ? [source.value.key, source.value.user.password] : secretsOf(options.target))
    api.hide(secret);
  const { key, otherKey, readKey, target } = options;
  const stage = openStage({ api, key, otherKey, readKey, target, source: source?.value });
  try {
    const results: StatementResult[] = [];
    for (const statement of statements) {
      if (options.only && !options.only.includes(statement.id)) continue;
      const result = await decide(statement, stage);
      options.onResult?.(result);
      results.push(result);
    }
    const number = ({ id }: StatementResult): number => Number(id.slice('FC-'.length));
    const left = await leave(stage);
    return ok({
      marketplace: shownAddress(marketplace.value),
      results: results.sort((a, b) => number(a) - number(b)),
      left,
    });
  } finally {
    if (source) await source.value.close();
  }
}
