import type { ReportAuth } from '../../../shared/import/report.ts';
import { asArray, asObject, isObject, type JsonObject, own, textAt } from '../json.ts';
import { pointerTo } from '../quote.ts';
import type { Located, OpenApiDocument } from './document.ts';

const KEY_HEADER = /^(?:authorization|(?:x-)?(?:[a-z]+-)*(?:api-?key|access-?token|auth-?token|auth-?key))$/i;
/** A header that says whose key it is, and is sent together with it. */
const COMPANION = /^(?:x-)?(?:[a-z]+-)*(?:user-?id|user-?name|client-?id|account-?id|app-?id|application-?id|secret)$/i;
/** Operations that are looked at: what most take shows in the first ones. */
const LOOKED_AT = 300;
/** Operations that are enough to say that the API wants a key, however many there are. */
const MANY = 10;
const KEY_QUERY = /^(?:api[-_]?key|access[-_]?token|auth[-_]?token|app[-_]?id|appkey)$/i;

interface Seen {
  readonly place: 'header' | 'query';
  readonly name: string;
  readonly parameter: Located;
  count: number;
}

function* operationsOf(document: OpenApiDocument): Generator<readonly Located[]> {
  for (const [path, value] of Object.entries(asObject(own(document.root, 'paths')) ?? {})) {
    const item = document.resolve(value, pointerTo('#/paths', path));
    if (!item) continue;
    for (const [method, operation] of Object.entries(item.node)) {
      if (!/^(?:get|put|post|delete|patch)$/.test(method) || !isObject(operation)) continue;
      yield [item, { node: operation, pointer: pointerTo(item.pointer, method), name: undefined }];
    }
  }
}

const isCompanion = (node: Located['node'], name: string): boolean =>
  own(node, 'required') === true && COMPANION.test(name);

function toAuth({ place, name, parameter }: Seen): ReportAuth {
  const { pointer, node } = parameter;
  const id = name.toLowerCase();
  const words = `${textAt(node, 'description') ?? ''} ${String(own(node, 'default') ?? '')} ${String(own(node, 'example') ?? '')}`;
  if (id === 'authorization' && /\bbearer\b/i.test(words)) return { id, type: 'bearer', pointer };
  if (id === 'authorization' && /\bbasic\b/i.test(words)) return { id, type: 'basic', pointer };
  return { id, type: 'apiKey', in: place, name, pointer };
}

/** A document without security schemes whose operations mostly take one parameter that can only be a credential. */
export function undeclaredAuth(document: OpenApiDocument): ReportAuth | undefined {
  const seen = new Map<string, Seen>();
  // Most parameters are references to a few: each is followed once.
  const followed = new Map<unknown, Located | undefined>();
  const shared = (value: JsonObject, pointer: () => string): Located | undefined => {
    const ref = own(value, '$ref');
    if (ref === undefined) return { node: value, pointer: pointer(), name: undefined };
    if (!followed.has(ref)) followed.set(ref, document.resolve(value, pointer()));
    return followed.get(ref);
  };
  let operations = 0;
  for (const owners of operationsOf(document)) {
    if (operations === LOOKED_AT) break;
    operations++;
    const here = new Set<string>();
    for (const owner of owners) {
      asArray(own(owner.node, 'parameters')).forEach((value, index) => {
        const parameter = isObject(value)
          ? shared(value, () => pointerTo(owner.pointer, 'parameters', index))
          : undefined;
        const name = parameter ? textAt(parameter.node, 'name') : undefined;
        if (!parameter || name === undefined) return;
        const place = own(parameter.node, 'in');
        const isKey =
          place === 'header'
            ? KEY_HEADER.test(name) || isCompanion(parameter.node, name)
            : place === 'query' && KEY_QUERY.test(name);
        if (!isKey || (place !== 'header' && place !== 'query')) return;
        const key = `${place} ${name.toLowerCase()}`;
        if (here.has(key)) return;
        here.add(key);
        const known = seen.get(key);
        if (known) known.count++;
        else seen.set(key, { place, name, parameter, count: 1 });
      });
    }
  }
  const ranked = [...seen.values()].sort((a, b) => b.count - a.count);
  const [most] = ranked.filter((one) => !COMPANION.test(one.name));
  if (!most || most.count < Math.max(1, Math.min(MANY, operations / 2))) return undefined;
  const auth = toAuth(most);
  const also = ranked.filter(
    (one) =>
      one !== most && COMPANION.test(one.name) && one.count >= most.count * 0.8 && one.count <= most.count * 1.25,
  );
  if (auth.type !== 'apiKey' || also.length === 0) return auth;
  return { ...auth, also: also.map((one) => ({ in: one.place, param: one.name })) };
}
