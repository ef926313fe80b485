import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';

const SOURCE = path.join(import.meta.dirname, '../renderer/src');

/** A word written into an attribute that is shown or read out. */
const attribute =
  /\b(?:aria-label|aria-description|label|title|placeholder|description|alt|what)="[^"]*\p{L}{2}[^"]*"/gu;

/** Words between the tags of an element. */
const content = /(?<!=)>\s*([^<>{}()=;&|]*\p{L}{2}[^<>{}()=;&|]*)<\//gu;

/** A sentence, or what begins like one, as text or template; comments are left out before. */
const sentence = /(['`])\p{Lu}[\p{Ll}’]* \p{Ll}[^'`\n]*\1/gu;
const comment = /\/\*[\s\S]*?\*\/|(?<!:)\/\/.*/g;

const literals = (source: string): readonly string[] => [
  ...[...source.matchAll(attribute)].map(([found]) => found),
  ...[...source.replace(comment, '').matchAll(sentence)].map(([found]) => found),
  ...[...source.matchAll(content)].map(([, text]) => (text ?? '').trim()),
];

const files = globSync('**/*.{ts,tsx}', { cwd: SOURCE })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => !file.startsWith('texts/') && !file.includes('.test.') && !/\/testing(?:\.ts|\/)/.test(file));

it('finds words in attributes, between tags and in sentences, and nothing else', () => {
  expect(literals('<b title="Close it">{x}</b>')).toEqual(['title="Close it"']);
  expect(literals('<p>\n  Nothing here\n</p>')).toEqual(['Nothing here']);
  expect(literals("showError('Not saved', it); // It's said")).toEqual(["'Not saved'"]);
  expect(literals('label={`Open the file`}')).toEqual(['`Open the file`']);
  expect(literals('<p title={t.close} className="tone-dim">{texts.a}</p>')).toEqual([]);
  expect(literals('const f = (a: A): Promise<void> => g(a);\nreturn <i>{a > b ? <b/> : null}</i>;')).toEqual([]);
});

it('every word of the interface stands in renderer/src/texts', () => {
  expect(files.length).toBeGreaterThan(300);
  const found = files.flatMap((file) =>
    literals(readFileSync(path.join(SOURCE, file), 'utf8')).map((text) => `${file}: ${text}`),
  );
  expect(found).toEqual([]);
});

it('texts import no React', () => {
  for (const file of globSync('texts/*.ts', { cwd: SOURCE }))
    expect(readFileSync(path.join(SOURCE, file), 'utf8'), file).not.toMatch(/from '(?:react|@mantine)/);
});
