/** Repeatable pseudo-random choices (mulberry32): the same seed gives the same data on every machine. */
export interface Random {
  /** A whole number from `low` to `high`, both included. */
  integer(low: number, high: number): number;
  /** True with this probability, 0…1. */
  chance(probability: number): boolean;
  /** One of the items, which must not be empty. */
  pick<T>(items: readonly T[]): T;
  /** `length` lower-case letters and digits. */
  text(length: number): string;
}

const alphabet = 'abcdefghijklmnopqrstuvwxyz0123456789';

/** Independent streams from one seed: more companies do not change the contacts. */
export function createRandom(seed: number, stream: string): Random {
  let state = seed;
  for (const character of stream) state = Math.imul(state ^ character.charCodeAt(0), 0x9e3779b1) ^ (state >>> 15);

  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const integer = (low: number, high: number): number => low + Math.floor(next() * (high - low + 1));
  return {
    integer,
    chance: (probability) => next() < probability,
    pick: (items) => {
      const item = items[integer(0, items.length - 1)];
      if (item === undefined) throw new Error('nothing to pick from');
      return item;
    },
    text: (length) => Array.from({ length }, () => alphabet[integer(0, alphabet.length - 1)]).join(''),
  };
}
