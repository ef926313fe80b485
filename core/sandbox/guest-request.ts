import { z } from 'zod';
import type { GuestRequest } from './types.ts';

const requestSchema = z.object({
  method: z.string(),
  url: z.string(),
  headers: z.array(z.tuple([z.string(), z.string()])),
  body: z.string().optional(),
  timeoutMs: z.number().positive().optional(),
});

/** Parses what a guest sent as a request: one JSON text, own plain values only (A38). undefined where it is anything else. */
export function parseGuestRequest(json: string, bytes: Uint8Array | undefined): GuestRequest | undefined {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return undefined;
  }
  const parsed = requestSchema.safeParse(value);
  if (!parsed.success) return undefined;
  const { method, url, headers, body, timeoutMs } = parsed.data;
  const content = bytes ?? (body === undefined ? undefined : new TextEncoder().encode(body));
  return {
    method,
    url,
    headers,
    ...(content === undefined ? {} : { body: content }),
    ...(timeoutMs === undefined ? {} : { timeoutMs }),
  };
}
