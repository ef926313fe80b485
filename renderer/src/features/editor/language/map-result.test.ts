import { expect, test } from 'vitest';
import { annotated } from './insertions.ts';
import { toAuthor } from './map-result.ts';

const data = annotated('f(account)', [{ at: 2, text: '/* T */ ' }]);
const files = (name: string) => (name === 'data.js' ? data : undefined);
const inserted = { start: 5, length: 1 };
const word = { start: 10, length: 7 };

test('a place is that of the file which is named around it', () => {
  const answer = [
    { fileName: 'data.js', textSpan: word },
    { fileName: 'utility.js', textSpan: word },
  ];
  expect(toAuthor(answer, 'utility.js', files)).toEqual([
    { fileName: 'data.js', textSpan: { start: 2, length: 7 } },
    { fileName: 'utility.js', textSpan: word },
  ]);
});

test('diagnostics have their place and that of what they refer to', () => {
  const diagnostic = {
    ...word,
    code: 1,
    file: { fileName: 'data.js' },
    relatedInformation: [{ ...word, file: undefined }],
  };
  expect(toAuthor([diagnostic, { ...diagnostic, ...inserted }], 'data.js', files)).toEqual([
    { ...diagnostic, start: 2, relatedInformation: [{ start: 2, length: 7, file: undefined }] },
  ]);
});

test('what lies in an insertion is left out: a whole result, or a part that may be absent', () => {
  expect(toAuthor([{ textSpan: inserted }, { textSpan: word, contextSpan: inserted }], 'data.js', files)).toEqual([
    { textSpan: { start: 2, length: 7 }, contextSpan: undefined },
  ]);
  expect(
    toAuthor({ changes: [{ fileName: 'data.js', textChanges: [{ span: inserted }, { span: word }] }] }, '', files),
  ).toEqual({
    changes: [{ fileName: 'data.js', textChanges: [{ span: { start: 2, length: 7 } }] }],
  });
});

test('a hint has a position', () => {
  expect(toAuthor([{ position: 10, text: 'x' }], 'data.js', files)).toEqual([{ position: 2, text: 'x' }]);
});
