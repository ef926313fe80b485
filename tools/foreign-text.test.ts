import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';

const SOURCE = path.join(import.meta.dirname, '../renderer/src');

function sources(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const at = path.join(folder, entry.name);
    if (entry.isDirectory()) return sources(at);
    return /\.tsx?$/.test(entry.name) && !entry.name.includes('.test.') ? [at] : [];
  });
}

it('A15: the editor is never told to trust a text or to render it as HTML', () => {
  const files = sources(SOURCE);
  expect(files.length).toBeGreaterThan(50);
  const trusting = files.filter((file) =>
    /supportHtml|isTrusted|dangerouslySetInnerHTML|\.innerHTML|insertAdjacentHTML/.test(readFileSync(file, 'utf8')),
  );
  expect(trusting).toEqual([]);
});
