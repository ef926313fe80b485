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
