import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import type { ConnectorFile } from '../../../shared/connector/files.ts';

const root = path.resolve(import.meta.dirname, '../../..');

/** What a program of node_modules prints. */
const output = (program: string, args: readonly string[]): Promise<string> =>
  new Promise((resolve) => {
    execFile(process.execPath, [path.join(root, 'node_modules', program), ...args], (_, stdout, stderr) =>
      resolve(stdout + stderr),
    );
  });

/** The scripts of a connector in a folder that lasts for one test. */
function written(files: readonly ConnectorFile[]): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'generated-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const file of files.filter((one) => one.path.endsWith('.js'))) {
    const target = path.join(folder, 'scripts', file.path);
    mkdirSync(path.dirname(target), { recursive: true });
    writeFileSync(target, file.text);
  }
  return folder;
}

/** What the type checker says of the scripts of a connector, with the settings of the studio's editor; '' for nothing. */
export async function typeProblems(files: readonly ConnectorFile[]): Promise<string> {
  const folder = written(files);
  const compilerOptions = {
    ...{ allowJs: true, checkJs: true, noEmit: true, strict: false, moduleDetection: 'force' },
    ...{ target: 'esnext', module: 'esnext', moduleResolution: 'bundler', lib: ['es2023'], types: [] },
  };
  const config = {
    compilerOptions,
    files: [path.join(root, 'resources/sandbox.d.ts')],
    include: ['scripts/functions/*.js', 'scripts/commands.js'],
  };
  writeFileSync(path.join(folder, 'tsconfig.json'), JSON.stringify(config));
  return output('typescript/bin/tsc', ['-p', folder, '--pretty', 'false']);
}

/** What a formatter would change in the scripts of a connector; '' for nothing. */
export async function formatProblems(files: readonly ConnectorFile[]): Promise<string> {
  const folder = written(files);
  const config = {
    files: { maxSize: 64_000_000 },
    formatter: { indentStyle: 'space', lineWidth: 100 },
    javascript: { formatter: { quoteStyle: 'single' } },
  };
  writeFileSync(path.join(folder, 'biome.json'), JSON.stringify(config));
  const scripts = path.join(folder, 'scripts');
  const said = await output('@biomejs/biome/bin/biome', ['format', '--config-path', folder, scripts]);
  return /^Checked \d+ files? in .*No fixes applied\.\s*$/.test(said) ? '' : said;
}
