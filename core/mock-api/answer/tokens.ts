import { createHash } from 'node:crypto';

/** A cursor that says nothing to whoever holds it: a position that only the list it was given for takes back. */
export interface Tokens {
  make(position: number): string;
  /** The position in a cursor; undefined for one that this list has not given. */
  read(token: string): number | undefined;
}

const MARK_CHARS = 8;

/** Cursors of one list, different for every list and seed. */
export function tokensFor(seed: number, list: string): Tokens {
  const mark = (position: number): string =>
    createHash('sha256').update(`${seed}/${list}/${position}`).digest('base64url').slice(0, MARK_CHARS);
  return {
    make: (position) => `${mark(position)}${position.toString(36)}`,
    read: (token) => {
      const position = Number.parseInt(token.slice(MARK_CHARS), 36);
      return Number.isSafeInteger(position) && position >= 0 && token === `${mark(position)}${position.toString(36)}`
        ? position
        : undefined;
    },
  };
}
