import { randomBytes } from 'node:crypto';
import type { Result } from '../../shared/result.ts';
import { ok } from '../../shared/result.ts';
import type { Outcome, RunDetail, RunRecord } from '../../shared/run/run.ts';
import type { HttpClient } from '../network/index.ts';
import { WorkspaceError } from '../workspace/faults.ts';
import type { Workspace } from '../workspace/types.ts';
import type { RunLog } from './record.ts';

/** An id that no other run has. */
export const newRunId = (): string => `run_${randomBytes(8).toString('hex')}`;

/** How the work of a run ended. */
export interface Ending {
  readonly outcome: Outcome;
  readonly result: unknown;
  readonly pages: number;
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
  readonly workspace: Workspace;
  readonly record: RunRecord;
  readonly log: RunLog;
  /** Closed when the run ends; absent where recorded answers stand in for the network. */
  readonly client?: HttpClient | undefined;
  /** Aborted by `cancel`. */
  readonly stop: AbortController;
  work(): Promise<Ending>;
}

/** Notes a run and starts its work; fails, leaving no run, where it cannot be noted. */
export function launch({ workspace, record, log, client, stop, work }: Launch): Result<StartedRun> {
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
      const message = `The studio failed: ${error instanceof Error ? error.message : String(error)}`;
      ending = { outcome: { kind: 'engineFault', message }, result: null, pages: 1 };
    }
    await client?.close();
    return log.finish(ending.outcome, ending.result, ending.pages);
  };
  return ok({ id: record.id, done: whole(), cancel: () => stop.abort() });
}
