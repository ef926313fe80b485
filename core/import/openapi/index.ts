import { fail, ok, type Result } from '../../../shared/result.ts';
import type { ApiDescription } from '../../infer/model.ts';
import { asObject, type JsonObject, own, textAt } from '../json.ts';
import { fileLabel, quote } from '../quote.ts';
import type { Warnings } from '../warnings.ts';
import { isSwagger } from './dialect.ts';
import { OpenApiDocument } from './document.ts';
import { readOperations } from './operations.ts';
import { ApiAuth, securitiesOf } from './security.ts';
import { readBaseUrl } from './servers.ts';
import { shortText } from './text.ts';

function checkVersion(document: OpenApiDocument, version: string): void {
  if (/^(?:3\.[012]\.\d+|2\.0)$/.test(version)) return;
  document.warn(
    'version',
    isSwagger(document) ? '#/swagger' : '#/openapi',
    `The version ${quote(version)} is not a released one and is read as the one it is closest to; check the result.`,
  );
}

/** Reads a Swagger 2.0 or OpenAPI 3.x document. Input failures: `no_paths`, `no_operations`; everything smaller is a warning. */
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
  const baseUrl = readBaseUrl(document);
  const auth = new ApiAuth(document, securitiesOf(document));
  auth.checkRoot();
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
    auth: auth.list,
    operations,
  });
}
