import { viewLimits } from '../../../../shared/limits.ts';

const byExtension = new Map([
  ['js', 'javascript'],
  ['mjs', 'javascript'],
  ['ts', 'typescript'],
  ['mts', 'typescript'],
  ['json', 'json'],
  ['har', 'json'],
  ['md', 'markdown'],
  ['yaml', 'yaml'],
  ['yml', 'yaml'],
  ['svg', 'xml'],
]);

/** Language of a file; plain text beyond the size that language services take without stalling. */
export function languageOf(path: string, chars: number): string {
  if (chars > viewLimits.richBodyBytes) return 'plaintext';
  return byExtension.get(path.slice(path.lastIndexOf('.') + 1).toLowerCase()) ?? 'plaintext';
}
