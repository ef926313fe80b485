/** Numbers as people read them; en-GB throughout. */

const integer = new Intl.NumberFormat('en-GB');
const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' });
const dayAndClock = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
});

/** `12,345`. */
export const formatCount = (count: number): string => integer.format(count);

/** `1 row`, `2 rows`; the plural is the singular with an s unless given. */
export const formatPlural = (count: number, one: string, many = `${one}s`): string =>
  `${formatCount(count)} ${count === 1 ? one : many}`;

/** Bytes with decimal units: `512 B`, `38.0 kB`, `13.1 MB`. */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  if (bytes < 1_000_000) return `${(bytes / 1000).toFixed(1)} kB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}

/** Milliseconds: `0.4 ms`, `265 ms`, `1.53 s`, `2 min 5 s`. */
export function formatDuration(ms: number): string {
  if (ms < 0) return '–';
  if (ms < 10) return `${Number(ms.toFixed(1))} ms`;
  if (ms < 1000) return `${Math.round(ms)} ms`;
  if (ms < 60_000) return `${(ms / 1000).toFixed(2)} s`;
  return `${Math.floor(ms / 60_000)} min ${Math.floor((ms % 60_000) / 1000)} s`;
}

/** Offset since the start of a run: `+0.123 s`. */
export const formatOffset = (ms: number): string => `+${(ms / 1000).toFixed(3)} s`;

/** An RFC 3339 time as local clock time where it is of today, else with the day; the text itself where it is no time. */
export function formatTime(iso: string, now: Date = new Date()): string {
  const time = new Date(iso);
  if (Number.isNaN(time.getTime())) return iso;
  return time.toDateString() === now.toDateString() ? clock.format(time) : dayAndClock.format(time);
}
