import type { ReportAuth } from '../../../shared/import/report.ts';
import { importLimits } from '../../../shared/limits.ts';
import type { Operation } from '../../infer/model.ts';
import { camelCase, words } from '../../infer/words.ts';
import type { Warnings } from '../warnings.ts';
import { answerOf, failuresOf } from './answers.ts';
import type { Servers } from './base-url.ts';
import { bodyOf } from './bodies.ts';
import { withoutSecrets } from './masked-names.ts';
import { type ParameterFacts, parametersOf } from './parameters.ts';
import type { FoundSecrets } from './secret-places.ts';
import type { SeenRequest, SeenValue } from './seen.ts';
import { groupRequests, isSelector, selectedBy, type Variant, type VariantGroup } from './variants.ts';

/** What operations need to know of the source as a whole. */
export interface Source {
  readonly servers: Servers;
  readonly auth: readonly ReportAuth[];
  readonly warnings: Warnings;
  /** Where credentials were seen; those of bodies are added. */
  readonly secrets: FoundSecrets;
  /** What holds them, for the warning: `the recording`. */
  readonly holder: string;
}

/** Requests that must carry a query parameter with one value before it counts as part of every call. */
const MIN_EVERYWHERE = 3;

/** Query parameters that two thirds of all requests carry with one and the same value: `format=json`. */
function commonQuery(seen: readonly SeenRequest[]): ReadonlySet<string> {
  const values = new Map<string, { count: number; readonly values: Set<string | undefined> }>();
  for (const request of seen) {
    for (const { name, value } of request.query) {
      const known = values.get(name) ?? { count: 0, values: new Set() };
      known.count++;
      known.values.add(value);
      values.set(name, known);
    }
  }
  const needed = Math.max(MIN_EVERYWHERE, (seen.length * 2) / 3);
  return new Set(
    [...values].flatMap(([name, known]) => (known.count >= needed && known.values.size === 1 ? [name] : [])),
  );
}

/** Each name once, the first one: a query may repeat one. Names of headers have no case. */
function distinct(values: readonly SeenValue[], place: 'query' | 'header' = 'query'): readonly SeenValue[] {
  const known = new Map<string, SeenValue>();
  for (const value of values) {
    const name = place === 'header' ? value.name.toLowerCase() : value.name;
    if (!known.has(name)) known.set(name, value);
  }
  return [...known.values()];
}

/** A short name for a variant: from that of its request, else from what it asks for. */
function slugOf({ requests: [first] }: Variant): string {
  const named = words(first?.name ?? '').join('-');
  if (named !== '') return named;
  const stated = words(first === undefined ? '' : selectedBy(first)).join('-');
  if (stated !== '') return stated;
  return ['by', ...(first?.query.map((one) => one.name) ?? [])].flatMap((name) => words(name)).join('-');
}

function keysOf(group: VariantGroup): readonly string[] {
  const plain = `${group.method} ${group.path}`;
  const taken = new Set<string>();
  return group.variants.map((variant, index) => {
    if (index === 0) return plain;
    const slug = slugOf(variant).slice(0, 60) || 'variant';
    let key = `${plain}#${slug}`;
    for (let n = 2; taken.has(key); n++) key = `${plain}#${slug}-${n}`;
    taken.add(key);
    return key;
  });
}

/** Where a value of a path variable stands, under the names of the template. */
function pathValues(requests: readonly SeenRequest[], path: string): readonly SeenValue[] {
  const names = [...path.matchAll(/\{([^{}]+)\}/g)].map(([, name]) => name ?? '');
  return requests.flatMap((request) => {
    const own = [...request.path.matchAll(/\{([^{}]+)\}/g)].map(([, name]) => name ?? '');
    const values = names.map((name, index): SeenValue => {
      const value = request.variables.find((one) => one.name === own[index]);
      return value ? { ...value, name } : { name, value: undefined, pointer: request.pointer, description: undefined };
    });
    return distinct(values);
  });
}

/** Query parameters that only other variants of a read carry: filters that the plain one takes too. */
function borrowed(group: VariantGroup, own: readonly SeenValue[]): readonly SeenValue[] {
  const [plain, ...others] = group.variants;
  if (group.method !== 'GET' || !plain) return [];
  const names = new Set(own.map((one) => one.name));
  const server = plain.requests[0]?.server.url;
  return others
    .filter(({ requests: [first] }) => first?.server.url === server)
    .flatMap(({ requests }) => requests.flatMap((request) => distinct(request.query)))
    .filter((one) => !names.has(one.name))
    .map((one) => ({ ...one, required: false }));
}

