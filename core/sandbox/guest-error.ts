import { sandboxLimits } from '../../shared/limits.ts';

/** What the guest says of a thrown value. All of it is guest text. */
export interface GuestError {
  readonly name: string;
  readonly message: string;
  readonly stack: string;
  /** Type of a thrown value that was no object; 'unknown' where it could not be described. */
  readonly value?: string;
}

/** The guest's own side cuts its texts, but with functions that its code may replace: here nobody can (A44). */
const text = (value: unknown, maxChars: number): string => {
  if (typeof value !== 'string') return '';
  // One more: what the guest's side cut ends in a mark.
  return value.length > maxChars + 1 ? `${value.slice(0, maxChars)}…` : value;
};

/** Reads the guest's description of an error; anything odd in it becomes an empty text, and texts are bounded. */
export function parseGuestError(json: string): GuestError {
  let parsed: unknown;
  try {
    parsed = JSON.parse(json);
  } catch {
    parsed = undefined;
  }
  const error =
    typeof parsed === 'object' && parsed !== null
      ? new Map<string, unknown>(Object.entries(parsed))
      : new Map<string, unknown>();
  const value = error.get('value');
  return {
    name: text(error.get('name'), sandboxLimits.errorNameChars) || 'Error',
    message: text(error.get('message'), sandboxLimits.errorChars),
    stack: text(error.get('stack'), sandboxLimits.errorChars),
    ...(typeof value === 'string' ? { value: text(value, sandboxLimits.errorNameChars) } : {}),
  };
}
