import { describe, expect, it } from 'vitest';
import { compareLines, matchLines, mergeText, splitLines } from './merge-text.ts';

/** A repeatable source of numbers in 0…1 (mulberry32). */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const ROUNDS = 400;

/** A text of few different lines, so that many of them repeat. */
const someText = (next: () => number, lines = Math.floor(next() * 14)): string =>
  Array.from({ length: lines }, () => `${'abcdef'[Math.floor(next() * 6)]}\n`).join('') + (next() < 0.2 ? 'end' : '');

/** Takes lines out of a text, puts others in. */
function edited(next: () => number, text: string, mark: string): string {
  return splitLines(text)
    .flatMap((line) => {
      const dice = next();
      if (dice < 0.12) return [];
      if (dice < 0.24) return [`${mark}${Math.floor(next() * 3)}\n`, line];
      return dice < 0.3 ? [`${mark}\n`] : [line];
    })
    .join('');
}

describe('matching lines', () => {
  it('gives a common subsequence', () => {
    const next = random(1);
    for (let round = 0; round < ROUNDS; round++) {
      const a = splitLines(someText(next, 20));
      const b = splitLines(round % 2 === 0 ? someText(next, 20) : edited(next, a.join(''), 'x'));
      const found = [...matchLines(a, b)];
      const pairs = found.flatMap((to, from) => (to < 0 ? [] : [[from, to] as const]));
      for (const [from, to] of pairs) expect(b[to]).toBe(a[from]);
      for (const [index, [, to]] of pairs.entries()) expect(to).toBeGreaterThan(pairs[index - 1]?.[1] ?? -1);
    }
  });

  it('finds all lines of a text in a longer one', () => {
    const next = random(2);
    for (let round = 0; round < ROUNDS; round++) {
      const text = Array.from({ length: 30 }, (_, n) => `line ${n}\n`);
      const longer = text.flatMap((line) => (next() < 0.3 ? ['more\n', line] : [line]));
      expect([...matchLines(text, longer)].every((to) => to >= 0)).toBe(true);
    }
  });
});

describe('merging three texts', () => {
  it.each([
    ['only theirs changed it: theirs', (base: string, other: string) => [base, base, other, other]],
    ['only ours changed it: ours', (base: string, other: string) => [base, other, base, other]],
    ['both made the same of it: that', (base: string, other: string) => [base, other, other, other]],
  ])('%s', (_, sides) => {
    const next = random(3);
    for (let round = 0; round < ROUNDS; round++) {
      const text = someText(next);
      const [base = '', ours = '', theirs = '', expected] = sides(text, edited(next, text, 'x'));
      expect(mergeText(base, ours, theirs, 'ours')).toEqual({ text: expected, conflict: false });
      const chunks = compareLines(splitLines(base), splitLines(ours), splitLines(theirs));
      expect(chunks.flatMap((chunk) => (chunk.kind === 'clean' ? chunk.lines : ['conflict'])).join('')).toBe(expected);
    }
  });

  it('keeps edits of both sides that do not touch', () => {
    const next = random(4);
    for (let round = 0; round < ROUNDS; round++) {
      const lines = Array.from({ length: 24 }, (_, n) => `line ${n}\n`);
      const at = 1 + Math.floor(next() * 8);
      const far = at + 3 + Math.floor(next() * 10);
      const [first, second] = next() < 0.5 ? [at, far] : [far, at];
      const ours = lines.with(first, 'ours\n').join('');
      const theirs = lines.toSpliced(second, Math.floor(next() * 2), 'theirs\n').join('');
      const merged = mergeText(lines.join(''), ours, theirs, 'theirs');
      expect(merged.conflict).toBe(false);
      expect(merged.text).toContain('ours\n');
      expect(merged.text).toContain('theirs\n');
    }
  });

  it('loses neither side: each side can be put together again from the pieces', () => {
    const next = random(5);
    let conflicts = 0;
    for (let round = 0; round < ROUNDS; round++) {
      const base = someText(next, 12);
      const [ours, theirs] = [edited(next, base, 'o'), edited(next, base, 't')];
      const chunks = compareLines(splitLines(base), splitLines(ours), splitLines(theirs));
      conflicts += chunks.filter((chunk) => chunk.kind === 'conflict').length;
      for (const chunk of chunks) {
        if (chunk.kind !== 'conflict') continue;
        expect(chunk.ours).not.toEqual(chunk.theirs);
        expect(ours).toContain(chunk.ours.join(''));
        expect(theirs).toContain(chunk.theirs.join(''));
      }
      const both = mergeText(base, ours, theirs, 'both').text;
      const onlyNew = (text: string): readonly string[] => splitLines(text).filter((line) => /^[ot]/.test(line));
      for (const line of [...onlyNew(ours), ...onlyNew(theirs)]) expect(both).toContain(line);
    }
    expect(conflicts).toBeGreaterThan(ROUNDS / 4);
  });

  it('takes the asked side of a conflict, and the rest of both', () => {
    const base = 'a\nb\nc\nd\ne\n';
    const ours = 'a\nB\nc\nd\ne\nf\n';
    const theirs = 'z\na\nβ\nc\nd\ne\n';
    expect(mergeText(base, ours, theirs, 'ours')).toEqual({ text: 'z\na\nB\nc\nd\ne\nf\n', conflict: true });
    expect(mergeText(base, ours, theirs, 'theirs').text).toBe('z\na\nβ\nc\nd\ne\nf\n');
    expect(mergeText(base, ours, theirs, 'both').text).toBe('z\na\nB\nβ\nc\nd\ne\nf\n');
    expect(mergeText('x', 'y', 'z', 'both').text).toBe('y\nz');
  });
});
