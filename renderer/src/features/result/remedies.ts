import type { Failure } from '../../../../shared/result.ts';
import type { Exchange } from '../../../../shared/run/exchange.ts';
import type { RunDetail, RunRecord } from '../../../../shared/run/run.ts';

/** Failures of the way to the source, not of the source. */
const wayFailures: ReadonlySet<string> = new Set([
  'connect_timeout',
  'connection_closed',
  'connection_refused',
  'dns_failure',
  'dns_temporary',
  'headers_timeout',
  'idle_timeout',
  'offline',
  'timeout',
  'unreachable',
]);

const failedOnTheWay = ({ error, fault }: Exchange): boolean =>
  error !== undefined && fault === undefined && wayFailures.has(error.code);

/** Whether a live run failed because the source could not be reached. */
export const isOffline = ({ mode, outcome, exchanges }: RunDetail): boolean =>
  mode === 'live' && outcome?.kind === 'error' && exchanges.some(failedOnTheWay);

/** The last live run of the same target and table that was ok and has requests to answer with. */
export const lastGood = (detail: RunDetail, runs: readonly RunRecord[]): RunRecord | undefined =>
  runs.find(
    (run) =>
      run.target === detail.target &&
      run.input.requestedType === detail.input.requestedType &&
      run.mode === 'live' &&
      run.outcome?.kind === 'ok' &&
      run.exchangeCount > 0,
  );

/** Whether a run did not start because of the connection it was to use. */
export const needsConnection = ({ code }: Failure): boolean =>
  code === 'missing_secret' || code === 'unknown_connection';
