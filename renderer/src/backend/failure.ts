import { ORPCError } from '@orpc/client';
import { failureErrors } from '../../../shared/contract/errors.ts';
import type { Failure } from '../../../shared/result.ts';
import { backendTexts as texts } from '../texts/backend.ts';

/** The transport ended before the answer came. */
export class DisconnectedError extends Error {
  override name = 'DisconnectedError';
  constructor() {
    super(texts.lost);
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
      message: error.code === 'BAD_REQUEST' ? texts.malformed : texts.failed(error.message),
    };
  }
  return {
    kind: 'system',
    code: 'unexpected',
    message: error instanceof Error ? error.message : texts.unexplained,
  };
}
