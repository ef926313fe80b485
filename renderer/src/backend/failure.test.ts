import { ORPCError } from '@orpc/client';
import { expect, test } from 'vitest';
import { DisconnectedError, toFailure } from './failure.ts';

test('an expected failure keeps its code and its sentence', () => {
  const failure = {
    kind: 'input',
    code: 'stale_revision',
    message: 'Revision 3 is not the newest.',
    details: { newest: 4 },
  };
  expect(toFailure(new ORPCError('FAILURE', { status: 422, data: failure }))).toEqual(failure);
});

test('malformed input, a fault of the host and a lost connection each have a sentence', () => {
  expect(toFailure(new ORPCError('BAD_REQUEST', { data: { issues: [] } }))).toMatchObject({ kind: 'input' });
  expect(toFailure(new ORPCError('INTERNAL_SERVER_ERROR')).message).toContain('studio host failed');
  expect(toFailure(new DisconnectedError()).code).toBe('disconnected');
  expect(toFailure('odd').message).toContain('Try again');
});
