/** How a marketplace stands to one statement of the contract. */
export interface StatementResult {
  /** `FC-10`. */
  readonly id: string;
  /** The statement in one sentence. */
  readonly statement: string;
  readonly outcome: 'passed' | 'failed' | 'skipped';
  /** What was found instead, or why it could not be looked at; null where it passed. */
  readonly reason: string | null;
}

/** What a check of a marketplace found. */
export interface ConformanceReport {
  readonly marketplace: string;
  readonly results: readonly StatementResult[];
  /** What the check made and could not take away again, each in a sentence. */
  readonly left: readonly string[];
}

/** What a server did that the contract does not say. */
export class Contradiction extends Error {
  override readonly name = 'Contradiction';
}

/** Why a statement cannot be looked at here. */
export class NotChecked extends Error {
  override readonly name = 'NotChecked';
}

/** Foreign text in a reason: on one line, and short. */
export const quoted = (value: unknown): string =>
  (JSON.stringify(value) ?? 'nothing').replace(/[\p{Cc}\p{Cf}]+/gu, ' ').slice(0, 200);

/** Ends the check of a statement with what was found, unless it holds. */
export function must(holds: boolean, found: string): asserts holds {
  if (!holds) throw new Contradiction(found);
}
