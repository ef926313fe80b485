import type { Exchange } from '../../../shared/run/exchange.ts';
import type { Outcome } from '../../../shared/run/run.ts';

const MESSAGE_CHARS = 500;

/** How a call of a connector ended. Messages carry no secrets. */
export type Verdict =
  | { readonly kind: 'ok' }
  /** The source said no to the credentials. */
  | { readonly kind: 'rejected'; readonly code: 'auth_failed'; readonly message: string }
  /** The source could not be reached. */
  | { readonly kind: 'unreachable'; readonly code: 'connector_upstream_error'; readonly message: string }
  /** The source, or the connector, failed in another way. */
  | {
      readonly kind: 'failed';
      readonly code: 'source_error' | 'timeout' | 'host_refused' | 'tool_failed' | 'connector_failed';
      readonly message: string;
    };

const failed = (code: Extract<Verdict, { kind: 'failed' }>['code'], message: string): Verdict => ({
  kind: 'failed',
  code,
  message: message.slice(0, MESSAGE_CHARS),
});

/** Errors that are thrown by code that is wrong, not by code that says something. */
const BUGS: ReadonlySet<string> = new Set([
  'TypeError',
  'ReferenceError',
  'SyntaxError',
  'RangeError',
  'InternalError',
  'InvalidResult',
]);

const isBusy = (status: number): boolean => status >= 500 || status === 429;

/** What the last request says about an error: a connector may put it in any words. */
function fromExchange({ status, error, url }: Exchange, message: string): Verdict | undefined {
  if (error?.code === 'refused') return failed('host_refused', error.message);
  if (status === null && error)
    return { kind: 'unreachable', code: 'connector_upstream_error', message: error.message.slice(0, MESSAGE_CHARS) };
  if (status === 401 || status === 403)
    return { kind: 'rejected', code: 'auth_failed', message: message.slice(0, MESSAGE_CHARS) };
  if (status !== null && isBusy(status))
    return failed('source_error', `${URL.parse(url)?.host ?? 'The source'} answered ${status}: ${message}`);
  return undefined;
}

/** Judges a call by its outcome and its requests, the last one last. */
export function verdictOf(outcome: Outcome | null, exchanges: readonly Exchange[]): Verdict {
  if (!outcome) return failed('connector_failed', 'The call did not end.');
  switch (outcome.kind) {
    case 'ok':
      return { kind: 'ok' };
    case 'error': {
      const { message } = outcome;
      const last = exchanges.at(-1);
      const told = last && fromExchange(last, message);
      if (told) return told;
      if (outcome.name === 'AuthorizationError')
        return { kind: 'rejected', code: 'auth_failed', message: message.slice(0, MESSAGE_CHARS) };
      return failed(BUGS.has(outcome.name) ? 'connector_failed' : 'tool_failed', message);
    }
    case 'timeout':
      return failed('timeout', outcome.message);
    case 'refused':
      return failed(
        'host_refused',
        `The connector may not reach ${outcome.host}: it is none of its hosts, or not public.`,
      );
    default:
      return failed('connector_failed', outcome.message);
  }
}
