import { describe, expect, it } from 'vitest';
import { viewLimits } from '../../shared/limits.ts';
import { entropyOf, findSecrets } from './secret-scan.ts';

const inCode = (text: string) => findSecrets([{ path: 'functions/data.js', text }]);

describe('texts that look like secrets before a publish', () => {
  it.each([
    "const key = 'AKIAIOSFODNN7EXAMPLE';",
    "headers: { authorization: 'Bearer ghp_0123456789abcdefghijABCDEFGHIJ012345' }",
    "const apiKey = 'q8Zt41LmP0xWc7Vb';",
    '{ "client_secret": "9f86d081884c7d659a2f" }',
    'password = `hunter2-Correct-Horse-9`',
  ])('finds %s', (line) => expect(inCode(`// first line\n${line}\n`)).toMatchObject([{ line: 2 }]));

  it.each([
    'const apiKey = account.key;',
    "const token = 'access_token_parameter';",
    "const tokenUrl = 'https://login.example.com/oauth2/token';",
    "headers: { 'x-api-key': account.keys[12] }",
    "const apiKey = 'aaaaaaaaaaaaaaa1';",
    "const apiKey = 'your-key';",
  ])('leaves %s', (line) => expect(inCode(line)).toEqual([]));

  it('never carries the text itself', () => {
    expect(JSON.stringify(inCode("const apiKey = 'q8Zt41LmP0xWc7Vb';"))).not.toContain('q8Zt');
  });

  it('looks for known forms only in other files, and not into the description', () => {
    const text = "apiKey = 'q8Zt41LmP0xWc7Vb'\nAKIAIOSFODNN7EXAMPLE";
    expect(findSecrets([{ path: 'README.md', text }])).toMatchObject([{ line: 2, kind: 'an AWS access key' }]);
    expect(findSecrets([{ path: 'spec/api.yaml', text }])).toEqual([]);
  });

  it('stops at a number, and is not held up by a hostile line', () => {
    const many = "const apiKey = 'q8Zt41LmP0xWc7Vb';\n".repeat(viewLimits.foundSecrets + 10);
    expect(inCode(many)).toHaveLength(viewLimits.foundSecrets);
    expect(inCode(`token${' '.repeat(200_000)}token_${'a'.repeat(200_000)}${"token='".repeat(50_000)}`)).toEqual([]);
  });
});

it('entropy tells words from keys', () => {
  expect(entropyOf('aaaa')).toBe(0);
  expect(entropyOf('abcd')).toBe(2);
});
