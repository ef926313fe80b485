import { compare, inc, lte, parse } from 'semver';
import { versionLimits } from '../limits.ts';
import { fail, ok, type Result } from '../result.ts';
import { type Change, type Level, levelOf } from './change.ts';

/** A version that does not parse: its place in the order of versions is not known. */
const badVersion = (version: string): Result<never> =>
  fail(
    'input',
    'bad_version',
    `${JSON.stringify(version.slice(0, 80))} is no semantic version: use one such as 1.0.0.`,
  );

/** A version one level higher: 1.2.3 → 2.0.0, 1.3.0 or 1.2.4, of 0.x too; of a pre-release the version that it leads to. */
export function raiseVersion(from: string, level: Level): string {
  return level === 'none' ? from : (inc(from, level) ?? from);
}

/** The least version that may follow `from` after these changes: the highest floor wins (FL-41). */
export const versionFloor = (changes: readonly Change[], from: string): string => raiseVersion(from, levelOf(changes));

/** The version that follows by itself (FL-41): 1.2.3 → 2.0.0, 1.3.0 or 1.2.4, or the same where nothing asks for another. */
export const nextVersion = (from: string, changes: readonly Change[]): string => versionFloor(changes, from);

/** Whether a version clears a floor; a pre-release counts as the version that it leads to. */
function clears(version: string, floor: string): boolean {
  const parsed = parse(version);
  return parsed !== null && compare(`${parsed.major}.${parsed.minor}.${parsed.patch}`, floor) >= 0;
}

/** The changes that set the floor, as sentences, the first ones. */
function reasonsOf(changes: readonly Change[]): string {
  const level = levelOf(changes);
  const reasons = changes.filter((one) => one.level === level).map(({ sentence }) => sentence);
  const more = reasons.length - versionLimits.reasons;
  return `${reasons.slice(0, versionLimits.reasons).join(' ')}${more > 0 ? ` And ${more} more of that kind.` : ''}`;
}

const least: Readonly<Record<Level, string>> = {
  none: 'a later version',
  patch: 'a patch version',
  minor: 'a minor version',
  major: 'a major version',
};

/**
 * Whether version `to` may follow `from` after these changes (FL-40, FL-42): the same version only where nothing changed,
 * else one that clears the floor. Input failures: `version_too_low`, whose sentence names the reasons and whose details hold
 * `from`, `floor`, `level` and `reasons`; `bad_version`.
 */
export function checkVersion(from: string, to: string, changes: readonly Change[]): Result<void> {
  if (parse(from) === null) return badVersion(from);
  if (parse(to) === null) return badVersion(to);
  const level = levelOf(changes);
  if (level === 'none' && compare(to, from) === 0) return ok(undefined);
  const floor = versionFloor(changes, from);
  if (compare(to, from) > 0 && clears(to, floor)) return ok(undefined);
  const reasons = changes.filter((one) => one.level === level && level !== 'none').map(({ sentence }) => sentence);
  const why = reasons.length === 0 ? '' : ` ${reasonsOf(changes)}`;
  const remedy = level === 'none' ? `keep ${from}, or take a later one` : `raise it to ${floor} at least`;
  return fail(
    'input',
    'version_too_low',
    `Version ${to} is too low after ${from}: these changes need ${least[level]}; ${remedy}.${why}`,
    { from, floor, level, reasons: reasons.slice(0, versionLimits.reasons) },
  );
}

/**
 * The version that another is measured against: of those that are published the same, else the nearest lower one. Undefined
 * where all are higher, or none is there: then any version will do.
 */
export function baseVersion(published: readonly string[], version: string): string | undefined {
  if (parse(version) === null) return undefined;
  return published
    .filter((one) => parse(one) !== null && lte(one, version))
    .sort(compare)
    .at(-1);
}
