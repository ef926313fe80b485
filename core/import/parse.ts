import { importLimits } from '../../shared/limits.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { findJsonError } from './json-error.ts';
import { checkDepth, checkExpansion, tooDeep } from './measure.ts';
import { fileLabel } from './quote.ts';
import type { Warnings } from './warnings.ts';

/** Line and column of an offset, both counted from 1. */
export function positionAt(text: string, offset: number): { readonly line: number; readonly column: number } {
  let line = 1;
  let lineStart = 0;
  for (let next = text.indexOf('\n'); next !== -1 && next < offset; next = text.indexOf('\n', next + 1)) {
    line++;
    lineStart = next + 1;
  }
  return { line, column: offset - lineStart + 1 };
}

function badSyntax(
  fileName: string,
  format: 'JSON' | 'YAML',
  reason: string,
  at?: { line: number; column: number },
): Result<never> {
  const where = at ? `line ${at.line}, column ${at.column}: ` : '';
  return fail(
    'input',
    format === 'JSON' ? 'bad_json' : 'bad_yaml',
    `${fileLabel(fileName)} is not valid ${format}: ${where}${reason}; mend ${at ? 'that line' : 'it'} and import again.`,
    at,
  );
}

function parseJson(fileName: string, text: string): Result<unknown> {
  try {
    const value: unknown = JSON.parse(text);
    const depth = checkDepth(fileName, value);
    return depth.ok ? ok(value) : depth;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const found = findJsonError(text);
    return badSyntax(fileName, 'JSON', found.reason, positionAt(text, found.offset));
  }
}

/** A line that only closes a flow collection: YAML wants it indented deeper than the key, and many writers do not. */
const CLOSING_LINE = /^(?=[ ]*[\]}]+,?[ ]*$)/gm;

/** The text with such lines indented; the same text where there are none. */
export const mendedYaml = (text: string): string => text.replace(CLOSING_LINE, '  ');

/** Loaded only for YAML: a JSON description is not delayed by it. */
async function parseYaml(fileName: string, text: string, warnings: Warnings): Promise<Result<unknown>> {
  const yaml = await import('js-yaml');
  // Merge keys (`<<`) are not YAML 1.2, but descriptions in the wild use them.
  const options = { schema: yaml.CORE_SCHEMA.withTags(yaml.mergeTag), maxDepth: importLimits.depth };
  const load = (source: string): unknown => {
    try {
      return yaml.load(source, options);
    } catch (error) {
      const isIndentation = error instanceof yaml.YAMLException && error.reason === 'deficient indentation';
      const mended = isIndentation && source === text ? mendedYaml(source) : source;
      if (!isIndentation || mended === source) throw error;
      const value = load(mended);
      warnings.add(
        'yaml_indentation',
        '#',
        `Line ${(error.mark?.line ?? 0) + 1} closes a list or an object without being indented, which YAML forbids; it was read as meant, indent it.`,
      );
      return value;
    }
  };
  try {
    const value = load(text);
    const size = checkExpansion(fileName, value);
    return size.ok ? ok(value) : size;
  } catch (error) {
    if (!(error instanceof yaml.YAMLException)) throw error;
    if (error.reason.startsWith('nesting exceeded')) return tooDeep(fileName);
    const mark = error.mark;
    return badSyntax(
      fileName,
      'YAML',
      error.reason,
      mark ? { line: mark.line + 1, column: mark.column + 1 } : undefined,
    );
  }
}

/** Whether a text is read as JSON: where it starts like it. */
export const isJson = (text: string): boolean => /^\s*[{[]/.test(text);

/** Parses text as JSON where it starts like JSON, else as YAML. Input failures: `bad_json`, `bad_yaml`, `too_deep`, `too_many_nodes`. */
export async function parseText(fileName: string, text: string, warnings: Warnings): Promise<Result<unknown>> {
  return isJson(text) ? parseJson(fileName, text) : await parseYaml(fileName, text, warnings);
}
