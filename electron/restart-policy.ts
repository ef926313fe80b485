/** Crashes within the window that are made good by a new start; the next one is not. */
const MAX_CRASHES = 3;
const WINDOW_MS = 60_000;

/** Decides whether a process that crashed is started again: not where it crashes over and over. */
export interface RestartPolicy {
  /** Counts a crash; true where a new start is still allowed. */
  crashed(): boolean;
  mayStart(): boolean;
  /** Forgets all crashes: a person asked for another try. */
  reset(): void;
}

/** @param now a clock in ms that never jumps */
export function createRestartPolicy(now: () => number = () => performance.now()): RestartPolicy {
  let crashes: number[] = [];
  const mayStart = (): boolean => crashes.filter((at) => now() - at < WINDOW_MS).length <= MAX_CRASHES;
  return {
    crashed: () => {
      crashes = [...crashes, now()].slice(-MAX_CRASHES - 1);
      return mayStart();
    },
    mayStart,
    reset: () => {
      crashes = [];
    },
  };
}
