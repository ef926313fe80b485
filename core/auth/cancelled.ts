import { fail, type Result } from '../../shared/result.ts';

/**
 * The result of a work, or `cancelled` as soon as the signal aborts. The work itself goes on: a token that is being issued must
 * still be kept, but nobody waits for it.
 */
export async function orCancelled<T>(work: Promise<Result<T>>, signal: AbortSignal): Promise<Result<T>> {
  const { promise, resolve } = Promise.withResolvers<Result<T>>();
  const cancel = (): void => resolve(fail('input', 'cancelled', 'The request was ended because the run ended.'));
  signal.addEventListener('abort', cancel, { once: true });
  if (signal.aborted) cancel();
  try {
    return await Promise.race([work, promise]);
  } finally {
    signal.removeEventListener('abort', cancel);
  }
}
