import type { ReportAuth } from '../../../shared/import/report.ts';
import { asObject, isObject, own, textAt } from '../json.ts';
import { pointerTo, quote } from '../quote.ts';
import { flowsOf, isSwagger, schemesPointer } from './dialect.ts';
import type { Located, OpenApiDocument } from './document.ts';
import { shortText } from './text.ts';
import { undeclaredAuth } from './undeclared-auth.ts';

const NONE: ReportAuth = { id: 'none', type: 'none', pointer: '#' };

function readOauth2(document: OpenApiDocument, scheme: Located): Partial<ReportAuth> {
  const flows = flowsOf(scheme.node);
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
  const deviceAuthorizationUrl = urls('deviceAuthorizationUrl');
  const scopes = new Set(
    names.flatMap((name) => Object.keys(asObject(own(asObject(own(flows, name)) ?? {}, 'scopes')) ?? {})),
  );
  return {
    flows: names,
    ...(authorizationUrl === undefined ? {} : { authorizationUrl }),
    ...(tokenUrl === undefined ? {} : { tokenUrl }),
    ...(deviceAuthorizationUrl === undefined ? {} : { deviceAuthorizationUrl }),
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
    case 'basic':
      return { ...base, type: 'basic' };
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

function readSchemes(document: OpenApiDocument): readonly ReportAuth[] {
  const pointer = schemesPointer(document);
  const owner = isSwagger(document) ? document.root : (asObject(own(document.root, 'components')) ?? {});
  const schemes = asObject(own(owner, isSwagger(document) ? 'securityDefinitions' : 'securitySchemes')) ?? {};
  return Object.entries(schemes).flatMap(([id, value]) => {
    const scheme = isObject(value) ? document.resolve(value, pointerTo(pointer, id)) : undefined;
    const auth = scheme && readScheme(document, id, scheme);
    return auth ? [auth] : [];
  });
}

/** The ids that one entry of a `security` list asks for together. */
type Requirement = readonly string[];

const requirementsOf = (stated: unknown): readonly Requirement[] | undefined =>
  Array.isArray(stated) ? stated.filter(isObject).map((one) => Object.keys(one)) : undefined;

/** The id under which keys that are sent together are offered. */
const joinedId = (ids: Requirement): string => [...ids].sort().join('+');

type Key = ReportAuth & { readonly in: 'header' | 'query' | 'cookie'; readonly name: string };
const isKey = (auth: ReportAuth | undefined): auth is Key =>
  auth?.type === 'apiKey' && auth.in !== undefined && auth.name !== undefined;

/**
 * The authentications of a document and what each operation takes of them (FL-50, FL-51). Entries of a `security` list are
 * alternatives; what one entry asks for together is offered as one authentication where all of it are keys.
 */
export class ApiAuth {
  readonly list: readonly ReportAuth[];
  readonly #document: OpenApiDocument;
  readonly #ofApi: readonly string[] | undefined;
  readonly #known: ReadonlySet<string>;

  constructor(document: OpenApiDocument, securities: Iterable<unknown>) {
    this.#document = document;
    const schemes = readSchemes(document);
    const byId = new Map(schemes.map((scheme) => [scheme.id, scheme]));
    const joined = new Map<string, ReportAuth>();
    const together = new Set<string>();
    const alone = new Set<string>();
    for (const stated of securities) {
      for (const ids of requirementsOf(stated) ?? []) {
        for (const id of ids) (ids.length > 1 ? together : alone).add(id);
        const keys = ids.map((id) => byId.get(id));
        const [first, ...rest] = keys;
        if (ids.length < 2 || !keys.every(isKey) || !isKey(first)) continue;
        const also = rest.filter(isKey).map((key) => ({ in: key.in, param: key.name }));
        joined.set(joinedId(ids), { ...first, id: joinedId(ids), also });
      }
    }
    // A key that is only ever asked for with others proves nothing alone.
    const single = schemes.filter(({ id, type }) => !(type === 'apiKey' && together.has(id) && !alone.has(id)));
    const found = [...joined.values(), ...(joined.size > 0 ? single : schemes)];
    this.list = found.length > 0 ? found : [undeclaredAuth(document) ?? NONE];
    this.#known = new Set(this.list.map(({ id }) => id));
    this.#ofApi = this.#offered(requirementsOf(own(document.root, 'security')));
  }

  /** Ids of the authentications that fit a `security` list; `[]` where nothing is asked for, undefined where it is silent. */
  #offered(requirements: readonly Requirement[] | undefined): readonly string[] | undefined {
    if (!requirements) return undefined;
    if (requirements.length === 0 || requirements.some((ids) => ids.length === 0)) return [];
    const ids = requirements
      .map((one) => (one.length > 1 ? joinedId(one) : (one[0] ?? '')))
      .filter((id) => this.#known.has(id));
    return ids.length === 0 ? undefined : [...new Set(ids)];
  }

  /** What an operation asks for: its own list wins over that of the document. */
  of(operation: Located): { readonly public: boolean; readonly own: readonly string[] | undefined } {
    const stated = requirementsOf(own(operation.node, 'security'));
    if (stated) this.#check(stated, pointerTo(operation.pointer, 'security'));
    const offered = stated ? this.#offered(stated) : this.#ofApi;
    const differs =
      stated !== undefined &&
      offered !== undefined &&
      joinedId(offered) !== joinedId(this.#ofApi ?? this.list.map(({ id }) => id));
    return { public: offered?.length === 0, own: differs ? offered : undefined };
  }

  /** Reports a list that only offers combinations which a connection cannot send. */
  #check(requirements: readonly Requirement[], pointer: string): void {
    if (requirements.length === 0 || requirements.some((ids) => ids.length < 2 || this.#known.has(joinedId(ids))))
      return;
    const names = requirements[0] ?? [];
    this.#document.warn(
      'combined_security',
      pointer,
      `${names.slice(0, 5).map(quote).join(' and ')} are asked for together, but a connection sends one; add the others in functions/utility.js.`,
    );
  }

  /** Reports the `security` of the document itself. */
  checkRoot(): void {
    this.#check(requirementsOf(own(this.#document.root, 'security')) ?? [], '#/security');
  }
}

/** The `security` lists of a document and of all its operations. */
export function* securitiesOf(document: OpenApiDocument): Generator<unknown> {
  yield own(document.root, 'security');
  for (const item of Object.values(asObject(own(document.root, 'paths')) ?? {})) {
    for (const operation of Object.values(asObject(item) ?? {})) {
      if (isObject(operation)) yield own(operation, 'security');
    }
  }
}
