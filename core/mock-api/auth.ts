import { createHash, timingSafeEqual } from 'node:crypto';
import type { Parameter, ReportAuth } from '../../shared/import/report.ts';
import { createRandom } from '../../shared/random.ts';
import { isCredential } from '../generate/settings.ts';
import type { Operation } from '../infer/model.ts';
import type { MockRequest } from './request.ts';

/** What a connection of one authentication is made of; the fields are those that a connector asks for (FB-12). */
export interface MockCredentials {
  /** Id of the authentication. */
  readonly auth: string;
  readonly type: ReportAuth['type'];
  readonly fields: Readonly<Record<string, string>>;
}

type Place = 'header' | 'query' | 'cookie';

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
const equal = (one: string | undefined, other: string | undefined): boolean =>
  one !== undefined && other !== undefined && timingSafeEqual(digest(one), digest(other));

/** The credentials that open a mock: they depend on the seed alone, so that they outlive a restart. */
export function credentialsFor(auth: ReportAuth, seed: number): MockCredentials {
  const secret = (field: string): string => `mock_${createRandom(seed, `${auth.id}/${field}`).text(24)}`;
  const made = (fields: Readonly<Record<string, string>>): MockCredentials => ({
    auth: auth.id,
    type: auth.type,
    fields,
  });
  switch (auth.type) {
    case 'none':
      return made({});
    case 'apiKey':
      return made({
        key: secret('key'),
        ...Object.fromEntries((auth.also ?? []).map(({ param }) => [param, secret(param)])),
      });
    case 'bearer':
      return made({ token: secret('token') });
    case 'basic':
      return made({ username: 'mock', password: secret('password') });
    case 'oauth2':
      return made({ access_token: secret('access_token') });
  }
}

/** A key as it was sent. In `Authorization` a scheme may stand before it: `Bearer`, `Token`, `SSWS`. */
function sentKey(request: MockRequest, place: Place, name: string): string | undefined {
  if (place === 'query') return request.query.get(name) ?? undefined;
  if (place === 'cookie') return request.cookies.get(name);
  const value = request.headers.get(name.toLowerCase());
  return name.toLowerCase() === 'authorization' ? value?.split(/[ =]/).at(-1)?.replaceAll('"', '') : value;
}

/** What stands after the scheme of an `Authorization` header; undefined where it is another scheme. */
function afterWord(header: string, word: string): string | undefined {
  const [scheme = '', value, ...more] = header.trim().split(/ +/);
  return scheme.toLowerCase() === word.toLowerCase() && more.length === 0 ? value : undefined;
}

/** True where a parameter that is the credential once more holds it. */
const isIn = (parameters: readonly Parameter[], request: MockRequest, value: string | undefined): boolean =>
  parameters.some((one) => equal(sentKey(request, one.in === 'header' ? 'header' : 'query', one.name), value));

function isProven(
  auth: ReportAuth,
  { fields }: MockCredentials,
  request: MockRequest,
  repeated: readonly Parameter[],
): boolean {
  const authorization = request.headers.get('authorization') ?? '';
  switch (auth.type) {
    case 'none':
      return true;
    case 'apiKey': {
      const keys = [
        { in: auth.in ?? 'header', param: auth.name ?? 'X-API-Key', value: fields.key },
        ...(auth.also ?? []).map((one) => ({ ...one, value: fields[one.param] })),
      ];
      return keys.every((key) => equal(sentKey(request, key.in, key.param), key.value));
    }
    case 'bearer':
      return (
        equal(afterWord(authorization, auth.prefix ?? 'Bearer'), fields.token) || isIn(repeated, request, fields.token)
      );
    case 'oauth2':
      return (
        equal(afterWord(authorization, 'Bearer'), fields.access_token) || isIn(repeated, request, fields.access_token)
      );
    case 'basic': {
      const sent = afterWord(authorization, 'Basic');
      return equal(sent && Buffer.from(sent, 'base64').toString(), `${fields.username}:${fields.password}`);
    }
  }
}

/** Who may call what: any one of the authentications that an operation takes opens it. */
export class Gate {
  readonly credentials: readonly MockCredentials[];
  readonly #auth: readonly ReportAuth[];
  readonly #kinds: ReadonlySet<ReportAuth['type']>;

  constructor(auth: readonly ReportAuth[], seed: number) {
    this.#auth = auth;
    this.#kinds = new Set(auth.map((one) => one.type));
    this.credentials = auth.map((one) => credentialsFor(one, seed));
  }

  /** True for a parameter that is the credential once more: it may be left out, for the credential itself is there. */
  isCredential(parameter: Parameter): boolean {
    return isCredential(parameter, this.#kinds);
  }

  /** Undefined where the request is let in, else what it should have sent. */
  refusal(operation: Operation, request: MockRequest): string | undefined {
    if (operation.public || operation.auth?.length === 0) return undefined;
    const named =
      operation.auth === undefined ? this.#auth : this.#auth.filter((one) => operation.auth?.includes(one.id));
    // An authentication that the description names and does not define leaves the others.
    const taken = named.length > 0 ? named : this.#auth;
    if (taken.length === 0) return undefined;
    const repeated = operation.parameters.filter((one) => this.isCredential(one));
    const isOpen = taken.some((auth) => {
      const credentials = this.credentials.find((one) => one.auth === auth.id);
      return credentials !== undefined && isProven(auth, credentials, request, repeated);
    });
    return isOpen
      ? undefined
      : `Send the credentials of ${taken.map((one) => `${one.id} (${one.type})`).join(' or ')}.`;
  }

  /** Query parameters that hold a key: they never stand in an address that the mock gives. */
  get queryKeys(): ReadonlySet<string> {
    return new Set(
      this.#auth.flatMap((auth) => [
        ...(auth.in === 'query' && auth.name !== undefined ? [auth.name] : []),
        ...(auth.also ?? []).flatMap((one) => (one.in === 'query' ? [one.param] : [])),
      ]),
    );
  }

  /** The challenge of a 401 (RFC 9110 section 11.6.1). */
  get challenge(): string {
    const isBasic = this.#auth.some((auth) => auth.type === 'basic');
    return isBasic ? 'Basic realm="mock"' : 'Bearer realm="mock"';
  }
}
