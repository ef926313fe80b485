import { z } from 'zod';
import { sandboxLimits } from '../../shared/limits.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { GuestRequest } from './types.ts';

const headers = z.array(z.tuple([z.string(), z.string()], 'it needs a name and a text value'));
const timeoutMs = z.number('it must be a positive number of ms').positive('it must be a positive number of ms');
const attempts = z
  .int('it must be a whole number from 1 to 10')
  .min(1, 'it must be 1 to 10')
  .max(10, 'it must be 1 to 10');
const requestSchema = z.object({
  method: z.string('it must be a text'),
  url: z.string('it must be a text or a URL'),
  headers,
  body: z.string().optional(),
  timeoutMs: timeoutMs.optional(),
  auth: z.boolean('it must be true or false').optional(),
  attempts: attempts.optional(),
  stack: z.string().optional(),
});

/** A request as the guest wants it, and the stack of the call: guest text. */
export interface ParsedRequest {
  readonly request: GuestRequest;
  readonly stack: string;
}

const NO_REQUEST = 'This is not a request: it needs a URL, and headers with text values.';

/**
 * Parses what a guest sent as a request: one JSON text, own plain values only (A38). Fails with `bad_request`, naming the
 * part that is wrong.
 */
export function parseGuestRequest(json: string, bytes: Uint8Array | undefined): Result<ParsedRequest> {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return fail('input', 'bad_request', NO_REQUEST);
  }
  const parsed = requestSchema.safeParse(value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const part = issue?.path[0];
    return fail(
      'input',
      'bad_request',
      part === undefined ? NO_REQUEST : `The request cannot be sent: ${String(part)}: ${issue?.message}.`,
    );
  }
  const { body, stack = '', method, url, headers: pairs, ...rest } = parsed.data;
  const content = bytes ?? (body === undefined ? undefined : new TextEncoder().encode(body));
  return ok({
    request: {
      method,
      url,
      headers: pairs,
      ...(content === undefined ? {} : { body: content }),
      ...(rest.timeoutMs === undefined ? {} : { timeoutMs: rest.timeoutMs }),
      ...(rest.auth === undefined ? {} : { auth: rest.auth }),
      ...(rest.attempts === undefined ? {} : { attempts: rest.attempts }),
    },
    // The guest's own side cuts it, but with functions that its code may replace.
    stack: stack.slice(0, sandboxLimits.requestStackChars + 1),
  });
}
