import { afterEach, beforeEach, expect } from 'vitest';
import type { Manifest } from '../../shared/connector/manifest.ts';
import type { MergeOutcome } from '../../shared/import/merge.ts';
import type { Result } from '../../shared/result.ts';
import { report } from '../import/testing.ts';
import { parseManifest } from '../package/index.ts';
import { shopV1 } from '../reimport/testing/shop.ts';
import { createFromReport } from './import.ts';
import { plainMerge, type ReimportOptions, reimport } from './reimport.ts';
import { openTestStudio } from './testing.ts';

/** The studio of the test that runs; its connector `shop` is what is imported and read again. */
export let test: ReturnType<typeof openTestStudio>;
beforeEach(() => {
  test = openTestStudio();
});
afterEach(() => test.close());

export function value<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.error.code}: ${result.error.message}`);
  return result.value;
}

export const newer = async (text: string, fileName = 'api.json') => ({
  report: await report(text, fileName),
  description: { fileName, text },
});

export async function importShop(text = shopV1()): Promise<void> {
  const { report: found, description } = await newer(text);
  value(createFromReport(test.studio, found, { id: 'shop', entities: 'all', commands: 'all' }, description));
}

export async function again(text: string, options: Partial<ReimportOptions> = {}): Promise<MergeOutcome> {
  return value(await reimport(test.studio, 'shop', await newer(text), { ...plainMerge, ...options }));
}

export const stored = () => value(test.studio.workspace.connectors.files('shop'));
export const fileOf = (path: string): string => stored().files.find((file) => file.path === path)?.text ?? '';
export const manifestNow = (): Manifest => value(parseManifest(fileOf('connector.json')));

/** Saves an edit as a person does. */
export function edit(path: string, change: (text: string) => string): void {
  const { revision, files } = stored();
  const text = files.find((file) => file.path === path)?.text ?? '';
  const changed = change(text);
  expect(changed).not.toBe(text);
  value(test.studio.workspace.connectors.save('shop', revision, [{ path, text: changed }], 'edited'));
}

export function editManifest(change: (manifest: Manifest) => void): void {
  edit('connector.json', (text) => {
    const manifest = value(parseManifest(text));
    change(manifest);
    return JSON.stringify(manifest, null, 2);
  });
}

export const WITH_NEW = { choices: { entities: 'new', commands: 'new' } } as const;
