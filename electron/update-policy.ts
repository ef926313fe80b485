import gt from 'semver/functions/gt.js';
import prerelease from 'semver/functions/prerelease.js';
import valid from 'semver/functions/valid.js';

/** Where releases stand; electron-builder.yml names the same. */
export const feedUrl = 'https://connector-studio.example/releases/';

/** What comes of a look at the feed. */
export type UpdateDecision =
  | { readonly kind: 'newest' }
  | { readonly kind: 'offer'; readonly version: string }
  /** The feed offers something that is not taken: an older version, a trial, or nonsense (A102). */
  | { readonly kind: 'refuse'; readonly version: string };

/** Whether an offered version is taken: only a newer release, never an older one (A102). */
export function decideUpdate(current: string, offered: unknown): UpdateDecision {
  const version = typeof offered === 'string' ? offered.slice(0, 64) : '';
  if (version === current) return { kind: 'newest' };
  const newer = valid(version) !== null && prerelease(version) === null && gt(version, current);
  return newer ? { kind: 'offer', version } : { kind: 'refuse', version };
}

/** Whether the updater may ask for an address: the feed's own host over https, also after a redirect (A102). */
export function mayFetchUpdate(address: string, feed: string = feedUrl): boolean {
  const [url, own] = [URL.parse(address), URL.parse(feed)];
  if (!url || own?.protocol !== 'https:') return false;
  return url.origin === own.origin && url.username === '' && url.password === '';
}
