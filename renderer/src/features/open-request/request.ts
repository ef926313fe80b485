/** The last part of a path of any system. */
export const baseName = (path: string): string => path.split(/[\\/]/).at(-1) || path;

/** True for a `.connector` archive, by its name. */
export const isArchive = (path: string): boolean => /\.connector$/i.test(path);

/** True for an address on this machine, however it is written. */
export function isOwnMachine(address: string): boolean {
  const host = URL.parse(address)?.hostname ?? '';
  return host === 'localhost' || host.endsWith('.localhost') || host === '[::1]' || host.startsWith('127.');
}

/** Bytes as base64, in parts that fit on the stack. */
export function toBase64(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(text);
}
