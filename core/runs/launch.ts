import { randomBytes } from 'node:crypto';
import { ok, type Result, reasonOf } from '../../shared/result.ts';
import type { Finding } from '../../shared/run/finding.ts';
import type { Outcome, RunDetail, RunRecord } from '../../shared/run/run.ts';
import { WorkspaceError } from '../workspace/faults.ts';
import type { RunData } from '../workspace/types.ts';
import type { RunNetwork } from './network.ts';
import type { RunLog } from './record.ts';

/** An id that no other run has. */
export const newRunId = (): string => `run_${randomBytes(8).toString('hex')}`;

/** How the work of a run ended. */
export interface Ending {
  readonly outcome: Outcome;
  readonly result: unknown;
  readonly pages: number;
  /** Masked; errors first. */
  readonly findings?: readonly Finding[];
}

/** A run under way. */
export interface StartedRun {
  readonly id: string;
  /** Never rejects. */
  readonly done: Promise<RunDetail>;
  /** Ends it within 300 ms; its outcome is `cancelled`. */
  cancel(): void;
}

/** Everything that a run needs to be noted, to work and to end. */
export interface Launch {
  readonly workspace: RunData;
  readonly record: RunRecord;
  readonly log: RunLog;
  /** Closed when the run ends. */
  readonly network: RunNetwork;
  /** Aborted by `cancel`. */
  readonly stop: AbortController;
  work(): Promise<Ending>;
}

/** Notes a run and starts its work; fails, leaving no run, where it cannot be noted. */
export function launch({ workspace, record, log, network, stop, work }: Launch): Result<StartedRun> {
  try {
    workspace.runs.begin(record);
  } catch (error) {
    if (error instanceof WorkspaceError) return { ok: false, error: error.failure };
    throw error;
  }
  const whole = async (): Promise<RunDetail> => {
    let ending: Ending;
    try {
      ending = await work();
    } catch (error) {
      // A bug of ours; the run must end all the same.
      const message = `The studio failed: ${reasonOf(error)}`;
      ending = { outcome: { kind: 'engineFault', message }, result: null, pages: 1 };
    }
    await network.close();
    return log.finish(ending.outcome, ending.result, ending.pages, ending.findings);
  };
  return ok({ id: record.id, done: whole(), cancel: () => stop.abort() });
}
