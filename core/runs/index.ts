import type { Result } from '../../shared/result.ts';
import type { RunEvent, RunRequest } from '../../shared/run/run.ts';
import { TokenDesk } from '../auth/desk.ts';
import { createSandbox, type Sandbox } from '../sandbox/index.ts';
import type { SecretStore } from '../vault/types.ts';
import type { RunData } from '../workspace/types.ts';
import type { Environment } from './access.ts';
import type { Clock } from './clock.ts';
import { type HostRunRequest, type HostWork, startHostRun } from './host-run.ts';
import type { StartedRun } from './launch.ts';
import { LiveRuns } from './live.ts';
import { startRun } from './run.ts';
import { createSeriesDesk, type SeriesDesk } from './series.ts';
import { CookieJars } from './wire.ts';

export type { HostRun, HostRunRequest, HostWork } from './host-run.ts';
export type { StartedRun } from './launch.ts';
export type { RunHttpRequest } from './network.ts';
export { openRoute, type Route } from './wire.ts';

/** Runs functions and commands of connectors, from the request to the stored record. */
export interface Runner {
  /**
   * Starts a run. What the caller can mend fails with an input failure and leaves no run: `unknown_connector`,
   * `unknown_target`, `unknown_connection`, `several_connections`, `missing_secret`, `unknown_entity`, `unknown_run`
   * and `other_connector` (replay), `run_exists`. Everything after that is the run's outcome. Events come in batches, about
   * one in 16 ms; the last is `done`.
   */
  start(request: RunRequest, onEvent?: (events: readonly RunEvent[]) => void): Promise<Result<StartedRun>>;
  /**
   * Starts a run whose requests are made by the studio itself, with a connection's credentials: recorded, masked and held to
   * the egress policy like those of guest code. Input failures as with `start`.
   */
  startHost(
    request: HostRunRequest,
    work: HostWork,
    onEvent: (events: readonly RunEvent[]) => void,
  ): Promise<Result<StartedRun>>;
  /** False where no such run is under way. */
  cancel(run: string): boolean;
  /** Runs of every kind that are under way, and what they report. */
  readonly live: Pick<LiveRuns, 'follow' | 'list' | 'onChange'>;
  /** Many runs, one after another. */
  readonly series: Omit<SeriesDesk, 'close' | 'forget'>;
  /** Cancels whatever of a connector runs and waits for its end: nothing of one that is removed is written any more. */
  end(connector: string): Promise<void>;
  /** Cancels what runs, waits for its record, and ends the workers of its own sandbox. */
  close(): Promise<void>;
}

export interface RunnerParts {
  readonly workspace: RunData;
  readonly vault: SecretStore;
  /** Where secrets given by variable are read from; default: none. */
  readonly environment?: Environment;
  /** A sandbox shared with others, which closes it; default: one of its own. */
  readonly sandbox?: Sandbox;
  /** What waits between tries go by; default: the clock of the machine. */
  readonly clock?: Clock;
  /** Numbers from 0 to 1 for these waits; default: random ones. */
  readonly random?: () => number;
}

async function endAll(running: readonly StartedRun[]): Promise<void> {
  for (const run of running) run.cancel();
  await Promise.all(running.map((run) => run.done));
}

export function createRunner(parts: RunnerParts): Runner {
  const sandbox = parts.sandbox ?? createSandbox();
  const live = new LiveRuns(parts.workspace.runs);
  const environment = parts.environment ?? {};
  const jars = new CookieJars(parts.workspace);
  const desk = new TokenDesk(parts.workspace, parts.vault);
  const runs: Pick<Runner, 'start' | 'cancel'> = {
    start: (request, onEvent) =>
      live.start(request.id, onEvent, (deliver) => {
        // The worker starts while files and secrets are read.
        sandbox.warm();
        return startRun({ ...parts, environment, sandbox, jars, desk }, request, deliver);
      }),
    cancel: (id) => live.cancel(id),
  };
  const series = createSeriesDesk(runs);
  return {
    ...runs,
    startHost: (request, work, onEvent) =>
      live.start(undefined, onEvent, (deliver) =>
        startHostRun({ ...parts, environment, jars, desk }, request, work, deliver),
      ),
    live,
    series,
    end: async (connector) => {
      await series.forget(connector);
      const ids = new Set(live.list().flatMap((run) => (run.connector === connector ? [run.id] : [])));
      await endAll(live.all().filter(({ id }) => ids.has(id)));
    },
    close: async () => {
      await series.close();
      await endAll(live.all());
      await desk.idle();
      if (!parts.sandbox) await sandbox.close();
    },
  };
}
