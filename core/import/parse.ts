import type { YAMLException } from 'js-yaml';
import { findJsonFault } from '../../shared/json/scan.ts';
import { importLimits } from '../../shared/limits.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { isObject, own } from './json.ts';
import { checkDepth, checkExpansion, tooDeep } from './measure.ts';
import { type Mend, type Mended, mendYaml } from './mend-yaml.ts';
import { fileLabel } from './quote.ts';
import type { Warnings } from './warnings.ts';

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
    const fault = findJsonFault(text);
    if (!fault) throw error;
    const { line, column, reason } = fault;
    return badSyntax(fileName, 'JSON', reason, { line, column });
  }
}

/** What was mended, one finding for each kind. */
function warnOf(mends: readonly Mend[], warnings: Warnings): void {
  for (const { kind, line } of mends) {
    switch (kind) {
      case 'indentation':
        warnings.add(
          'yaml_indentation',
          '#',
          `Line ${line} closes a list or an object without being indented, which YAML forbids; it was read as meant, indent it.`,
        );
        break;
      case 'tabs':
        warnings.add(
          'yaml_tabs',
          '#',
          `Line ${line} is indented with a tab, which YAML forbids; each tab was read as two blanks, replace them.`,
        );
        break;
      case 'duplicate':
        warnings.add(
          'yaml_duplicate',
          '#',
          `The name in line ${line} stands twice in one object; the last one counts, remove the other.`,
        );
        break;
      case 'left out':
        break;
    }
  }
  const lines = mends
    .filter((mend) => mend.kind === 'left out')
    .map((mend) => mend.line)
    .sort((a, b) => a - b);
  if (lines.length === 0) return;
  const which = lines.length === 1 ? `Line ${lines[0]} was` : `Lines ${lines.join(', ')} were`;
  warnings.add('yaml_line', '#', `${which} left out, for the text is no YAML there; correct it.`);
}

/** A description of which lines are missing has to be one still: an object with paths. */
const isStillOne = ({ value, mends }: Mended): boolean =>
  mends.every((mend) => mend.kind !== 'left out') || (isObject(value) && isObject(own(value, 'paths')));

/** Loads YAML, mended where it is nearly that. Throws a YAMLException where it is not. */
export async function loadYaml(text: string): Promise<Mended> {
  // Loaded only for YAML: a JSON description is not delayed by it.
  const yaml = await import('js-yaml');
  // Merge keys (`<<`) are not YAML 1.2, but descriptions in the wild use them.
  const options = { schema: yaml.CORE_SCHEMA.withTags(yaml.mergeTag), maxDepth: importLimits.depth };
  const isFault = (error: unknown): error is YAMLException =>
    error instanceof yaml.YAMLException && !error.reason.startsWith('nesting exceeded');
  const mended = mendYaml(text, (source, twice) => yaml.load(source, { ...options, json: twice }), isFault);
  if (isStillOne(mended)) return mended;
  return { text, value: yaml.load(text, options), mends: [] };
}

async function parseYaml(fileName: string, text: string, warnings: Warnings): Promise<Result<unknown>> {
  const { YAMLException } = await import('js-yaml');
  try {
    const { value, mends } = await loadYaml(text);
    warnOf(mends, warnings);
    const size = checkExpansion(fileName, value);
    return size.ok ? ok(value) : size;
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
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
