import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { type CheckKind, checkKinds } from './codes.ts';

const manual = readFileSync(path.join(import.meta.dirname, '../../../docs/FINDINGS.md'), 'utf8');
const rows = [...manual.matchAll(/^\| `([a-z0-9_]+)` \| (\w+) \| ([A-Z]+-?\d+) \| ([^|]+) \|[^|]*\| ([^|]+) \|$/gm)];

it('docs/FINDINGS.md has every check, with its severity and statement, what it says and what to do', () => {
  const written = rows.map(([, code, severity, statement]) => [code, severity, statement]);
  const kinds: readonly (readonly [string, CheckKind])[] = Object.entries(checkKinds);
  const meant = kinds.map(([code, { severity, statement }]) => [code, severity, statement]);
  expect(written.toSorted()).toEqual(meant.toSorted());
});

it('every check is reported somewhere', () => {
  const sources = [import.meta.dirname, path.join(import.meta.dirname, '..')].flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts') && name !== 'codes.ts')
      .map((name) => readFileSync(path.join(folder, name), 'utf8')),
  );
  const unused = Object.keys(checkKinds).filter((code) => !sources.some((text) => text.includes(`'${code}'`)));
  expect(unused).toEqual([]);
});
