/**
 * Expected failures are values. A `Failure` is what a person reads: one sentence that names the thing and the remedy.
 * Bugs throw; nothing else does.
 */
export type FailureKind =
  /** Bad usage or bad input: the caller can mend it. CLI exit code 2. */
  | 'input'
  /** The connector's own code or its source failed. CLI exit code 1. */
  | 'connector'
  /** A server that the studio talks to failed or refused. CLI exit code 1. */
  | 'remote'
  /** The machine failed: disk, keychain, engine. CLI exit code 1. */
  | 'system';

export interface Failure {
  readonly kind: FailureKind;
  /** Stable snake_case name, for programs. */
  readonly code: string;
  /** One sentence for people: what, where, what to do. */
  readonly message: string;
  /** Further facts for programs (line, column, candidates …); JSON only. */
  readonly details?: Readonly<Record<string, unknown>>;
}

export type Result<T, E = Failure> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: E };

export const ok = <T>(value: T): Result<T, never> => ({ ok: true, value });

export const fail = (
  kind: FailureKind,
  code: string,
  message: string,
  details?: Readonly<Record<string, unknown>>,
): Result<never, Failure> => ({ ok: false, error: { kind, code, message, ...(details ? { details } : {}) } });

/** What a thrown value says, for the end of a sentence. */
export const reasonOf = (thrown: unknown): string => (thrown instanceof Error ? thrown.message : String(thrown));

/** For switches over closed unions: a new member becomes a compile error. */
export function assertNever(value: never): never {
  throw new Error(`unexpected member of a closed union: ${JSON.stringify(value)}`);
}
