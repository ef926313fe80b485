import type { ConnectorFile } from '../../shared/connector/files.ts';
import type { Manifest } from '../../shared/connector/manifest.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { parseManifest } from '../package/index.ts';
import type { Conflicts } from './conflicts.ts';
import { brokenImports, type Needs } from './links.ts';

/** The manifest of files; the sentence of a failure starts with whose it is. */
export function manifestOf(files: readonly ConnectorFile[], whose: string): Result<Manifest> {
  const manifest = parseManifest(files.find((file) => file.path === 'connector.json')?.text ?? '');
  return manifest.ok ? manifest : fail('input', 'bad_manifest', `${whose} cannot be merged: ${manifest.error.message}`);
}

/** The merged files have to be a connector whose modules find what they import. */
export function checkMerged(
  merged: readonly ConnectorFile[],
  ours: readonly ConnectorFile[],
  missing: Needs,
): Result<void> {
  const manifest = manifestOf(merged, 'The merged connector');
  if (!manifest.ok) return manifest;
  const before = new Set(brokenImports(ours));
  const lost = [...missing].flatMap(([path, names]) =>
    [...names].map((name) => `${path} would lack ${name}, which is used`),
  );
  const [fresh] = [...brokenImports(merged).filter((sentence) => !before.has(sentence)), ...lost];
  if (fresh === undefined) return ok(undefined);
  return fail(
    'connector',
    'broken_import',
    `The merge is not saved: ${fresh}. Put it back or settle the conflict another way.`,
  );
}

/** Answers to conflicts that do not exist are typing errors: `unknown_conflict`. */
export function checkAnswers(conflicts: Conflicts): Result<void> {
  const [unknown] = conflicts.unknown();
  if (unknown === undefined) return ok(undefined);
  const ids = conflicts.list().map((conflict) => conflict.id);
  const those = ids.length === 0 ? 'there are no conflicts' : `the conflicts are ${ids.slice(0, 20).join(', ')}`;
  return fail('input', 'unknown_conflict', `There is no conflict ${JSON.stringify(unknown.slice(0, 200))}: ${those}.`);
}
