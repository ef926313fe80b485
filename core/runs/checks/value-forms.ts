import { asObject } from '../../import/json.ts';

const WORDS: ReadonlySet<string> = new Set([...['true', 'yes', 'on', '1', 'checked', 'false', 'no', 'off', '0', '']]);

/** True, false, or a word for either (the value rule of a checkbox below FB-30). */
export const isBoolean = (value: unknown): boolean =>
  typeof value === 'boolean' ||
  value === 0 ||
  value === 1 ||
  (typeof value === 'string' && WORDS.has(value.toLowerCase()));

/** A whole number as text, too large for a double. */
export const isWholeText = (value: unknown): boolean => typeof value === 'string' && /^-?[1-9]\d{15,}$/.test(value);

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const DATE = /^[+-]?\d{4,6}-\d{2}-\d{2}(?:[T ].*)?$/;

/** The value where it is a date or a moment that can be read. */
export const datePart = (value: unknown): string | undefined =>
  typeof value === 'string' && DATE.test(value) && !Number.isNaN(Date.parse(value)) ? value : undefined;

/** `2026-08-22`, and a day that there is. */
export const isDay = (value: unknown): boolean =>
  typeof value === 'string' && (value === '' || (DAY.test(value) && isRealDay(value)));

function isRealDay(value: string): boolean {
  const time = Date.parse(value);
  // The 31st of a short month is read as the first of the next one.
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(value);
}

/** A moment, or a day where nothing finer is known. */
export const isMoment = (value: unknown): boolean => value === '' || datePart(value) !== undefined;

/** A JSON text with a start and, unless it is open, an end. */
export function isRange(value: unknown, ends: (value: unknown) => boolean): boolean {
  if (typeof value !== 'string') return false;
  if (value === '') return true;
  try {
    const { start, end } = asObject(JSON.parse(value)) ?? {};
    return ends(start) && (end === undefined || end === null || ends(end));
  } catch {
    return false;
  }
}

/** An absolute address; `app://resource` leads to the connector itself (FB-37). */
export const isAddress = (value: unknown): boolean =>
  value === '' || (typeof value === 'string' && /^(?:https?|app):/i.test(value) && URL.canParse(value));
