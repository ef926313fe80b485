import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as limits from '../shared/limits.ts';

const source = readFileSync(path.join(import.meta.dirname, '../shared/limits.ts'), 'utf8');

const head = `# Limits

Each limit is one number in \`shared/limits.ts\`; whatever meets one says so with the number. Sizes are in bytes unless
the name says KiB or MiB, times in ms.

| limit | number | what it bounds |
|---|---|---|
`;

/** The comment that stands above a limit in the source, as one line. */
function comment(group: string, name: string): string {
  const block = source.slice(source.indexOf(`export const ${group} `));
  const found = new RegExp(`(?:/\\*\\*((?:(?!\\*/)[\\s\\S])*)\\*/\\s*)?\\b${name}:`).exec(block)?.[1] ?? '';
  return found
    .replace(/\s*\n\s*\*\s*/g, ' ')
    .replaceAll('|', '\\|')
    .trim();
}

/** The text of docs/LIMITS.md: every limit with its number and its comment. */
export function limitsManual(): string {
  const rows = Object.entries(limits)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([group, values]) =>
      Object.entries(values).map(([name, value]) => `| ${group}.${name} | ${value} | ${comment(group, name)} |\n`),
    );
  return head + rows.join('');
}

if (import.meta.main) process.stdout.write(limitsManual());
