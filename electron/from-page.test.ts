import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

test('A96: no other file listens to pages', () => {
  const files = globSync('*.ts', { cwd: import.meta.dirname }).filter((file) => !file.endsWith('.test.ts'));
  const listening = files.filter((file) =>
    /\bipcMain\b/.test(readFileSync(path.join(import.meta.dirname, file), 'utf8')),
  );
  expect(listening).toEqual(['from-page.ts']);
});
