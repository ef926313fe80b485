import { versionLimits } from '../../shared/limits.ts';
import type { Failure } from '../../shared/result.ts';
import {
  type Change,
  type ConnectorState,
  checkVersion,
  connectorChanges,
  type Level,
  levelOf,
  levels,
  versionFloor,
} from '../../shared/versions/index.ts';
import type { PublishedFiles } from './published.ts';
import { stateOf } from './state.ts';

/** How a state of a connector follows a published version. */
export interface Release {
  readonly from: string;
  /** The highest level of the changes. */
  readonly level: Level;
  /** The least version that may follow. */
  readonly floor: string;
  /** What asks for the highest version first. */
  readonly changes: readonly Change[];
  /** Why the version may not follow; undefined where it may. */
  readonly problem?: Failure;
}

const bySeverity = (one: Change, other: Change): number => levels.indexOf(other.level) - levels.indexOf(one.level);

/** What a state changes since a published version; undefined where that one cannot be read, and so says nothing. */
export function releaseOf(base: PublishedFiles, now: ConnectorState): Release | undefined {
  const before = stateOf(base.files);
  if (!before.ok) return undefined;
  const changes = [...connectorChanges(before.value, now)].sort(bySeverity);
  const checked = checkVersion(base.version, now.manifest.version, changes);
  return {
    from: base.version,
    level: levelOf(changes),
    floor: versionFloor(changes, base.version),
    changes,
    ...(checked.ok ? {} : { problem: checked.error }),
  };
}

/** The same for a window: the first changes, and how many there are. */
export const shownRelease = ({ from, level, floor, changes, problem }: Release) => ({
  from,
  level,
  floor,
  changes: changes.slice(0, versionLimits.shownChanges),
  count: changes.length,
  tooLow: problem !== undefined,
});
