import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { limitsManual } from './limits-manual.ts';

it('docs/LIMITS.md names every limit with its number (else: node tools/limits-manual.ts > docs/LIMITS.md)', () => {
  const manual = readFileSync(path.join(import.meta.dirname, '../docs/LIMITS.md'), 'utf8');
  expect(manual).toBe(limitsManual());
});
