/** Number of the row, from 0, that a JSONPath in a result leads into; undefined where it leads elsewhere. */
export function rowAt(path: string): number | undefined {
  const [, number] = /^\$(?:\.items)?\[(\d+)\]/.exec(path) ?? [];
  return number === undefined ? undefined : Number(number);
}
