import { semver } from '../../shared/connector/names.ts';
import { withMembers } from '../../shared/json/members.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import {
  type Change,
  type ConnectorState,
  changelogEntry,
  changelogPath,
  checkVersion,
  connectorChanges,
  type Level,
  levelOf,
  nextVersion,
  noteOf,
  raiseVersion,
  versionFloor,
  withEntry,
} from '../../shared/versions/index.ts';
import type { StudioData } from './index.ts';
import { notedBase, type PublishedFiles } from './published.ts';
import { readState, revisionState, stateOf } from './state.ts';

/** Which version is wanted: the one that follows by itself, one level higher than the base, or a certain one. */
export type VersionWish =
  | { readonly kind: 'auto' }
  | { readonly kind: 'level'; readonly level: Exclude<Level, 'none'> }
  | { readonly kind: 'set'; readonly version: string };

export interface VersionOptions {
  readonly wish: VersionWish;
  /** What the version is measured against, as `readState` takes it or as it was found; the last published version where absent. */
  readonly against?: string | PublishedFiles | undefined;
  /** Words for CHANGELOG.md; those that stand there for this version where absent. */
  readonly note?: string | undefined;
  /** Saves nothing. */
  readonly dryRun?: boolean | undefined;
}

/** What a call made of the version. */
export interface VersionOutcome {
  readonly connector: string;
  /** What it is measured against; null where nothing was published. */
  readonly base: { readonly name: string; readonly version: string } | null;
  readonly before: string;
  readonly version: string;
  /** The least version that may follow the base; the version itself where there is none. */
  readonly floor: string;
  readonly level: Level;
  readonly changes: readonly Change[];
  /** The newest revision afterwards. */
  readonly revision: number;
  readonly saved: boolean;
}

interface Base {
  readonly name: string;
  readonly state: ConnectorState;
}

async function baseOf(
  studio: StudioData,
  id: string,
  now: ConnectorState,
  against: VersionOptions['against'],
): Promise<Result<Base | undefined>> {
  if (typeof against === 'string') {
    const state = await readState(studio, against, id);
    return state.ok ? ok({ name: state.value.name, state: state.value }) : state;
  }
  const published = against ?? notedBase(studio, id, now.manifest.version, undefined);
  const state = published && stateOf(published.files);
  if (published === undefined || !state?.ok) return ok(undefined);
  return ok({ name: `${id} ${published.version}, as published`, state: state.value });
}

/** The version that is wanted. Keeps one that clears the floor already. */
function wanted(wish: VersionWish, current: string, base: string | undefined, changes: readonly Change[]): string {
  switch (wish.kind) {
    case 'set':
      return wish.version;
    case 'level':
      return raiseVersion(base ?? current, wish.level);
    case 'auto':
      if (base === undefined || checkVersion(base, current, changes).ok) return current;
      return nextVersion(base, changes);
  }
}

/** Files of a state with the version in connector.json and its entry in CHANGELOG.md; undefined where JSON has no place for it. */
function withVersion({ files }: ConnectorState, version: string, changes: readonly Change[], note: string | undefined) {
  const textOf = (path: string): string | undefined => files.find((file) => file.path === path)?.text;
  const manifest = withMembers(textOf('connector.json') ?? '', new Map([['version', version]]), []);
  if (manifest === undefined) return undefined;
  const old = textOf(changelogPath);
  const entry = changelogEntry(version, changes, note ?? noteOf(old, version));
  return [
    { path: 'connector.json', text: manifest },
    { path: changelogPath, text: withEntry(old, version, entry) },
  ];
}

/**
 * Raises the version of a connector after what changed, and tells it in CHANGELOG.md, as one new revision (FL-40, FL-41).
 * Where nothing was published the version stays unless another is wished for; where nothing is to be said nothing is saved.
 * Input failures: `version_too_low` with the reasons, `bad_version`, those of `readState`; `stale_revision` where somebody
 * saved meanwhile.
 */
export async function setVersion(
  studio: StudioData,
  id: string,
  { wish, against, note, dryRun = false }: VersionOptions,
): Promise<Result<VersionOutcome>> {
  if (wish.kind === 'set' && !semver.safeParse(wish.version).success) {
    return fail(
      'input',
      'bad_version',
      `${JSON.stringify(wish.version.slice(0, 80))} is no semantic version: use one such as 1.0.0.`,
    );
  }
  const now = revisionState(studio, id);
  if (!now.ok) return now;
  const base = await baseOf(studio, id, now.value, against);
  if (!base.ok) return base;
  const before = now.value.manifest.version;
  const from = base.value?.state.manifest.version;
  const changes = base.value ? connectorChanges(base.value.state, now.value) : [];
  const version = wanted(wish, before, from, changes);
  const checked = from === undefined ? ok(undefined) : checkVersion(from, version, changes);
  if (!checked.ok) return checked;
  const outcome = {
    connector: id,
    base: base.value && from !== undefined ? { name: base.value.name, version: from } : null,
    before,
    version,
    floor: from === undefined ? version : versionFloor(changes, from),
    level: levelOf(changes),
    changes,
    revision: now.value.revision,
    saved: false,
  };
  const isNews = version !== before || note !== undefined || outcome.level !== 'none';
  if (dryRun || !isNews) return ok(outcome);
  const files = withVersion(now.value, version, changes, note);
  if (files === undefined) {
    return fail('input', 'bad_manifest', `connector.json of ${id} is no JSON object: mend it in the editor.`);
  }
  const saved = studio.workspace.connectors.save(id, now.value.revision, files, `Version ${version}`);
  return saved.ok ? ok({ ...outcome, revision: saved.value.revision, saved: saved.value.changed }) : saved;
}
