const MAX_CHARS = 4096;

/**
 * The address as it may be handed to the system, or undefined: https only, nothing that runs a program (file:, smb:,
 * custom schemes), no user name that could pretend to be the host (A99).
 */
export function toExternalUrl(value: unknown): string | undefined {
  if (typeof value !== 'string' || value.length > MAX_CHARS || !URL.canParse(value)) return undefined;
  const url = new URL(value);
  return url.protocol === 'https:' && url.username === '' && url.password === '' ? url.href : undefined;
}