const selects = (group: VariantGroup): boolean =>
  group.variants.some(({ requests }) => requests.some((one) => one.query.some(({ name }) => isSelector(name))));

const first = <T>(requests: readonly SeenRequest[], of: (request: SeenRequest) => T | undefined): T | undefined =>
  requests.map(of).find((value) => value !== undefined);

/** The name of a request as an id, where it says more than a verb and is no path. */
function idOf(name: string | undefined): string | undefined {
  if (name === undefined || /[/{}?]|:\/\//.test(name) || words(name).length < 2) return undefined;
  return camelCase(name);
}

/** True where the operation's authentications are not simply all of the API's. */
function authOf(requests: readonly SeenRequest[], api: readonly ReportAuth[]): Partial<Operation> {
  const stated = requests.flatMap((one) => (one.auth === undefined ? [] : [one.auth]));
  const ids = [...new Set(stated.flat())];
  // Public only where every request that says anything says so.
  if (stated.length > 0 && ids.length === 0) return { public: true, auth: [] };
  const isAll = ids.length === 0 || api.every((one) => ids.includes(one.id));
  return { public: stated.some((one) => one.length === 0), ...(isAll ? {} : { auth: ids }) };
}

function toOperation(
  variant: Variant,
  key: string,
  group: VariantGroup,
  isPlain: boolean,
  facts: { readonly source: Source; readonly common: ReadonlySet<string> },
): Operation {
  const { source, common } = facts;
  const { requests } = variant;
  const [lead] = requests;
  if (!lead) throw new Error('a variant has at least one request');
  const isUnion = isPlain && !selects(group);
  const query = requests.flatMap((request) => [...distinct(request.query), ...(request.optional ?? [])]);
  const parameterFacts: ParameterFacts = {
    count: requests.length,
    fixed: (place, name) => place === 'header' || common.has(name) || isSelector(name),
  };
  const parameters = parametersOf(
    {
      path: pathValues(requests, group.path),
      query: [...query, ...(isUnion ? borrowed(group, query) : [])],
      header: requests.flatMap((request) => distinct(request.headers, 'header')),
    },
    parameterFacts,
  );
  const answering = isUnion && group.method === 'GET' ? group.variants.flatMap((one) => one.requests) : requests;
  const own = requests.flatMap((request) => request.answers);
  const told = first(requests, (one) => one.told) ?? first(answering, (one) => one.told);
  const bodies = requests.flatMap((request) => (request.body === undefined ? [] : [request.body]));
  const failures = failuresOf(own);
  const server = source.servers.other(lead.server);
  return {
    key,
    method: group.method,
    path: group.path,
    pointer: lead.pointer,
    operationId: idOf(lead.name),
    summary: lead.name,
    description: first(requests, (one) => one.description),
    tags: lead.tags,
    deprecated: false,
    public: false,
    ...authOf(requests, source.auth),
    ...(server === undefined ? {} : { server }),
    observed: true,
    parameters,
    body: bodyOf(bodies),
    answer: answerOf(own.some((one) => one.body !== undefined) ? own : answering.flatMap((one) => one.answers), told),
    ...(failures === undefined ? {} : { failures }),
  };
}

/**
 * The operations that requests amount to, up to `importLimits.operations`; identical requests are one, variants stay (PM-21).
 * Values under the name of a secret are left behind and reported (A22).
 */
export function toOperations(requests: readonly SeenRequest[], source: Source): readonly Operation[] {
  const seen = requests.map((request) => withoutSecrets(request, source.secrets));
  source.secrets.report(source.warnings, source.holder);
  const common = commonQuery(seen);
  const operations: Operation[] = [];
  for (const group of groupRequests(seen)) {
    const keys = keysOf(group);
    for (const [index, variant] of group.variants.entries()) {
      if (operations.length >= importLimits.operations) {
        source.warnings.add(
          'too_many_operations',
          '#',
          `Only the first ${importLimits.operations} operations are taken; split the file to import the others.`,
        );
        return operations;
      }
      const key = keys[index] ?? `${group.method} ${group.path}`;
      operations.push(toOperation(variant, key, group, index === 0, { source, common }));
    }
  }
  return operations;
}
