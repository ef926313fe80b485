import { importGitHub } from './import.ts';
import { loadProblem, type Row } from './measure.ts';
import { hardKill, warmRun } from './sandbox.ts';

const benches: Readonly<Record<string, () => Promise<Row[]>>> = { import: importGitHub, warm: warmRun, kill: hardKill };

function print(rows: readonly Row[]): void {
  const cells = rows.map((row) => [
    row.what,
    row.ours,
    row.peer,
    row.ratio.toFixed(2),
    `≤ ${row.budget}`,
    row.ratio <= row.budget ? 'met' : 'MISSED',
  ]);
  const all = [['what', 'studio', 'peer', 'ratio', 'budget', ''], ...cells];
  const widths = all[0]?.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0))) ?? [];
  const line = (row: readonly string[]) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ');
  process.stdout.write(`${all.map(line).join('\n')}\n`);
}

const names = process.argv.slice(2).filter((arg) => !arg.startsWith('--'));
const unknown = names.find((name) => !Object.hasOwn(benches, name));
const problem = process.argv.includes('--force') ? undefined : loadProblem();

if (unknown !== undefined) {
  console.error(`There is no benchmark ${unknown}; there are ${Object.keys(benches).join(', ')}.`);
  process.exitCode = 2;
} else if (problem !== undefined) {
  console.error(problem);
  process.exitCode = 1;
} else {
  const rows: Row[] = [];
  for (const [name, bench] of Object.entries(benches)) {
    if (names.length === 0 || names.includes(name)) rows.push(...(await bench()));
  }
  print(rows);
  if (rows.some((row) => row.ratio > row.budget)) process.exitCode = 1;
}
