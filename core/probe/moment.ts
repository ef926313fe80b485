import type { ReportEntity } from '../../shared/import/report.ts';
import { momentOf } from '../generate/since-code.ts';
import { fieldOf } from './rows.ts';
import type { Row } from './types.ts';

/** A moment (ms since 1970) as the source wants it to be asked for, and as the connector writes it. */
export function writtenMoment(entity: ReportEntity, ms: number): string | number {
  switch (momentOf(entity)) {
    case 'seconds':
      return Math.floor(ms / 1_000);
    case 'milliseconds':
      return ms;
    case 'day':
      return new Date(ms).toISOString().slice(0, 10);
    case 'instant':
      return new Date(ms).toISOString();
  }
}

/** The smallest step of a moment as it is written, ms: older rows of the same day or second are no fault. */
export function momentStep(entity: ReportEntity): number {
  const kind = momentOf(entity);
  return kind === 'day' ? 86_400_000 : kind === 'seconds' ? 1_000 : 1;
}

/** Numbers below this count seconds since 1970; as milliseconds they would lie before March 1973. */
const LEAST_MILLISECONDS = 100_000_000_000;

/** The moment that a field of a row holds, ms since 1970; undefined where it holds none. */
export function readMoment(row: Row, field: string): number | undefined {
  const value = fieldOf(row, field);
  if (typeof value === 'number') return value < LEAST_MILLISECONDS ? value * 1_000 : value;
  const moment = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  return Number.isNaN(moment) ? undefined : moment;
}
