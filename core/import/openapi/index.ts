import { fail, ok, type Result } from '../../../shared/result.ts';
import type { ApiDescription } from '../../infer/model.ts';
import { asObject, type JsonObject, own, textAt } from '../json.ts';
import { fileLabel, quote } from '../quote.ts';
import type { Warnings } from '../warnings.ts';
import { OpenApiDocument } from './document.ts';
import { readOperations } from './operations.ts';
import { checkSecurity, readAuth } from './security.ts';
import { readBaseUrl } from './servers.ts';
import { shortText } from './text.ts';

function checkVersion(document: OpenApiDocument, version: string): void {
  if (/^3\.[01]\.\d+$/.test(version)) return;
  const meaning = version.startsWith('3.2')
    ? 'is newer than 3.1: what 3.2 added (the query method, item schemas) is left out'
    : 'is not a released version and is read as the one it is closest to';
  document.warn('version', '#/openapi', `The OpenAPI version ${quote(version)} ${meaning}; check the result.`);
}

/** Reads an OpenAPI 3.x document. Input failures: `no_paths`, `no_operations`; everything smaller is a warning. */
export function readOpenApi(
  fileName: string,
  root: JsonObject,
  version: string,
  warnings: Warnings,
): Result<ApiDescription> {
  const document = new OpenApiDocument(root, warnings);
  checkVersion(document, version);
  const paths = document.resolve(own(root, 'paths'), '#/paths');
  if (!paths) {
    return fail(
      'input',
      'no_paths',
      `${fileLabel(fileName)} has no \`paths\`; add the operations of the API and import again.`,
    );
  }
  const baseUrl = readBaseUrl(document, root, '#');
  const auth = readAuth(document);
  checkSecurity(document, { node: root, pointer: '#', name: undefined });
  const operations = readOperations(document, paths, { baseUrl, auth });
  // Where there are paths but no operation can be used, the warnings say why.
  if (!Object.keys(paths.node).some((path) => path.startsWith('/'))) {
    return fail(
      'input',
      'no_operations',
      `${fileLabel(fileName)} describes no path; add one under \`paths\` and import again.`,
    );
  }
  const info = asObject(own(root, 'info')) ?? {};
  const stated = own(info, 'version');
  return ok({
    kind: 'openapi',
    version,
    title: shortText(textAt(info, 'title')) ?? fileName.replace(/\.[A-Za-z]+$/, ''),
    description: shortText(textAt(info, 'description')),
    apiVersion: typeof stated === 'string' || typeof stated === 'number' ? String(stated) : undefined,
    baseUrl,
    auth,
    operations,
  });
}
