import { expect, it } from 'vitest';
import { createRandom } from '../../shared/random.ts';
import { Needles } from './needles.ts';

const bytes = (text: string): Uint8Array => Buffer.from(text);

it('finds what stands there, the longest of each place, overlapping ones as one', () => {
  const needles = new Needles(['abcd', 'abcdef', 'cdxx'].map(bytes));
  expect(needles.findAll(bytes('..abcdef..abcdxx'))).toEqual([
    [2, 8],
    [10, 16],
  ]);
  expect(needles.within(bytes('abc abce'))).toBe(false);
  expect(needles.within(bytes(''))).toBe(false);
});

it('finds the same as a search for each needle, whatever stands there', () => {
  const random = createRandom(7, 'needles');
  const letters = (length: number): string => Array.from({ length }, () => random.pick(['a', 'b', 'ü'])).join('');
  for (let round = 0; round < 300; round++) {
    const forms = Array.from({ length: random.integer(1, 12) }, () => letters(random.integer(2, 7)));
    const text = bytes(letters(random.integer(0, 60)));
    const single = forms.map(bytes).flatMap((needle) => {
      const starts = [...text.keys()].filter((at) => needle.every((byte, index) => text[at + index] === byte));
      return starts.map((at): [number, number] => [at, at + needle.length]);
    });
    const longest = new Map<number, number>();
    for (const [start, end] of single) longest.set(start, Math.max(end, longest.get(start) ?? 0));
    const wanted: [number, number][] = [];
    for (const [start, end] of [...longest].sort(([left], [right]) => left - right)) {
      const last = wanted.at(-1);
      if (last && start < last[1]) last[1] = Math.max(last[1], end);
      else wanted.push([start, end]);
    }
    const needles = new Needles(forms.map(bytes));
    expect(needles.findAll(text)).toEqual(wanted);
    expect(needles.within(text)).toBe(wanted.length > 0);
  }
});
