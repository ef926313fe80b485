import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { statements } from '../core/publish/conformance/statements/index.ts';
import { type TitledTest, titledTests } from './security-manual.ts';

const manual = path.resolve(import.meta.dirname, '../docs/STATEMENTS.md');
const HEADING = '\n## Fibric: which test holds which statement\n';

/** What no server can be asked about, and a check of a marketplace leaves out. */
const others: readonly (readonly [number, string])[] = [
  [70, 'Definitions have two forms that contradict each other; an export chooses one.'],
  [71, 'Published versions are immutable and semantic; a definition without a publisher is private.'],
  [72, 'Names of capabilities carry no vendor: noun.verb.'],
  [73, 'Begin, try out, replay, receipts of trials, JSON of what reads, an exit code for a veto.'],
  [74, 'A command tests a connector.'],
  [75, 'Receipts have one shape, are only appended, and tell of refusals too.'],
  [76, 'A vendor is replaced by another that can do the same; operators stay as they are.'],
];

/** Every statement on Fibric with what it says. */
export const fibricStatements: readonly (readonly [number, string])[] = [
  ...statements.map(({ id, statement }): readonly [number, string] => [Number(id.slice(3)), statement]),
  ...others,
].sort(([a], [b]) => a - b);

/** A range of more than this is a check of everything: it stands above the table, not in each row. */
const WIDEST = 20;

/** The numbers that a title names: `FC-20…22, FC-31` names four. */
export function numbersIn(title: string): readonly number[] {
  return [...title.matchAll(/\bFC-(\d+)\b(?:…(?:FC-)?(\d+)\b)?/g)].flatMap(([, from, to]) => {
    const count = Number(to ?? from) - Number(from) + 1;
    return count > WIDEST ? [] : Array.from({ length: count }, (_, at) => Number(from) + at);
  });
}

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll(/\s+/g, ' ').trim();

/** The tests that name a statement, a line for each file. */
export function holdersOf(number: number, tests: readonly TitledTest[]): readonly string[] {
  const named = tests.filter(({ title }) => numbersIn(title).includes(number));
  return [...Map.groupBy(named, ({ file }) => file)].map(
    ([file, titled]) => `\`${file}\`: ${[...new Set(titled.map(({ title }) => cell(title)))].join('; ')}`,
  );
}

/** docs/STATEMENTS.md with its table as the tests are now; what stands before it is kept. */
export function statementsManual(): string {
  const text = readFileSync(manual, 'utf8');
  const end = text.indexOf(HEADING);
  const tests = titledTests();
  const rows = fibricStatements.map(
    ([number, says]) => `| FC-${number} | ${cell(says)} | ${holdersOf(number, tests).join('<br>')} |\n`,
  );
  return `${end < 0 ? text : text.slice(0, end)}${HEADING}
Beside these, a check of a whole marketplace looks at FC-1…59 at once: [MARKETPLACE-CHECK.md](MARKETPLACE-CHECK.md),
\`marketplace/conformance.test.ts\`.

| statement | says | test |
|---|---|---|
${rows.join('')}`;
}

if (import.meta.main) writeFileSync(manual, statementsManual());
