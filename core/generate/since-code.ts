import type { ReportEntity } from '../../shared/import/report.ts';

const MILLISECONDS = /\bmilli|\bms\b|epoch_ms/i;
const SECONDS = /\b(?:unix|epoch|posix)\b/i;
/** A date without a time of day. */
const DAY = /\bYYYY-MM-DD\b(?!\W?(?:T|HH|hh))|\b(?:date only|full-date|\d{4}-\d{2}-\d{2}(?!\W?(?:T|\d\d:)))\b/;

export type Moment = 'seconds' | 'milliseconds' | 'day' | 'instant';

/** How the parameter that asks for changes wants a moment to be written. */
export function momentOf({ incremental, params, fields }: ReportEntity): Moment {
  const parameter = params.find((one) => one.name === incremental?.param);
  const field = fields.find((one) => one.name === incremental?.field);
  const type =
    parameter?.type === undefined || parameter.type === 'unknown' ? (field?.type ?? 'string') : parameter.type;
  const format = parameter?.format ?? '';
  const about = `${parameter?.description ?? ''} ${format}`;
  if (type === 'integer' || type === 'number' || SECONDS.test(about) || /^unix|^epoch/i.test(format)) {
    const inMilliseconds = MILLISECONDS.test(about) || /(?:_ms|Ms|[Mm]illis)$/.test(parameter?.name ?? '');
    return inMilliseconds ? 'milliseconds' : 'seconds';
  }
  if (format === 'date-time') return 'instant';
  return format === 'date' || type === 'date' || DAY.test(about) ? 'day' : 'instant';
}

/** `since` as the source wants it; undefined where all rows are asked for, or the earliest moment where it must be given. */
export function sinceCode(entity: ReportEntity): string {
  const isRequired = entity.params.some((one) => one.name === entity.incremental?.param && one.required);
  switch (momentOf(entity)) {
    case 'seconds':
      return isRequired
        ? 'since ? Math.floor(Date.parse(since) / 1000) : 0'
        : 'since && Math.floor(Date.parse(since) / 1000)';
    case 'milliseconds':
      return isRequired ? 'since ? Date.parse(since) : 0' : 'since && Date.parse(since)';
    case 'day':
      return isRequired ? "since?.slice(0, 10) ?? '1970-01-01'" : 'since?.slice(0, 10)';
    case 'instant':
      return isRequired ? "since ?? '1970-01-01T00:00:00Z'" : 'since';
  }
}
