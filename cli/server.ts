import { fail, type Result } from '../shared/result.ts';
import { errorCode } from './source.ts';

/**
 * Resolves when this process is told to stop: Ctrl+C, SIGTERM, or the end of the process that started it (its IPC
 * channel closes). Call it before printing that the server is ready: whoever waits for that may stop it at once.
 */
export function untilStopped(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve());
    process.once('disconnect', () => resolve());
  });
}

/** One sentence for a server that could not start. */
export function serverFailure(name: string, port: number, error: unknown): Result<never> {
  const code = errorCode(error);
  if (code === 'EADDRINUSE') {
    return fail(
      'input',
      'port_taken',
      `${name} cannot use port ${port}: another program has it. Choose another port, or 0 for any.`,
    );
  }
  if (code === 'EACCES') {
    return fail('input', 'port_refused', `${name} may not use port ${port}: choose one above 1023, or 0 for any.`);
  }
  return fail('system', 'server_failed', `${name} could not start: ${error instanceof Error ? error.message : code}.`);
}
