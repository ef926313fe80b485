import type { AuthorizeEvent } from '../../../../shared/contract/connections.ts';
import type { Failure } from '../../../../shared/result.ts';
import type { Connection } from '../../../../shared/run/connection.ts';

/** How far the authorization of a connection is. */
export type AuthorizeStage =
  | { readonly kind: 'starting'; readonly run: string | null }
  /** The person allows the access at an address; `opened` where the desktop has opened it already. */
  | { readonly kind: 'browser'; readonly run: string | null; readonly url: string; readonly opened: boolean }
  /** The person types a code at an address before the time, ms since the epoch. */
  | {
      readonly kind: 'code';
      readonly run: string | null;
      readonly userCode: string;
      readonly url: string;
      readonly until: number;
    }
  | { readonly kind: 'done'; readonly run: string | null; readonly connection: Connection }
  | { readonly kind: 'failed'; readonly run: string | null; readonly failure: Failure };

export const starting: AuthorizeStage = { kind: 'starting', run: null };

/** The stage after an event. */
export function afterEvent({ run }: AuthorizeStage, event: AuthorizeEvent): AuthorizeStage {
  switch (event.kind) {
    case 'started':
      return { kind: 'starting', run: event.run };
    case 'open':
      return { kind: 'browser', run, url: event.url, opened: false };
    case 'code': {
      const { userCode, verificationUrl: url, expiresAt } = event;
      return { kind: 'code', run, userCode, url, until: Date.parse(expiresAt) };
    }
    case 'done':
      return { kind: 'done', run, connection: event.connection };
  }
}

/** Whether the authorization goes on. */
export const isUnderWay = (stage: AuthorizeStage | undefined): boolean =>
  stage !== undefined && stage.kind !== 'done' && stage.kind !== 'failed';

/** What is known of the tokens of an oauth2 connection, from what the studio noted beside its fields. */
export interface TokenState {
  readonly kind: 'none' | 'itself' | 'good' | 'ended';
  /** End of the token, RFC 3339, where the source told it. */
  readonly until?: string;
  /** Whether the studio gets the next one by itself. */
  readonly renews: boolean;
}

export function tokenState({ fields, secrets }: Connection, flows: readonly string[], now: number): TokenState {
  const has = (name: string) => secrets.some(({ field, stored }) => field === name && stored !== 'missing');
  const renews = has('refresh_token') || fields.grant === 'clientCredentials';
  if (!has('access_token')) {
    const byItself = flows.length === 1 && flows[0] === 'clientCredentials';
    return { kind: byItself ? 'itself' : 'none', renews };
  }
  const end = fields.expires_at;
  if (typeof end !== 'string' || Number.isNaN(Date.parse(end))) return { kind: 'good', renews };
  return { kind: Date.parse(end) > now || renews ? 'good' : 'ended', until: end, renews };
}
