import { fail, ok, type Result } from '../../../shared/result.ts';
import { asObject, type JsonObject, own, textAt } from '../json.ts';
import { fileLabel, quote } from '../quote.ts';
import type { Collection } from './index.ts';

/** A Postman collection that can be read. */
export interface PostmanFormat {
  readonly kind: 'postman';
  readonly version: '2.0' | '2.1';
  readonly collection: Collection;
}

const isCollection = (root: JsonObject): boolean =>
  asObject(own(root, 'info')) !== undefined && Array.isArray(own(root, 'item')) && own(root, 'openapi') === undefined;

/** Version 1 kept requests in one list beside the order they stand in. */
const isVersion1 = (root: JsonObject): boolean =>
  Array.isArray(own(root, 'requests')) && own(root, 'info') === undefined && textAt(root, 'name') !== undefined;

const isEnvironment = (root: JsonObject): boolean =>
  textAt(root, '_postman_variable_scope') !== undefined && Array.isArray(own(root, 'values'));

const isDump = (root: JsonObject): boolean =>
  Array.isArray(own(root, 'collections')) && Array.isArray(own(root, 'environments'));

/** Says whether a file is of Postman (PM-10). Input failures: `unsupported_version`, `unsupported_format`, each with advice. */
export function detectPostman(fileName: string, document: JsonObject): Result<PostmanFormat> | undefined {
  const inner = asObject(own(document, 'collection'));
  const [root, pointer] = inner && !isCollection(document) ? [inner, '#/collection'] : [document, '#'];
  const label = fileLabel(fileName);
  if (isCollection(root)) {
    const schema = textAt(asObject(own(root, 'info')) ?? {}, 'schema') ?? '';
    const version = /\/v(\d+\.\d+)/.exec(schema)?.[1] ?? '2.1';
    if (version === '2.0' || version === '2.1') return ok({ kind: 'postman', version, collection: { root, pointer } });
    return fail(
      'input',
      'unsupported_version',
      `${label} states ${quote(schema)} as its schema, a version that is not known; export it from Postman as Collection v2.1 and import that.`,
    );
  }
  if (isVersion1(root)) {
    return fail(
      'input',
      'unsupported_version',
      `${label} is a Postman collection of version 1, which Postman itself no longer uses; open it in Postman, export it as Collection v2.1 and import that.`,
    );
  }
  if (isEnvironment(root)) {
    return fail(
      'input',
      'unsupported_format',
      `${label} is a Postman environment, which holds values and no requests; export the collection as Collection v2.1 and import that.`,
    );
  }
  if (isDump(root)) {
    return fail(
      'input',
      'unsupported_format',
      `${label} is an export of all Postman data; export one collection as Collection v2.1 and import that.`,
    );
  }
  return undefined;
}
