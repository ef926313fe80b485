import { formatTime } from '../../lib/format.ts';
import { connectionTexts as t } from '../../texts/connections.ts';

/** How long ago an RFC 3339 time is, in words; beyond a day the time itself. A time to come counts as just now. */
export function timeAgo(iso: string, now: Date = new Date()): string {
  const minutes = Math.floor((now.getTime() - Date.parse(iso)) / 60_000);
  if (Number.isNaN(minutes)) return iso;
  if (minutes < 1) return t.justNow;
  if (minutes < 60) return t.minutes(minutes);
  return minutes < 24 * 60 ? t.hours(Math.floor(minutes / 60)) : formatTime(iso, now);
}
