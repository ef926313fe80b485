import type { probeLimits } from '../../shared/limits.ts';
import type { Header } from '../../shared/run/exchange.ts';

/** The limits of a probe; units as in shared/limits.ts. */
export type ProbeLimits = { readonly [Name in keyof typeof probeLimits]: number };

export type Row = Readonly<Record<string, unknown>>;

/** Parameters of a request by name. */
export type Values = Readonly<Record<string, string | number>>;

/** One answer of a list. */
export interface Page {
  /** Address that was asked for, without what the paging adds: addresses of next pages are relative to it. */
  readonly base: URL;
  readonly headers: readonly Header[];
  readonly body: unknown;
  readonly rows: readonly Row[];
  /** False where the place of the rows does not exist in the answer. */
  readonly hasRecords: boolean;
  /** Rows in all, as the answer says; with the place where it says so. */
  readonly total: { readonly value: number; readonly where: string } | undefined;
}

/** Why there is no page. */
export interface NoPage {
  /**
   * `refused`: the source objects to the request as it stands (4xx); `failed`: it could not answer, or not with a list;
   * `stopped`: a limit of the probe was reached, or it was cancelled.
   */
  readonly kind: 'refused' | 'failed' | 'stopped';
  readonly status?: number;
  readonly sentence: string;
}
