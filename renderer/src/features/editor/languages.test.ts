import { expect, test } from 'vitest';
import { viewLimits } from '../../../../shared/limits.ts';
import { languageOf } from './languages.ts';

test('the extension chooses the language', () => {
  expect(
    [
      'functions/data.js',
      'functions/data.ts',
      'connector.json',
      'README.md',
      'spec/api.YAML',
      'logo.svg',
      'spec/notes',
    ].map((path) => languageOf(path, 10)),
  ).toEqual(['javascript', 'typescript', 'json', 'markdown', 'yaml', 'xml', 'plaintext']);
});

test('A77: a huge file is plain text', () => {
  expect(languageOf('spec/api.json', viewLimits.richBodyBytes + 1)).toBe('plaintext');
});
