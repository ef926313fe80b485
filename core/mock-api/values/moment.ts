import { words } from '../../infer/words.ts';

/** When the first row of every list came to be: 1 January 2024, ms. */
const START_MS = Date.UTC(2024, 0, 1, 8);
const HOUR_MS = 3_600_000;
/** Between one row of a list and the next, ms: 240 rows span less than a year. */
const STEP_MS = 36 * HOUR_MS;

/** What happens in which order to one thing; hours after it came to be. */
const ORDER: readonly (readonly [RegExp, number])[] = [
  [/^(?:birth|born|founded)/, -200_000],
  [/^(?:create|creation|insert|add|regist|sign|join|order|submit|queue|schedul|open|post)/, 0],
  [/^(?:start|begin|from|since|activat|publish|valid|issue|confirm)/, 2],
  [/^(?:update|modif|change|edit|last|sync|seen|touch|activity)/, 5],
  [/^(?:end(?:s|ed)?$|finish|complet|clos|stop|resolv|deliver|paid$|sent$|cancel|delet|archiv|until$|to$)/, 8],
  [/^(?:due|deadline|expire|expiry|expiration|renew|next)/, 400],
];

/** The moment of a row, ms since 1970, in the order in which the names of fields say things happen. */
export function momentOf(name: string, index: number): number {
  const parts = words(name);
  const hours = ORDER.find(([pattern]) => parts.some((word) => pattern.test(word)))?.[1] ?? 1;
  return START_MS + index * STEP_MS + hours * HOUR_MS;
}

const MOMENT =
  /^(?:created|updated|modified|changed|deleted|archived|started|finished|ended|completed|expires|timestamp|canceled|cancelled)$/;

/** True where the name of a number says that it is a moment. */
export function isMomentName(name: string): boolean {
  const parts = words(name);
  const last = parts.at(-1) ?? '';
  return (parts.length > 1 && (last === 'at' || last === 'timestamp')) || (parts.length === 1 && MOMENT.test(last));
}

/** `2024-01-01T08:00:00Z`: without fractions, which not every description allows. */
export const isoMoment = (ms: number): string => new Date(ms).toISOString().replace(/\.\d+Z$/, 'Z');

export const isoDate = (ms: number): string => new Date(ms).toISOString().slice(0, 10);
