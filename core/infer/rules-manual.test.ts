import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';

/** Formats of JSON Schema, which are written like names of rules. */
const FORMATS = new Set(['date-time', 'uri-reference']);

function sources(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const at = path.join(folder, entry.name);
    if (entry.isDirectory()) return sources(at);
    return entry.name.endsWith('.ts') && !entry.name.endsWith('.test.ts') ? [readFileSync(at, 'utf8')] : [];
  });
}

it('docs/IMPORT.md explains every rule of inference', () => {
  const manual = readFileSync(path.join(import.meta.dirname, '../../docs/IMPORT.md'), 'utf8');
  const named = sources(import.meta.dirname).flatMap((text) => text.match(/'[a-z]+(?:-[a-z]+)+'/g) ?? []);
  const rules = [...new Set(named.map((rule) => rule.slice(1, -1)))].filter((rule) => !FORMATS.has(rule));
  expect(rules.length).toBeGreaterThan(30);
  expect(rules.filter((rule) => !manual.includes(`\`${rule}\``))).toEqual([]);
});
