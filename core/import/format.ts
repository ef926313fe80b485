import { fail, ok, type Result } from '../../shared/result.ts';
import { detectHar, type HarFormat } from './har/detect.ts';
import { isObject, type JsonObject, own, textAt } from './json.ts';
import { detectPostman, type PostmanFormat } from './postman/detect.ts';
import { fileLabel, quote } from './quote.ts';
import { ACCEPTED } from './text.ts';

/** A description in a format that can be read; one more member per format. */
export type Format =
  | { readonly kind: 'openapi'; readonly version: string; readonly document: JsonObject }
  | PostmanFormat
  | HarFormat;

interface Sign {
  /** What a person calls it. */
  readonly name: string;
  readonly matches: (document: JsonObject) => boolean;
}

/** Formats that are recognised, so that the refusal can say what the file is. */
const OTHERS: readonly Sign[] = [
  { name: 'an Insomnia export', matches: (document) => textAt(document, '_type') === 'export' },
  { name: 'an AsyncAPI description', matches: (document) => own(document, 'asyncapi') !== undefined },
  {
    name: 'a RAML description',
    matches: (document) => own(document, 'types') !== undefined && own(document, 'baseUri') !== undefined,
  },
  {
    name: 'a JSON Schema',
    matches: (document) => own(document, '$schema') !== undefined && own(document, 'paths') === undefined,
  },
];

const refuse = (fileName: string, what: string): Result<never> =>
  fail(
    'input',
    'unsupported_format',
    `${fileLabel(fileName)} is ${what}, which cannot be imported; convert it and choose ${ACCEPTED}.`,
  );

/** Formats that are neither JSON nor YAML. */
export function checkRawText(fileName: string, text: string): Result<void> {
  const head = text.slice(0, 200).trimStart();
  if (head.startsWith('#%RAML')) return refuse(fileName, 'a RAML description');
  return ok(undefined);
}

/** Says what a parsed file is. Input failures: `unsupported_format`, `unsupported_version`, `unknown_format`. */
export function detectFormat(fileName: string, document: unknown): Result<Format> {
  const unknown = (why: string): Result<never> =>
    fail('input', 'unknown_format', `${fileLabel(fileName)} is not an API description: ${why}; choose ${ACCEPTED}.`);
  if (!isObject(document)) return unknown('it holds no object at its top');
  const stated = own(document, 'openapi') ?? own(document, 'swagger');
  const other = stated === undefined ? (detectPostman(fileName, document) ?? detectHar(document)) : undefined;
  if (other) return other;
  if (stated === undefined) {
    const known = OTHERS.find((sign) => sign.matches(document));
    return known ? refuse(fileName, known.name) : unknown('it has no `openapi` or `swagger` key');
  }
  // YAML reads an unquoted 3.1 as a number.
  const version = typeof stated === 'number' ? String(stated) : stated;
  if (typeof version === 'string' && /^(?:3\.[012](?:[.-]|$)|2(?:\.0(?:\.\d+)?)?$)/.test(version)) {
    return ok({ kind: 'openapi', version, document });
  }
  const shown = typeof version === 'string' ? quote(version) : 'something that is not a text';
  return fail(
    'input',
    'unsupported_version',
    `${fileLabel(fileName)} states ${shown} as its OpenAPI version, which cannot be imported; choose ${ACCEPTED}.`,
  );
}
