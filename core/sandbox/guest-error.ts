/** What the guest says of a thrown value. All of it is guest text. */
export interface GuestError {
  readonly name: string;
  readonly message: string;
  readonly stack: string;
  /** Type of a thrown value that was no object; 'unknown' where it could not be described. */
  readonly value?: string;
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Reads the guest's description of an error; anything odd in it becomes an empty text. */
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
    name: text(error.get('name')) || 'Error',
    message: text(error.get('message')),
    stack: text(error.get('stack')),
    ...(typeof value === 'string' ? { value } : {}),
  };
}
