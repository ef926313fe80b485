import type { ReportAuth } from '../../../shared/import/report.ts';
import { asArray, asObject, isObject, type JsonObject, own, textAt } from '../json.ts';
import { pointerTo, quote } from '../quote.ts';
import type { Located, OpenApiDocument } from './document.ts';
import { shortText } from './text.ts';

const NONE: ReportAuth = { id: 'none', type: 'none', pointer: '#' };

function readOauth2(document: OpenApiDocument, scheme: Located): Partial<ReportAuth> {
  const flows = asObject(own(scheme.node, 'flows')) ?? {};
  const names = Object.keys(flows).filter((name) => !name.startsWith('x-'));
  const first = names.map((name) => asObject(own(flows, name))).find((flow) => flow !== undefined);
  if (!first) {
    document.warn(
      'no_flows',
      scheme.pointer,
      'This OAuth 2 scheme has no `flows`, so only an access token can be given; add the flows with their URLs.',
    );
    return { flows: [] };
  }
  const urls = (key: string): string | undefined =>
    names.map((name) => textAt(asObject(own(flows, name)) ?? {}, key)).find((url) => url !== undefined);
  const authorizationUrl = urls('authorizationUrl');
  const tokenUrl = urls('tokenUrl');
  const scopes = new Set(
    names.flatMap((name) => Object.keys(asObject(own(asObject(own(flows, name)) ?? {}, 'scopes')) ?? {})),
  );
  return {
    flows: names,
    ...(authorizationUrl === undefined ? {} : { authorizationUrl }),
    ...(tokenUrl === undefined ? {} : { tokenUrl }),
    ...(scopes.size === 0 ? {} : { scopes: [...scopes] }),
  };
}

function readScheme(document: OpenApiDocument, id: string, scheme: Located): ReportAuth | undefined {
  const { node, pointer } = scheme;
  const description = shortText(textAt(node, 'description'));
  const base = { id, pointer, ...(description === undefined ? {} : { description }) };
  const unsupported = (what: string): undefined => {
    document.warn(
      'unsupported_security',
      pointer,
      `The security scheme ${quote(id)} is ${what}, which a connection cannot use; choose another scheme or write it in functions/utility.js.`,
    );
  };
  switch (own(node, 'type')) {
    case 'apiKey': {
      const place = own(node, 'in');
      const name = textAt(node, 'name');
      if (name === undefined || (place !== 'header' && place !== 'query' && place !== 'cookie')) {
        return unsupported('an API key without a usable `name` and `in`');
      }
      return { ...base, type: 'apiKey', in: place, name };
    }
    case 'http': {
      const kind = textAt(node, 'scheme')?.toLowerCase();
      if (kind === 'bearer' || kind === 'basic') return { ...base, type: kind };
      return unsupported(`HTTP ${kind === undefined ? 'authentication without a `scheme`' : quote(kind)}`);
    }
    case 'oauth2':
      return { ...base, type: 'oauth2', ...readOauth2(document, scheme) };
    case 'openIdConnect':
      return unsupported('OpenID Connect');
    case 'mutualTLS':
      return unsupported('mutual TLS');
    default:
      return unsupported('of no known type');
  }
}

/** Every security scheme that a connection can use; `none` where there is none (FL-50, FL-51). */
export function readAuth(document: OpenApiDocument): readonly ReportAuth[] {
  const pointer = '#/components/securitySchemes';
  const schemes = asObject(own(asObject(own(document.root, 'components')) ?? {}, 'securitySchemes')) ?? {};
  const found = Object.entries(schemes).flatMap(([id, value]) => {
    const scheme = isObject(value) ? document.resolve(value, pointerTo(pointer, id)) : undefined;
    const auth = scheme && readScheme(document, id, scheme);
    return auth ? [auth] : [];
  });
  return found.length === 0 ? [NONE] : found;
}

/** True where `security` of an operation, or else of the document, lets a caller in without credentials. */
export function isPublic(root: JsonObject, operation: JsonObject): boolean {
  const stated = own(operation, 'security') ?? own(root, 'security');
  if (!Array.isArray(stated)) return false;
  return stated.length === 0 || asArray(stated).some((one) => isObject(one) && Object.keys(one).length === 0);
}

/** Reports a `security` that asks for several schemes at once and offers no single one: a connection sends one. */
export function checkSecurity(document: OpenApiDocument, owner: Located): void {
  const stated = asArray(own(owner.node, 'security')).filter(isObject);
  const sizes = stated.map((one) => Object.keys(one).length);
  if (sizes.length === 0 || sizes.some((size) => size < 2)) return;
  const names = Object.keys(stated[0] ?? {});
  document.warn(
    'combined_security',
    pointerTo(owner.pointer, 'security'),
    `${names.slice(0, 5).map(quote).join(' and ')} are asked for together, but a connection sends one; add the others in functions/utility.js.`,
  );
}
