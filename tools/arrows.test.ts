import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = path.resolve(import.meta.dirname, '..');
const folder = mkdtempSync(path.join(tmpdir(), 'studio-arrows-'));

beforeAll(() => copyFileSync(path.join(root, 'biome.json'), path.join(folder, 'biome.json')));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Lints one file that imports `target`; true where the import-arrow rule objects. */
function refused(file: string, target: string): boolean {
  const full = path.join(folder, file);
  mkdirSync(path.dirname(full), { recursive: true });
  writeFileSync(full, `import { a } from '${target}';\n\nexport const b = a;\n`);
  const biome = path.join(root, 'node_modules', '.bin', process.platform === 'win32' ? 'biome.cmd' : 'biome');
  const args = ['lint', '--only=style/noRestrictedImports', '--vcs-enabled=false', file];
  const { stdout, stderr } = spawnSync(biome, args, { cwd: folder, encoding: 'utf8' });
  expect(`${stdout}${stderr}`).toContain('Checked 1 file');
  return `${stdout}${stderr}`.includes('noRestrictedImports');
}

describe('import arrows point inward only', () => {
  it.each([
    ['core/a.ts', '../cli/main.ts'],
    ['core/studio/a.ts', '../../web/index.ts'],
    ['core/a.ts', 'electron'],
    ['shared/a.ts', 'node:fs'],
    ['shared/run/a.ts', '../../core/paths.ts'],
    ['renderer/src/a.ts', '../../core/paths.ts'],
    ['renderer/src/a.ts', 'node:path'],
    ['electron/a.ts', '../web/index.ts'],
    ['web/a.ts', '../marketplace/index.ts'],
    ['marketplace/a.ts', '../core/studio/index.ts'],
    ['resources/demo/a.ts', '../../core/paths.ts'],
  ])('%s may not import %s', (file, target) => expect(refused(file, target)).toBe(true));

  it.each([
    ['core/import/a.ts', '../infer/b.ts'],
    ['core/a.ts', '../shared/result.ts'],
    ['renderer/src/a.ts', '../../shared/result.ts'],
    ['cli/a.ts', '../marketplace/index.ts'],
    ['electron/a.ts', 'electron'],
    ['marketplace/a.ts', '../core/package/index.ts'],
  ])('%s may import %s', (file, target) => expect(refused(file, target)).toBe(false));
});
