import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { importReportSchema } from '../../shared/import/report.ts';
import { generateConnector } from '../generate/index.ts';
import { inspectDescription } from './index.ts';
import { readDescription } from './read.ts';

const corpus = join(import.meta.dirname, '../../../shared/corpus');
const here = existsSync(corpus);

const filesOf = (folder: string): readonly string[] => readdirSync(folder).map((name) => join(folder, name));
const files = here
  ? ['openapi', 'postman']
      .flatMap((kind) => filesOf(join(corpus, kind)))
      .flatMap(filesOf)
      .filter((file) => statSync(file).isFile())
  : [];

/** Files that are broken on purpose, and why they are refused. */
const BROKEN: ReadonlyMap<string, string> = new Map([
  ['invalid-yaml-syntax.yaml', 'bad_yaml'],
  ['sendgrid-control-char.yaml', 'bad_yaml'],
]);

describe.skipIf(!here)('real descriptions (skipped where ../shared/corpus is not beside the checkout)', () => {
  it.each(files.map((file) => [file.slice(corpus.length + 1), file]))(
    '%s is read, or refused with a reason',
    async (name, file) => {
      const text = readFileSync(file, 'utf8');
      const fileName = name.split('/').at(-1) ?? name;
      const result = await readDescription({ fileName, text });
      if (!result.ok) {
        expect(result.error.message.split('\n')).toHaveLength(1);
        expect(result.error.code).toBe(BROKEN.get(fileName));
        return;
      }
      const checked = importReportSchema.safeParse(result.value);
      expect(checked.error?.issues).toBeUndefined();
      expect(result.value.source.operations).toBeGreaterThan(0);
      const choices = { id: 'real', entities: 'all', commands: 'all' } as const;
      expect(generateConnector(result.value, choices, { fileName, text })).toMatchObject({ ok: true });
    },
  );
});

const github = join(import.meta.dirname, '../../node_modules/@octokit/openapi/generated/api.github.com.json');

describe.skipIf(!existsSync(github))('a description of 13 MB (skipped where @octokit/openapi is not installed)', () => {
  it('is read whole, in a worker', { timeout: 60_000 }, async () => {
    const result = await inspectDescription({ fileName: 'api.github.com.json', text: readFileSync(github) });
    if (!result.ok) throw new Error(result.error.message);
    expect(result.value.source.operations).toBeGreaterThan(500);
    expect(result.value.entities.length + result.value.commands.length).toBe(result.value.source.operations);
    const issues = result.value.entities.find((entity) => entity.operation === 'GET /repos/{owner}/{repo}/issues');
    expect(issues).toMatchObject({
      records: '$',
      primaryKey: ['id'],
      pagination: { kind: 'linkHeader', params: { size: 'per_page' }, pageSize: 100 },
      incremental: { param: 'since', field: 'updated_at' },
      parent: { entity: 'repos', bindings: { owner: 'owner.login', repo: 'name' } },
    });
    expect(result.value.validate?.operation).toBe('GET /user');
  });
});
