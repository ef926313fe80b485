import { scanJson } from './scan.ts';

/** A piece of a text: offset and length, in characters. */
export interface JsonPiece {
  readonly start: number;
  readonly length: number;
}

/** A key of an object or an index of an array. */
type Step = string | number;

interface Container {
  readonly kind: 'object' | 'array';
  /** The key whose value comes next, or the index of the item before it. */
  step: Step;
}

const keyOf = (path: readonly PropertyKey[]): string => JSON.stringify(path.map(String));

/**
 * Where values of a JSON text stand, by their paths: the key of a member, the value of an item or of the whole. Of a value that
 * is not there it is the place of the nearest one around it. A text that is no JSON gives places up to its fault.
 */
export function jsonPlaces(text: string): (path: readonly PropertyKey[]) => JsonPiece {
  const places = new Map<string, JsonPiece>();
  const containers: Container[] = [];
  const value = (start: number, end: number): void => {
    const inner = containers.at(-1);
    if (inner?.kind === 'array') inner.step = Number(inner.step) + 1;
    // A member has the place of its key already.
    if (inner?.kind === 'object') return;
    places.set(keyOf(containers.map((one) => one.step)), { start, length: end - start });
  };
  scanJson(text, {
    open(kind, offset) {
      value(offset, offset + 1);
      containers.push({ kind, step: kind === 'array' ? -1 : '' });
    },
    close: () => void containers.pop(),
    key(start, end) {
      const inner = containers.at(-1);
      if (inner) inner.step = String(JSON.parse(text.slice(start, end)));
      places.set(keyOf(containers.map((one) => one.step)), { start, length: end - start });
    },
    string: value,
    number: value,
    literal: (word, offset) => value(offset, offset + String(word).length),
  });
  return (path) => {
    for (let length = path.length; length >= 0; length--) {
      const place = places.get(keyOf(path.slice(0, length)));
      if (place) return place;
    }
    return { start: 0, length: 1 };
  };
}
