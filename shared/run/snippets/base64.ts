/** Bytes as base64. */
export const base64 = (bytes: Uint8Array): string => {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
};

/** Characters that do something, or turn text around, where a person thinks to see what stands there. */
export const UNSEEN = /[\p{Cc}\p{Cf}\u2028\u2029]/u;
