import { authFields } from '../../shared/connector/authentication.ts';
import type { Authentication, ConnectionField } from '../../shared/connector/manifest.ts';
import type { ImportReport, Parameter } from '../../shared/import/report.ts';
import { camelCase, titleCase, words } from '../infer/words.ts';
import { isAutomatic, statedValue } from './inputs.ts';

/** A header that every request carries. */
export interface CommonHeader {
  readonly name: string;
  /** The value that the description states, or the field of the connection that holds it. */
  readonly value:
    | { readonly kind: 'fixed'; readonly value: unknown }
    | { readonly kind: 'setting'; readonly id: string };
}

/** What is the same for all operations of a source: it belongs to the connection and is sent in one place. */
export interface Common {
  readonly headers: readonly CommonHeader[];
  /** Fields of the connection beside its base URL. */
  readonly fields: Readonly<Record<string, ConnectionField>>;
  /** True for a parameter that the common headers or the credentials send already. */
  covers(parameter: Parameter): boolean;
}

/** A name without the `X-` that says only that it is no standard. */
const plainName = (name: string): string => name.replace(/^x-(?=.)/i, '');

const SECRET = /\b(?:token|secret|password|passwd|api key|apikey|access key|auth key)\b/;
const isSecret = (name: string): boolean => SECRET.test(words(name).join(' '));

const TOKEN = /^(?:token|access token|auth token|oauth token|bearer token)$/;
const KEY = /^(?:api key|apikey|api token)$/;

/**
 * True for a parameter that is the credential once more, as descriptions have it that allow several ways: the authentication sends
 * it already, and nobody should type it into a filter. A key beside a token is something else.
 */
export function isCredential({ name, in: place }: Parameter, kinds: ReadonlySet<Authentication['type']>): boolean {
  if (place !== 'query' && place !== 'header') return false;
  const named = words(plainName(name)).join(' ');
  if (TOKEN.test(named)) return kinds.has('bearer') || kinds.has('oauth2');
  return KEY.test(named) && kinds.has('apiKey');
}

function fieldOf(parameter: Parameter, title: string): ConnectionField {
  const about = parameter.description === undefined ? {} : { description: parameter.description };
  const base = { title, ...about, required: true };
  if (isSecret(parameter.name)) return { type: 'secret', ...base };
  if (parameter.enum && parameter.enum.length > 1) return { type: 'select', ...base, options: parameter.enum };
  if (parameter.type === 'boolean') return { type: 'boolean', ...base };
  return { type: parameter.type === 'integer' || parameter.type === 'number' ? 'number' : 'string', ...base };
}

function freeId(name: string, taken: Set<string>): string {
  const wanted = camelCase(plainName(name)) || 'setting';
  const base = /^[a-z]/.test(wanted) ? wanted : `header${wanted}`;
  let id = base;
  for (let n = 2; taken.has(id); n++) id = `${base}${n}`;
  taken.add(id);
  return id;
}

/** Required headers by their name in lower case, with every operation's own parameter. */
function requiredHeaders(report: ImportReport): ReadonlyMap<string, readonly Parameter[]> {
  const all = [...report.entities, ...report.commands].flatMap(({ params }) =>
    params.filter((one) => one.in === 'header' && one.required && !isAutomatic(one)),
  );
  return Map.groupBy(all, (parameter) => parameter.name.toLowerCase());
}

/**
 * Required headers that most operations of a description take: with a value that is stated everywhere alike they are sent as they
 * are; else they are fields of the connection, as is a header that holds a secret, however few take it.
 */
export function commonOf(report: ImportReport, authentication: readonly Authentication[]): Common {
  const operations = report.entities.length + report.commands.length;
  const taken = new Set([
    'auth',
    'baseUrl',
    ...authentication.flatMap((one) => authFields(one).map((field) => field.id)),
  ]);
  const headers: CommonHeader[] = [];
  const fields: [string, ConnectionField][] = [];
  const covered = new Set<string>();
  const kinds = new Set(authentication.map((one) => one.type));
  for (const [lower, parameters] of requiredHeaders(report)) {
    const [first] = parameters;
    if (first && isCredential(first, kinds)) continue;
    if (!first || (parameters.length * 2 <= operations && !isSecret(first.name))) continue;
    const values = new Set(parameters.map((one) => JSON.stringify(statedValue(one))));
    if (values.size > 1) continue;
    covered.add(lower);
    const value = statedValue(first);
    if (value !== undefined) {
      headers.push({ name: first.name, value: { kind: 'fixed', value } });
      continue;
    }
    const id = freeId(first.name, taken);
    headers.push({ name: first.name, value: { kind: 'setting', id } });
    fields.push([id, fieldOf(first, titleCase(plainName(first.name)) || first.name)]);
  }
  return {
    headers,
    fields: Object.fromEntries(fields),
    covers: (parameter) =>
      isCredential(parameter, kinds) || (parameter.in === 'header' && covered.has(parameter.name.toLowerCase())),
  };
}
