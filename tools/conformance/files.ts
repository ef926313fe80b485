import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';

/** A description in a folder of descriptions. */
export interface DescriptionFile {
  /** Path below the folder. */
  readonly name: string;
  readonly path: string;
}

const manifestSchema = z.object({ entries: z.array(z.object({ path: z.string() })) });

/** The descriptions that `manifest.json` of a folder names; without one every JSON and YAML file below it. */
export function descriptionsIn(folder: string): readonly DescriptionFile[] {
  const manifest = path.join(folder, 'manifest.json');
  const named = existsSync(manifest)
    ? manifestSchema.parse(JSON.parse(readFileSync(manifest, 'utf8'))).entries.map((entry) => entry.path)
    : readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => /\.(?:json|ya?ml|har)$/i.test(name));
  return named
    .toSorted()
    .map((name) => ({ name, path: path.join(folder, name) }))
    .filter((file) => statSync(file.path, { throwIfNoEntry: false })?.isFile() === true);
}
