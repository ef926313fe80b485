import { expect, test } from 'vitest';
import { codePieces } from './code-pieces.ts';

const toned = (...args: Parameters<typeof codePieces>) =>
  codePieces(...args).flatMap(({ text, tone }) => (tone === undefined ? [] : [`${tone} ${text}`]));

test('JSON and markup are coloured; the pieces joined are the line', () => {
  expect(toned('{"a\\"": "b", "n": -1.5e3, "t": true}', 'json')).toEqual([
    ...['name "a\\""', 'text "b"', 'name "n"', 'number -1.5e3', 'name "t"', 'word true'],
  ]);
  expect(toned('<p class="x">&amp;</p><!-- no -->', 'markup')).toEqual([
    ...['name <p', 'text "x"', 'name >', 'word &amp;', 'name </p', 'name >', 'comment <!-- no -->'],
  ]);
  for (const line of ['{"a', '<p <p', '"', '<!--', ''])
    for (const language of ['json', 'markup', 'plain'] as const)
      expect(
        codePieces(line, language)
          .map((piece) => piece.text)
          .join(''),
      ).toBe(line);
});

test('A77: a long row costs no more than its length', () => {
  for (const line of ['"'.repeat(2_000), '<'.repeat(2_000), '\\'.repeat(2_000), `"${'\\"'.repeat(1_000)}`])
    for (const language of ['json', 'markup'] as const)
      expect(codePieces(line, language).length).toBeLessThanOrEqual(line.length);
});
