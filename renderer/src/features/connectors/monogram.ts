/** The first letters of the first two words. */
export function monogramOf(name: string): string {
  const words = name.split(/[\s-]+/).filter((word) => word !== '');
  const letters = words.length > 1 ? words.slice(0, 2).map((word) => word.slice(0, 1)) : [(words[0] ?? '').slice(0, 2)];
  return letters.join('').toUpperCase();
}
