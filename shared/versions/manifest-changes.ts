import type { ConnectorFile } from '../connector/files.ts';
import { isScriptPath } from '../connector/files.ts';
import type { Manifest } from '../connector/manifest.ts';
import { type Change, change } from './change.ts';
import { commandChanges } from './command-changes.ts';
import { differingKeys, listDifference } from './compare.ts';
import { authenticationChanges, hostChanges, settingChanges } from './connection-changes.ts';
import { entityChanges } from './entity-changes.ts';

/** Members that have rules of their own below. */
const RULED = [
  'id',
  'version',
  'executionModel',
  'hosts',
  'authentication',
  'connectionConfig',
  'commands',
  'entities',
];

function headChanges(before: Manifest, after: Manifest): readonly Change[] {
  const consents = before.allowAiAutoFixCode !== after.allowAiAutoFixCode;
  return [
    ...(before.id === after.id
      ? []
      : [change('identity.changed', 'id', 'major', `It is the connector ${after.id}, not ${before.id}.`)]),
    ...(before.version === after.version
      ? []
      : [change('version.changed', 'version', 'none', `It is version ${after.version}, not ${before.version}.`)]),
    ...(before.executionModel === after.executionModel
      ? []
      : [
          change(
            'execution.changed',
            'executionModel',
            'major',
            `It runs as ${after.executionModel}, not as ${before.executionModel}.`,
          ),
        ]),
    ...(consents
      ? [
          change(
            'consent.changed',
            'allowAiAutoFixCode',
            'patch',
            after.allowAiAutoFixCode ? 'A model may repair its code now.' : 'A model may no longer repair its code.',
            { asksApproval: after.allowAiAutoFixCode },
          ),
        ]
      : []),
    ...differingKeys(before, after, [...RULED, 'allowAiAutoFixCode']).map((key) =>
      change('text.changed', key, 'patch', `The ${key} is another.`),
    ),
  ];
}

/**
 * What sets two manifests apart, with how far the version must rise for each (FL-40…FL-43: a removed command, parameter,
 * output or setting is major, a new one minor, a text a patch; a thing under another name is one that went and one that
 * came), and what asks for an approval where the connector is installed (A32). None where both say the same, whatever the
 * order of their keys.
 */
export function manifestChanges(before: Manifest, after: Manifest): readonly Change[] {
  return [
    ...headChanges(before, after),
    ...hostChanges(before.hosts, after.hosts),
    ...authenticationChanges(before.authentication, after.authentication),
    ...settingChanges(before.connectionConfig, after.connectionConfig),
    ...commandChanges(before.commands, after.commands),
    ...entityChanges(before.entities, after.entities),
  ];
}

/** Files by their path, each with its text or its digest: equal values are equal files. */
export type FileMap = ReadonlyMap<string, string>;

/** What changed of the files but the manifest; none of it asks for more than a patch, since the manifest says what is promised. */
export function fileChanges(before: FileMap, after: FileMap): readonly Change[] {
  const others = (files: FileMap): string[] => [...files.keys()].filter((path) => path !== 'connector.json');
  const { removed, added, kept } = listDifference(others(before), others(after));
  const thing = (path: string): 'code' | 'file' => (isScriptPath(path) ? 'code' : 'file');
  return [
    ...removed.map((path) => change(`${thing(path)}.removed`, path, 'patch', `${path} is gone.`)),
    ...added.map((path) => change(`${thing(path)}.added`, path, 'patch', `${path} is new.`)),
    ...kept
      .filter((path) => before.get(path) !== after.get(path))
      .map((path) => change(`${thing(path)}.changed`, path, 'patch', `${path} is another.`)),
  ];
}

/** A connector at one time: its manifest and its files. */
export interface ConnectorState {
  readonly manifest: Manifest;
  readonly files: readonly ConnectorFile[];
}

/** What sets two states of a connector apart: manifest first, then files. A manifest that is only written differently is one change. */
export function connectorChanges(before: ConnectorState, after: ConnectorState): readonly Change[] {
  const mapOf = ({ files }: ConnectorState): FileMap => new Map(files.map(({ path, text }) => [path, text]));
  const [old, now] = [mapOf(before), mapOf(after)];
  const stated = manifestChanges(before.manifest, after.manifest);
  const isRewritten = stated.length === 0 && old.get('connector.json') !== now.get('connector.json');
  return [
    ...stated,
    ...(isRewritten
      ? [change('file.changed', 'connector.json', 'patch', 'connector.json is written differently.')]
      : []),
    ...fileChanges(old, now),
  ];
}
