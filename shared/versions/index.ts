/** Version rules (FL-40…FL-43): what changed between two states of a connector, and which version may follow. Pure. */
export { admitManifest } from './admit.ts';
export { type Change, type ChangeKind, changeSchema, type Level, levelOf, levels } from './change.ts';
export { changelogEntry, changelogPath, noteOf, withEntry } from './changelog.ts';
export {
  type ConnectorState,
  connectorChanges,
  type FileMap,
  fileChanges,
  manifestChanges,
} from './manifest-changes.ts';
export { baseVersion, checkVersion, nextVersion, raiseVersion, versionFloor } from './version.ts';
