/** Pixels that a line of 16 bytes takes, a scrollbar beside it included. */
const wide = 566;

/** Bytes of one line of a hex view of a width in px (0: not known yet), so that lines of usual views need no scrolling. */
export const hexBytes = (width: number): number => (width === 0 || width >= wide ? 16 : 8);

/** One line of a hex view: offset, bytes in hexadecimal, and the characters they are in ASCII. */
export interface HexRow {
  readonly offset: string;
  readonly hex: string;
  readonly text: string;
}

const two = (byte: number): string => byte.toString(16).padStart(2, '0');

/** The line of `count` bytes at an index. */
export function hexRow(bytes: Uint8Array, index: number, count: number): HexRow {
  const at = index * count;
  const line = bytes.subarray(at, at + count);
  const hex = Array.from(line, (byte, place) => `${place === 8 ? ' ' : ''}${two(byte)}`).join(' ');
  return {
    offset: at.toString(16).padStart(8, '0'),
    hex: hex.padEnd(count * 3),
    text: Array.from(line, (byte) => (byte > 0x1f && byte < 0x7f ? String.fromCharCode(byte) : '·')).join(''),
  };
}
