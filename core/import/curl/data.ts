import { readLooseJson } from '../postman/loose-json.ts';
import type { SeenBody, SeenValue } from '../requests/seen.ts';
import type { Argument } from './arguments.ts';
import { looseValue } from './loose-value.ts';

/** What a command sends, with the places of the secrets in it. */
export interface DataContext {
  readonly contentType: string | undefined;
  readonly pointerOf: (argument: Argument) => string;
  /** A file that the command would read: it is not read (A20). */
  readonly file: (argument: Argument, name: string) => void;
}

const FORM = 'application/x-www-form-urlencoded';

/** The text of one `--data…` option as it would be sent; undefined where a file would be. */
export function dataText(argument: Argument, file: DataContext['file']): string | undefined {
  const { text } = argument.value;
  const readsFile = argument.kind === 'data' || argument.kind === 'binary' || argument.kind === 'json';
  if (readsFile && text.startsWith('@')) {
    file(argument, text.slice(1));
    return undefined;
  }
  if (argument.kind !== 'encoded' && argument.kind !== 'query') return text;
  const at = /^[^=]*?@/.exec(text)?.[0];
  if (at !== undefined) {
    file(argument, text.slice(at.length));
    return at === '@' ? undefined : `${at.slice(0, -1)}=`;
  }
  const equals = text.indexOf('=');
  const name = equals > 0 ? `${text.slice(0, equals)}=` : '';
  const value = equals >= 0 ? text.slice(equals + 1) : text;
  // A variable stays readable; it has to be found again.
  return name + (value.includes('{{') ? value : encodeURIComponent(value));
}

/** Members of a form that is written out, as a query string is. */
const formMembers = (text: string, pointer: string): readonly SeenValue[] =>
  [...new URLSearchParams(text)].map(([name, value]) => looseValue(name, value, pointer));

function multipart(parts: readonly Argument[], context: DataContext): SeenBody {
  const [first] = parts;
  const members = parts.map((argument): SeenValue => {
    const [name = '', ...rest] = argument.value.text.split('=');
    const value = rest.join('=');
    const pointer = context.pointerOf(argument);
    if (argument.kind === 'form' && /^[@<]/.test(value)) {
      context.file(argument, value.slice(1));
      return { name, value: undefined, pointer, description: undefined, file: true };
    }
    return looseValue(name, argument.kind === 'form' ? value.replace(/;\s*type=[^;]*$/, '') : value, pointer);
  });
  return { contentType: 'multipart/form-data', pointer: first ? context.pointerOf(first) : '#', members };
}

/** The body that a command sends; undefined where it sends none. */
export function bodyOfCall(data: readonly Argument[], context: DataContext): SeenBody | undefined {
  const parts = data.filter(({ kind }) => kind === 'form' || kind === 'formText');
  const others = data.filter((one) => !parts.includes(one));
  const texts = others.map((argument) => dataText(argument, context.file)).filter((text) => text !== undefined);
  if (parts.length > 0) return multipart(parts, context);
  const [first] = others;
  if (!first) return undefined;
  const pointer = context.pointerOf(first);
  const isJsonFlag = others.some(({ kind }) => kind === 'json');
  const text = texts.join(isJsonFlag ? '' : '&');
  const stated = context.contentType ?? (isJsonFlag ? 'application/json' : undefined);
  if (texts.length === 0) return { contentType: stated ?? FORM, pointer };
  const value = /^\s*[[{]/.test(text) ? readLooseJson(text) : undefined;
  if (typeof value === 'object' && value !== null) {
    const contentType = stated !== undefined && stated !== FORM ? stated : 'application/json';
    return { contentType, pointer, value };
  }
  if (stated === undefined || stated.startsWith(FORM)) {
    return { contentType: FORM, pointer, members: formMembers(text, pointer) };
  }
  return { contentType: stated, pointer, ...(stated.includes('json') ? {} : { value: text }) };
}
