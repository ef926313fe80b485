import type { z } from 'zod';
import { type JsonPiece, jsonPlaces } from '../json/places.ts';
import { manifestSchema } from './manifest.ts';
import { mocksSchema } from './mocks.ts';

/** Something wrong at a place of a JSON file of a connector. */
export interface FileProblem extends JsonPiece {
  /** One sentence, without the name of the file. */
  readonly message: string;
  readonly severity: 'error' | 'warning';
}

type Issue = z.core.$ZodIssue;

const pathText = (path: readonly PropertyKey[]): string =>
  path.reduce<string>(
    (text, step) =>
      typeof step === 'number' ? `${text}[${step}]` : text === '' ? String(step) : `${text}.${String(step)}`,
    '',
  );

function reasonOf(issue: Issue): string {
  if (issue.code === 'invalid_key') return issue.issues[0]?.message ?? issue.message;
  if (issue.code === 'invalid_type' && issue.message.endsWith('received undefined'))
    return `a ${issue.expected} is missing`;
  if (issue.code === 'invalid_value') return `use ${issue.values.map((value) => JSON.stringify(value)).join(', ')}`;
  return issue.message.replace(/^Invalid input: /, '').replace(/^Invalid discriminator value\. Expected /, 'use ');
}

/** The issues of a schema, each at its place; a key that is not known has its own. */
function problemsOf(text: string, issues: readonly Issue[]): readonly FileProblem[] {
  const placeOf = jsonPlaces(text);
  return issues.flatMap((issue) => {
    if (issue.code === 'unrecognized_keys')
      return issue.keys.map((key) => ({
        ...placeOf([...issue.path, key]),
        message: `${key} is not known here: look for a typing error.`,
        severity: 'error' as const,
      }));
    const place = pathText(issue.path);
    const message = `${place === '' ? 'The file' : place}: ${reasonOf(issue)}`;
    return [{ ...placeOf(issue.path), message, severity: 'error' as const }];
  });
}

/** Entities that others refer to must be there: a table below one that is not would never be read. */
function referenceProblems(text: string, manifest: z.infer<typeof manifestSchema>): readonly FileProblem[] {
  const names = new Set(manifest.entities.map((entity) => entity.name));
  const placeOf = jsonPlaces(text);
  const found: FileProblem[] = [];
  const report = (path: readonly PropertyKey[], message: string): void => {
    found.push({ ...placeOf(path), message, severity: 'warning' });
  };
  for (const [at, entity] of manifest.entities.entries()) {
    if (manifest.entities.findIndex((one) => one.name === entity.name) < at)
      report(['entities', at, 'name'], `There is another entity ${entity.name}.`);
    if (entity.parent !== undefined && !names.has(entity.parent.entity))
      report(['entities', at, 'parent', 'entity'], `There is no entity ${entity.parent.entity}.`);
    for (const [n, field] of entity.fields.entries())
      if (field.relation !== undefined && !names.has(field.relation.entity))
        report(['entities', at, 'fields', n, 'relation', 'entity'], `There is no entity ${field.relation.entity}.`);
  }
  return found;
}

/** What is wrong in the text of connector.json; nothing where it is no JSON, which the editor says itself. */
export function manifestProblems(text: string): readonly FileProblem[] {
  const value = parsed(text);
  if (value === undefined) return [];
  const result = manifestSchema.safeParse(value.json);
  return result.success ? referenceProblems(text, result.data) : problemsOf(text, result.error.issues);
}

/** The same of mocks.json. */
export function mocksProblems(text: string): readonly FileProblem[] {
  const value = parsed(text);
  if (value === undefined) return [];
  const result = mocksSchema.safeParse(value.json);
  return result.success ? [] : problemsOf(text, result.error.issues);
}

function parsed(text: string): { readonly json: unknown } | undefined {
  try {
    return { json: JSON.parse(text) };
  } catch {
    return undefined;
  }
}
