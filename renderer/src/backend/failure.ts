import { ORPCError } from '@orpc/client';
import { failureErrors } from '../../../shared/contract/errors.ts';
import type { Failure } from '../../../shared/result.ts';

/** The transport ended before the answer came. */
export class DisconnectedError extends Error {
  override name = 'DisconnectedError';
  constructor() {
    super(
      'The connection to the studio host was lost before it answered. Nothing typed is lost: try again once it is back.',
    );
  }
}

/** Anything a call can throw as one sentence for a person. Foreign data is checked: an error may carry anything. */
export function toFailure(error: unknown): Failure {
  if (error instanceof DisconnectedError) return { kind: 'system', code: 'disconnected', message: error.message };
  if (error instanceof ORPCError) {
    const known = failureErrors.FAILURE.data.safeParse(error.data);
    if (known.success) {
      const { details, ...failure } = known.data;
      return details === undefined ? failure : { ...failure, details };
    }
    return {
      kind: error.code === 'BAD_REQUEST' ? 'input' : 'system',
      code: error.code.toLowerCase(),
      message:
        error.code === 'BAD_REQUEST'
          ? 'The studio host refused the input as malformed. Check the fields and try again.'
          : `The studio host failed (${error.message}). Its log says more; try again.`,
    };
  }
  return {
    kind: 'system',
    code: 'unexpected',
    message: error instanceof Error ? error.message : 'Something failed without saying why. Try again.',
  };
}
