import { globSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type SecurityCase, securityCases } from './security-cases.ts';

const root = path.resolve(import.meta.dirname, '..');
const manual = path.join(root, 'docs/SECURITY.md');
const HEADING = '\n## Cases\n';

/** A test or a group of tests, by the title that stands in its source. */
export interface TitledTest {
  /** From the root, with slashes. */
  readonly file: string;
  readonly title: string;
}

/**
 * Titles of tests and groups in a source text: the first argument of `describe`, `it` and `test`, also behind `.each(…)`
 * and the like. What is skipped proves nothing and is left out.
 */
export function titlesIn(source: string): readonly string[] {
  const call =
    /(?:\b(?:describe|it|test)((?:\.\w+)*)|\))\s*\(\s*(?:'((?:\\.|[^'\\\n])*)'|"((?:\\.|[^"\\\n])*)"|`((?:\\.|[^`\\])*)`)\s*,/g;
  return [...source.matchAll(call)].flatMap(([, chain = '', ...texts]) =>
    /\.(skip|todo|fails)\b/.test(chain) ? [] : [texts.find((text) => text !== undefined) ?? ''],
  );
}

const sources = (): readonly string[] =>
  globSync(
    ['{shared,core,cli,marketplace,resources,web,electron,renderer,tools}/**/*.test.{ts,tsx}', 'e2e/*.spec.ts'],
    {
      cwd: root,
      exclude: (name) => name.endsWith('node_modules'),
    },
  )
    .map((file) => file.replaceAll(path.sep, '/'))
    .sort();

/** Every titled test of the repository. */
export const titledTests = (): readonly TitledTest[] =>
  sources().flatMap((file) => titlesIn(readFileSync(path.join(root, file), 'utf8')).map((title) => ({ file, title })));

/** The tests that bear the number of a case, `A37`, anywhere in their title. */
export const testsOf = ({ number }: SecurityCase, tests: readonly TitledTest[]): readonly TitledTest[] =>
  tests.filter(({ title }) => new RegExp(`\\bA${number}\\b`).test(title));

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll(/\s+/g, ' ').trim();

/** One line per file: its tests, by title. */
function proof(one: SecurityCase, tests: readonly TitledTest[]): string {
  const byFile = Map.groupBy(testsOf(one, tests), ({ file }) => file);
  const lines = [...byFile].map(
    ([file, titled]) => `\`${file}\`: ${[...new Set(titled.map(({ title }) => cell(title)))].join('; ')}`,
  );
  return lines.length > 0 ? lines.join('<br>') : (one.elsewhere ?? 'none yet');
}

/** The table of cases as it stands in docs/SECURITY.md. */
export function casesTable(tests: readonly TitledTest[]): string {
  const rows = securityCases.map(
    (one) => `| A${one.number} | ${cell(one.tried)} | ${proof(one, tests)} | ${cell(one.result)} |\n`,
  );
  return `| case | what is tried | test | result |\n|---|---|---|---|\n${rows.join('')}`;
}

/** docs/SECURITY.md with its table of cases as the tests are now; what stands before the table is kept. */
export function securityManual(): string {
  const text = readFileSync(manual, 'utf8');
  const start = text.indexOf(HEADING) + HEADING.length;
  const table = text.indexOf('\n| case |', start);
  if (start < HEADING.length || table < 0) throw new Error('docs/SECURITY.md has no table under "## Cases"');
  return `${text.slice(0, table + 1)}${casesTable(titledTests())}`;
}

if (import.meta.main) writeFileSync(manual, securityManual());
