import type { Random } from '../../../shared/random.ts';

const DAY_MS = 86_400_000;

/** All data lies before this moment, whenever the server runs. */
const newest = Date.UTC(2026, 5, 30, 18, 0, 0);

/** A moment of a working day up to `days` before the newest one, ISO 8601 in UTC, whole seconds. */
export function pastMoment(random: Random, days: number): string {
  const day = new Date(newest - random.integer(0, days) * DAY_MS);
  day.setUTCHours(random.integer(7, 17), random.integer(0, 59), random.integer(0, 59), 0);
  return toMoment(day);
}

/** A moment between `start` and the newest one. */
export function momentSince(random: Random, start: string): string {
  const seconds = Math.floor((newest - Date.parse(start)) / 1000);
  return toMoment(new Date(Date.parse(start) + random.integer(0, Math.max(0, seconds)) * 1000));
}

/** The day that lies `days` after `start`, as YYYY-MM-DD. */
export const dayAfter = (start: string, days: number): string =>
  new Date(Date.parse(start) + days * DAY_MS).toISOString().slice(0, 10);

/** ISO 8601 in UTC without fractions of a second. */
export const toMoment = (date: Date): string => `${date.toISOString().slice(0, 19)}Z`;
