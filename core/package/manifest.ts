import type { z } from 'zod';
import { type Manifest, manifestSchema } from '../../shared/connector/manifest.ts';
import { fail, ok, type Result } from '../../shared/result.ts';

type Issue = z.core.$ZodIssue;

/** The format this studio reads and writes; a higher one is refused (A29). */
const formatVersion = 1;

/** `entities[3].primaryKey`, as a person would write it. */
const pathText = (path: readonly PropertyKey[]): string =>
  path.reduce<string>((text, part) => {
    if (typeof part === 'number') return `${text}[${part}]`;
    return text === '' ? String(part) : `${text}.${String(part)}`;
  }, '');

function valueAt(root: unknown, path: readonly PropertyKey[]): unknown {
  let value = root;
  for (const part of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, part)) return undefined;
    value = Reflect.get(value, part);
  }
  return value;
}

/** What is wrong, in words; `root` is the parsed text that the issue is about. */
function issueText(issue: Issue, root: unknown): string {
  const place = pathText(issue.path);
  if (issue.code === 'unrecognized_keys') {
    const keys = issue.keys.map((key) => JSON.stringify(key.slice(0, 80))).join(', ');
    return `${place === '' ? 'it' : place} has the unknown field ${keys}; remove it`;
  }
  if (issue.code === 'invalid_key') {
    return `${place} is not a name that can be used here: ${issue.issues[0]?.message ?? issue.message}`;
  }
  if (place !== '' && valueAt(root, issue.path) === undefined) return `${place} is missing; add it`;
  const reason = issue.message.replace(/^Invalid input: /, '');
  return place === '' ? `the whole is not a manifest: ${reason}` : `${place} is not valid: ${reason}`;
}

/** One sentence for all that a schema found: the first place in full, the number of the others. */
export function describeIssues(issues: readonly Issue[], root: unknown): string {
  const [first] = issues;
  const more = issues.length - 1;
  const rest = more > 0 ? ` (and ${more} more ${more === 1 ? 'place' : 'places'})` : '';
  return `${first ? issueText(first, root) : 'it does not fit the schema'}${rest}`;
}

function newerFormat(value: unknown): number | undefined {
  const version = valueAt(value, ['formatVersion']);
  return typeof version === 'number' && version > formatVersion ? version : undefined;
}

/** Parses JSON; the failure `bad_manifest` says what the parser met. */
function parseJson(text: string): Result<unknown> {
  try {
    return ok(JSON.parse(text));
  } catch (error) {
    const reason = error instanceof Error ? error.message.replace(/\s+/g, ' ').slice(0, 200) : 'it cannot be parsed';
    return fail('input', 'bad_manifest', `connector.json is not JSON: ${reason}. Correct it and try again.`);
  }
}

/**
 * Reads connector.json. Input failures: `bad_manifest`, whose sentence names the path in the manifest and what is
 * wrong with it; `newer_format` for a formatVersion above 1, which is refused and never rewritten (A29).
 */
export function parseManifest(text: string): Result<Manifest> {
  const json = parseJson(text);
  if (!json.ok) return json;
  const newer = newerFormat(json.value);
  if (newer !== undefined) {
    return fail(
      'input',
      'newer_format',
      `connector.json has formatVersion ${newer}, but this studio reads up to ${formatVersion}: update Connector Studio to open it.`,
      { formatVersion: newer },
    );
  }
  const parsed = manifestSchema.safeParse(json.value);
  if (parsed.success) return ok(parsed.data);
  return fail('input', 'bad_manifest', `In connector.json ${describeIssues(parsed.error.issues, json.value)}.`, {
    paths: parsed.error.issues.slice(0, 20).map((issue) => pathText(issue.path)),
  });
}

/** The id that connector.json states, whatever else is wrong with it; undefined where it states none. */
export function statedId(text: string): string | undefined {
  const json = parseJson(text);
  const id = json.ok ? valueAt(json.value, ['id']) : undefined;
  return typeof id === 'string' ? id : undefined;
}
