import { viewLimits } from '../../../../shared/limits.ts';
import { attempt } from '../../backend/session.ts';

/** Logos by tenant, listing and version, the one asked for last at the end. A version never changes, nor does its logo. */
const kept = new Map<string, Promise<string | null>>();

/** The logo of a version, foreign text; null where there is none, and where it could not be had, which is asked for again later. */
export function logoOf(tenant: string, listing: string, version: string): Promise<string | null> {
  const key = JSON.stringify([tenant, listing, version]);
  const asked =
    kept.get(key) ??
    attempt((api) => api.gallery.logo({ tenant, listing, version })).then((result) => {
      if (result.ok) return result.value;
      kept.delete(key);
      return null;
    });
  kept.delete(key);
  kept.set(key, asked);
  for (const oldest of kept.keys()) {
    if (kept.size <= viewLimits.keptLogos) break;
    kept.delete(oldest);
  }
  return asked;
}
