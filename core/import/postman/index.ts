import { fail, ok, type Result } from '../../../shared/result.ts';
import type { ApiDescription } from '../../infer/model.ts';
import { asNumber, asObject, asText, isObject, type JsonObject, own, textAt } from '../json.ts';
import { shortText } from '../openapi/text.ts';
import { fileLabel, quote } from '../quote.ts';
import { Authentications } from '../requests/auth.ts';
import { findServers } from '../requests/base-url.ts';
import { reportOpen } from '../requests/open-variables.ts';
import { toOperations } from '../requests/operations.ts';
import { SiblingPaths } from '../requests/path-variables.ts';
import { FoundSecrets } from '../requests/secret-places.ts';
import type { Warnings } from '../warnings.ts';
import { CollectionReader } from './requests.ts';
import { descriptionOf } from './values.ts';

/** A collection and where it stands: exports of the API wrap it in `{collection: …}` (PM-10). */
export interface Collection {
  readonly root: JsonObject;
  readonly pointer: string;
}

function versionOf(info: JsonObject): string | undefined {
  const stated = own(info, 'version');
  if (!isObject(stated)) return asText(stated) ?? asNumber(stated)?.toString();
  const parts = ['major', 'minor', 'patch'].map((key) => own(stated, key));
  return parts.every((part) => part !== undefined) ? parts.join('.') : textAt(stated, 'string');
}

/** Reads a Postman collection 2.0 or 2.1 (PM-1 … PM-11, PM-21). Input failure: `no_operations`; everything smaller is a warning. */
export function readPostman(
  fileName: string,
  { root, pointer }: Collection,
  version: string,
  warnings: Warnings,
): Result<ApiDescription> {
  const info = asObject(own(root, 'info')) ?? {};
  const title = shortText(textAt(info, 'name')) ?? fileName.replace(/\.[A-Za-z_.]+$/, '');
  const authentications = new Authentications();
  const secrets = new FoundSecrets();
  const reader = new CollectionReader(warnings, authentications, secrets);
  reader.read(root, pointer, title);
  if (reader.requests.length === 0) {
    return fail(
      'input',
      'no_operations',
      `${fileLabel(fileName)} is a Postman collection without a request that has a URL; add one and import again.`,
    );
  }
  const bare = reader.requests.find(({ target }) => target.isBare);
  if (bare) {
    warnings.add(
      'no_scheme',
      bare.target.server.pointer,
      `${quote(bare.target.server.label)} does not say whether it is http or https; ${quote(bare.target.server.url)} was taken, correct it if that is wrong.`,
    );
  }
  const siblings = new SiblingPaths();
  for (const { seen } of reader.requests) siblings.add(seen.path);
  const seen = reader.requests.map((one) => ({ ...one.seen, path: siblings.adopt(one.seen.path) }));
  const servers = findServers(
    seen.map((one) => one.server),
    warnings,
  );
  reportOpen(
    reader.requests.map(({ target }) => target),
    {
      warnings,
      baseUrl: servers.baseUrl,
      where: 'which the collection gives no value (it stands in a Postman environment)',
    },
  );
  const auth = authentications.list();
  return ok({
    kind: 'postman',
    version,
    title,
    description: shortText(descriptionOf(own(info, 'description'))),
    apiVersion: versionOf(info),
    baseUrl: servers.baseUrl,
    auth,
    operations: toOperations(seen, { servers, auth, warnings, secrets, holder: 'the collection' }),
    notes: reader.notes,
  });
}
