/** Bytes of one line of a hex view. */
export const hexBytes = 16;

/** One line of a hex view: offset, bytes in hexadecimal, and the characters they are in ASCII. */
export interface HexRow {
  readonly offset: string;
  readonly hex: string;
  readonly text: string;
}

const two = (byte: number): string => byte.toString(16).padStart(2, '0');

/** The line of bytes at an index. */
export function hexRow(bytes: Uint8Array, index: number): HexRow {
  const at = index * hexBytes;
  const line = bytes.subarray(at, at + hexBytes);
  const hex = Array.from(line, (byte, place) => `${place === 8 ? ' ' : ''}${two(byte)}`).join(' ');
  return {
    offset: at.toString(16).padStart(8, '0'),
    hex: hex.padEnd(hexBytes * 3),
    text: Array.from(line, (byte) => (byte > 0x1f && byte < 0x7f ? String.fromCharCode(byte) : '·')).join(''),
  };
}
