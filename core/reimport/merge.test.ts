import { describe, expect, it } from 'vitest';
import type { ConnectorFile } from '../../shared/connector/files.ts';
import type { ImportChoices, ImportReport } from '../../shared/import/report.ts';
import { generateConnector } from '../generate/index.ts';
import { report } from '../import/testing.ts';
import { brokenImports } from './links.ts';
import { type MergeInput, mergeConnector } from './merge.ts';
import { shopV1, shopV2 } from './testing/shop.ts';

const description = { fileName: 'api.json', text: '{}' };

function generated(from: ImportReport, choices: Partial<ImportChoices> = {}): readonly ConnectorFile[] {
  const made = generateConnector(from, { id: 'shop', entities: 'all', commands: 'all', ...choices }, description);
  if (!made.ok) throw new Error(made.error.message);
  return made.value;
}

const inputOf = (files: readonly ConnectorFile[], before: ImportReport, after: ImportReport): MergeInput => ({
  connector: 'shop',
  revision: 1,
  ours: files,
  base: { origin: 'stored', files, reviewed: [] },
  before,
  described: after,
  description,
  choices: { entities: 'same', commands: 'same' },
  resolutions: { items: {} },
});

function merged(input: MergeInput) {
  const result = mergeConnector(input);
  if (!result.ok) throw new Error(result.error.message);
  const manifest = JSON.parse(result.value.files.find((file) => file.path === 'connector.json')?.text ?? '');
  return { ...result.value, manifest };
}

const withoutOrders = (from: ImportReport): ImportReport => ({
  ...from,
  entities: from.entities.filter((entity) => entity.name !== 'orders'),
});

describe('a table that was generated and that a reader of today does not find in the older description', () => {
  it('stays where the newer one has it', async () => {
    const [v1, v2] = [await report(shopV1()), await report(shopV2())];
    const { plan, manifest } = merged(inputOf(generated(v1), withoutOrders(v1), v2));
    expect(plan).toMatchObject({ removed: { entities: [] }, conflicts: [] });
    expect(manifest.entities).toMatchObject([
      { name: 'customers' },
      { name: 'orders', pagination: { kind: 'cursor' } },
    ]);
  });

  it('goes where the newer one has it neither, but not the edits in it', async () => {
    const [v1, v2] = [await report(shopV1()), withoutOrders(await report(shopV2()))];
    const input = inputOf(generated(v1), withoutOrders(v1), v2);
    expect(merged(input).plan).toMatchObject({ removed: { entities: ['orders'] }, conflicts: [] });
    const ours = input.ours.map((file) => ({
      ...file,
      text: file.text.replace("'/orders', {", "'/orders', /* mine */ {"),
    }));
    const { plan, files } = merged({ ...input, ours });
    expect(plan.conflicts).toMatchObject([{ id: 'functions/entities.js:orders', kind: 'removed' }]);
    expect(files.find((file) => file.path === 'functions/entities.js')?.text).toContain('/* mine */');
  });
});

describe('the choices of the import', () => {
  const elsewhere = { servers: [{ url: 'https://new.example.com' }], info: { title: 'New name', version: '2' } };

  it('stay: a name and a base URL that the user gave', async () => {
    const [v1, v2] = [await report(shopV1()), await report(shopV2(elsewhere))];
    const files = generated(v1, { name: 'My shop', baseUrl: 'https://mine.example.com', commands: [] });
    const { manifest, files: now } = merged(inputOf(files, v1, v2));
    expect(manifest).toMatchObject({ name: 'My shop', hosts: ['mine.example.com'], commands: {} });
    expect(manifest.connectionConfig.baseUrl.default).toBe('https://mine.example.com');
    expect(now.map((file) => file.path)).not.toContain('commands.js');
  });

  it('that were left to the description follow it', async () => {
    const [v1, v2] = [await report(shopV1()), await report(shopV2(elsewhere))];
    const { manifest, plan } = merged(inputOf(generated(v1), v1, v2));
    expect(manifest).toMatchObject({ name: 'New name', hosts: ['new.example.com'] });
    expect(plan.diff.changes.map((change) => change.of)).toContain('baseUrl');
  });
});

describe('a helper', () => {
  it('that the user renamed comes back beside it where newer code calls it', async () => {
    const v1 = await report(shopV1());
    const files = generated(v1);
    const ours = files.map((file) => ({ ...file, text: file.text.replaceAll(/\browsAt\b/g, 'myRows') }));
    const input = {
      ...inputOf(files, v1, await report(shopV2())),
      ours,
      resolutions: { take: 'theirs', items: {} },
    } as const;
    const now = merged(input).files;
    expect(brokenImports(now)).toEqual([]);
    const text = (path: string): string => now.find((file) => file.path === path)?.text ?? '';
    expect(text('functions/utility.js')).toMatch(
      /function rowsAt[\s\S]*function myRows|function myRows[\s\S]*function rowsAt/,
    );
    expect(text('functions/entities.js')).toMatch(/import \{[^}]*rowsAt, myRows[^}]*\}/);
  });

  it('that is used and that an answer takes away is a failure that names it', async () => {
    const v1 = await report(shopV1());
    const files = generated(v1);
    const ours = files.map((file) =>
      file.path === 'commands.js'
        ? {
            ...file,
            text: `${file.text.replace('function pick(', '/** Mine. */\nfunction pick(')}\nfunction own() {\n  return pick({});\n}\n`,
          }
        : file,
    );
    const plain = { ...v1, commands: v1.commands.filter((command) => command.contentType === undefined) };
    const input = { ...inputOf(files, v1, plain), ours };
    expect(merged(input).plan.conflicts.map((conflict) => conflict.id)).toEqual(['commands.js:pick']);
    expect(mergeConnector({ ...input, resolutions: { take: 'theirs', items: {} } })).toMatchObject({
      ok: false,
      error: { code: 'broken_import', message: expect.stringContaining('commands.js would lack pick, which is used') },
    });
  });
});
