import { type ImplementerInternalWithMiddlewares, implement, ORPCError } from '@orpc/server';
import { type Contract, contract } from '../../shared/contract/index.ts';
import type { Failure, Result } from '../../shared/result.ts';
import { failureOf } from '../studio/failures.ts';

/** An expected failure as the contract's FAILURE error: the sentence, and the facts for programs. */
export const toError = (failure: Failure): ORPCError<'FAILURE', Failure> =>
  new ORPCError('FAILURE', { defined: true, status: 422, message: failure.message, data: failure });

/** The value of a result, or the error that crosses the process border. */
export function unwrap<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw toError(result.error);
}

type NoContext = Record<never, never>;

/**
 * The contract, ready to be given handlers; every input is parsed by its schema first. What the disk or the keychain
 * raised crosses as a failure too; a defect crosses without its text.
 */
// Named, since the inferred type is too long for a declaration.
export const os: ImplementerInternalWithMiddlewares<Contract, NoContext, NoContext> = implement(contract).use(
  async ({ next }) => {
    try {
      return await next();
    } catch (error) {
      const failure = failureOf(error);
      throw failure ? toError(failure) : error;
    }
  },
);
