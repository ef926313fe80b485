import { isObject } from '../import/json.ts';

export type Body = Readonly<Record<string, unknown>>;

/** The body with a value at a dotted name: `variables.after`. Names are foreign; a computed key never sets a prototype. */
export function withValue(body: Body, [name, value]: readonly [name: string, value: string | number]): Body {
  const dot = name.indexOf('.');
  if (dot < 0 || Object.hasOwn(body, name)) return { ...body, [name]: value };
  const head = name.slice(0, dot);
  const inner = Object.hasOwn(body, head) ? body[head] : undefined;
  return { ...body, [head]: withValue(isObject(inner) ? inner : {}, [name.slice(dot + 1), value]) };
}

const FORM = 'application/x-www-form-urlencoded';

/** A body as it is sent: JSON unless the list takes a form. */
export function encodeBody(
  body: Body,
  contentType: string | undefined,
): { readonly type: string; readonly bytes: Uint8Array } {
  if (contentType?.startsWith(FORM)) {
    const pairs = Object.entries(body).map(([name, value]): [string, string] => [
      name,
      typeof value === 'object' ? JSON.stringify(value) : String(value),
    ]);
    return { type: FORM, bytes: new TextEncoder().encode(new URLSearchParams(pairs).toString()) };
  }
  const type = contentType?.includes('json') ? contentType : 'application/json';
  return { type, bytes: new TextEncoder().encode(JSON.stringify(body)) };
}
