import { fail, type Result } from '../shared/result.ts';
import { errorCode } from './source.ts';

/**
 * Waits until this process is told to stop: Ctrl+C, SIGTERM, or the end of the process that started it (its IPC
 * channel closes), then runs `close`.
 */
export async function untilStopped(close: () => Promise<void>): Promise<void> {
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve());
    process.once('disconnect', () => resolve());
  });
  await close();
  if (process.connected) process.disconnect();
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
