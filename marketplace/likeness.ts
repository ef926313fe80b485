/** Signs that are read as another one, most of all in a list: `PayPaI`, `paypa1` and `PayPal`. */
const twins: readonly (readonly [RegExp, string])[] = [
  [/[i1|!]/g, 'l'],
  [/0/g, 'o'],
  [/5/g, 's'],
  [/rn/g, 'm'],
  [/vv/g, 'w'],
];

/**
 * What a name looks like: two names that a person takes for the same have the same likeness (A118). Names hold letters,
 * digits and a few signs of ASCII, so no table of other scripts is needed.
 */
export function likenessOf(name: string): string {
  const letters = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9|!]/g, '');
  return twins.reduce((text, [sign, twin]) => text.replace(sign, twin), letters);
}

/** Signs that are no letters where two names are compared letter by letter: a number may stand for what it is. */
const closeTwins: typeof twins = [[/[i|!]/g, 'l'], ...twins.filter(([, twin]) => ['m', 'w'].includes(twin))];
/** Parts of a name that only count: `2`, `v3`, a last single letter. */
const counting = /^(?:v?[0-9]+)$/;

/** A name as it is compared letter by letter; `#` stands for a part that only counts. */
function closenessOf(name: string): string {
  const parts = name
    .normalize('NFKD')
    .toLowerCase()
    .split(/[^a-z0-9|!]+/)
    .filter((part) => part !== '');
  const counted = parts.map((part, at) => {
    const isLastLetter = at > 0 && at === parts.length - 1 && part.length === 1;
    return counting.test(part) || isLastLetter ? '#' : part;
  });
  return closeTwins.reduce((text, [sign, twin]) => text.replace(sign, twin), counted.join(''));
}

/** Letters that a name must have, for one of them to make it look like another. */
const CLOSE_LETTERS = 5;

const lettersOf = (text: string): number => text.replace(/[^a-z]/g, '').length;

/** What is left of two texts without what they begin and end with alike. */
function difference(a: string, b: string): readonly [string, string] {
  const shortest = Math.min(a.length, b.length);
  let start = 0;
  while (start < shortest && a[start] === b[start]) start++;
  let end = 0;
  while (end < shortest - start && a.at(-1 - end) === b.at(-1 - end)) end++;
  return [a.slice(start, a.length - end), b.slice(start, b.length - end)];
}

/**
 * Whether two names of at least five letters are one slip of the pen apart: a letter too many, too few or another, or two
 * neighbours in each other's place (A118). What differs in a number only is another version or part of the same: no slip.
 */
export function isClose(name: string, other: string): boolean {
  const [a, b] = [closenessOf(name), closenessOf(other)];
  if (lettersOf(a) < CLOSE_LETTERS || lettersOf(b) < CLOSE_LETTERS) return false;
  const [mine, theirs] = difference(a, b);
  const changed = mine + theirs;
  if (!/[a-z]/.test(changed) || changed.includes('#')) return false;
  if (mine.length <= 1 && theirs.length <= 1) return true;
  return mine.length === 2 && theirs === `${mine[1]}${mine[0]}`;
}

/**
 * What names that are close have in common: of two names that are close at least one text is among those of both. It is the name
 * without one of its letters, and whole: as many texts as it has letters, to be looked up instead of all names. None for a name
 * that is close to no other.
 */
export function neighboursOf(name: string): readonly string[] {
  const text = closenessOf(name);
  if (lettersOf(text) < CLOSE_LETTERS) return [];
  return [...new Set([text, ...Array.from(text, (_, at) => text.slice(0, at) + text.slice(at + 1))])];
}
