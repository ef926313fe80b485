import type { Manifest } from '../connector/manifest.ts';
import { ok, type Result } from '../result.ts';
import type { Change } from './change.ts';
import { manifestChanges } from './manifest-changes.ts';
import { checkVersion } from './version.ts';

/**
 * Whether a manifest may be published after the one that `baseVersion` names, and what changed (FL-40: the same rules for
 * every kind of connector). Without a previous one any version will do. Knows nothing of files: other content under the same
 * version is told by its digest. Input failures: `version_too_low`, `bad_version`.
 */
export function admitManifest(previous: Manifest | undefined, next: Manifest): Result<readonly Change[]> {
  if (previous === undefined) return ok([]);
  const changes = manifestChanges(previous, next);
  const checked = checkVersion(previous.version, next.version, changes);
  return checked.ok ? ok(changes) : checked;
}
