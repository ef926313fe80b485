/** A piece of foreign text for a message: quoted, control characters escaped, cut at 120 characters. */
export const quote = (text: string): string => JSON.stringify(text.length > 120 ? `${text.slice(0, 117)}…` : text);

/** Bytes for people: `12.4 MB`. */
export const megabytes = (bytes: number): string => `${(bytes / 1_048_576).toFixed(1)} MiB`;

/** One step of a JSON pointer (RFC 6901). */
export function pointerStep(key: string | number): string {
  if (typeof key === 'number') return String(key);
  return key.includes('~') || key.includes('/') ? key.replaceAll('~', '~0').replaceAll('/', '~1') : key;
}

/** A JSON pointer extended by further steps. */
export function pointerTo(base: string, ...keys: readonly (string | number)[]): string {
  let pointer = base;
  for (const key of keys) pointer += `/${pointerStep(key)}`;
  return pointer;
}

/** A file name for a message: as it is where it is plain, else quoted. */
export const fileLabel = (name: string): string => (/^[\w .()@+-]{1,120}$/.test(name) ? name : quote(name));
