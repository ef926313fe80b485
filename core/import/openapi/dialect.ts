import { asArray, asObject, isObject, type JsonObject, own, textAt } from '../json.ts';
import { pointerTo } from '../quote.ts';
import type { Located, OpenApiDocument } from './document.ts';

/** True for a Swagger 2.0 document: bodies are parameters and answers hold their schema themselves. */
export const isSwagger = (document: OpenApiDocument): boolean => own(document.root, 'swagger') !== undefined;

/** Places of the security schemes, the usual one first: some documents carry those of the version before. */
export const schemesPointer = (document: OpenApiDocument): string =>
  isSwagger(document) ? '#/securityDefinitions' : '#/components/securitySchemes';

/** Media types that an operation of Swagger 2.0 takes (`consumes`) or gives (`produces`), the document's where it has none. */
export function statedTypes(
  document: OpenApiDocument,
  operation: JsonObject,
  key: 'consumes' | 'produces',
): readonly string[] {
  const stated = asArray(own(operation, key) ?? own(document.root, key)).filter((type) => typeof type === 'string');
  return stated.length > 0 ? stated : ['application/json'];
}

/** The parameters of an operation of Swagger 2.0 that stand at one place: its body or its form. */
export function parametersAt(
  document: OpenApiDocument,
  owners: readonly Located[],
  place: 'body' | 'formData',
): readonly Located[] {
  const found = new Map<string, Located>();
  for (const owner of owners) {
    asArray(own(owner.node, 'parameters')).forEach((value, index) => {
      const located = isObject(value)
        ? document.resolve(value, pointerTo(owner.pointer, 'parameters', index))
        : undefined;
      if (located && own(located.node, 'in') === place) found.set(textAt(located.node, 'name') ?? '', located);
    });
  }
  return [...found.values()];
}

const SERVER_SCHEMES = ['https', 'http'] as const;

/** `schemes`, `host` and `basePath` as one URL; relative without a host, undefined where nothing is stated. */
export function swaggerServer(root: JsonObject): string | undefined {
  const host = textAt(root, 'host')?.trim();
  const basePath = textAt(root, 'basePath')?.trim() ?? '';
  if (host === undefined) return basePath === '' ? undefined : basePath;
  const schemes = asArray(own(root, 'schemes'));
  const scheme = SERVER_SCHEMES.find((one) => schemes.includes(one)) ?? 'https';
  return `${scheme}://${host}${basePath.startsWith('/') || basePath === '' ? '' : '/'}${basePath}`;
}

const FLOWS: ReadonlyMap<string, string> = new Map([
  ['implicit', 'implicit'],
  ['password', 'password'],
  ['application', 'clientCredentials'],
  ['accessCode', 'authorizationCode'],
]);

/** The flows of an OAuth 2 scheme by their names in OpenAPI 3: Swagger 2.0 has one, written in the scheme itself. */
export function flowsOf(scheme: JsonObject): JsonObject {
  const flow = textAt(scheme, 'flow');
  if (flow !== undefined) return { [FLOWS.get(flow) ?? flow]: scheme };
  return asObject(own(scheme, 'flows')) ?? {};
}
