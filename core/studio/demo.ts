import type { Demo } from '../../shared/contract/app.ts';
import { demoApiLimits } from '../../shared/limits.ts';
import { fail, ok, type Result } from '../../shared/result.ts';

/** A demo API that runs. */
export interface RunningDemo {
  /** Without a trailing slash. */
  readonly url: string;
  readonly key: string;
  close(): Promise<void>;
}

/** Starts a demo API on this port of 127.0.0.1, 0 for any that is free. Rejects where the port is taken. */
export type StartDemo = (port: number) => Promise<RunningDemo>;

/** The demo API of a host: at most one runs. */
export interface DemoHost {
  /** The one that runs, or a new one. Fails with `demo_failed`. */
  start(): Promise<Result<Demo>>;
  close(): Promise<void>;
}

/** The demo API as the studio offers it; the host says how to start one, since core/ holds none. */
export function createDemoHost(start: StartDemo): DemoHost {
  let running: Promise<RunningDemo> | undefined;
  return {
    start: async () => {
      // The same port each time, where it is free: a connector to the demo API outlives the host.
      running ??= start(demoApiLimits.port).catch(() => start(0));
      try {
        const { url, key } = await running;
        return ok({ url, key, description: `${url}/openapi.json` });
      } catch (error) {
        running = undefined;
        const reason = error instanceof Error ? error.message : String(error);
        return fail('system', 'demo_failed', `The demo API could not be started: ${reason}. Try again.`);
      }
    },
    close: async () => {
      const demo = running;
      running = undefined;
      await demo?.then(
        (one) => one.close(),
        () => undefined,
      );
    },
  };
}
