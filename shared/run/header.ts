import type { Header } from './exchange.ts';

/** The first value of a header, as it came; undefined where there is none. `name` in lower case. */
export const headerOf = (headers: readonly Header[], name: string): string | undefined =>
  headers.find(([one]) => one.toLowerCase() === name)?.[1];
