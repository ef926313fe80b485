import type { Header } from '../exchange.ts';
import { MASK } from '../mask.ts';

/** A text with the places where the reader's own secrets go. */
export type Template = readonly (string | { readonly variable: string })[];

/** A secret that a snippet asks for. */
export interface SnippetVariable {
  /** Name of a variable of the environment. */
  readonly name: string;
  /** Where it is sent, for people: `the header X-Api-Key`. */
  readonly place: string;
}

const isPlain = (template: Template): boolean => template.every((part) => typeof part === 'string');

/** A template whose texts that stand side by side are one. */
export function joined(template: Template): Template {
  const parts: Template[number][] = [];
  for (const part of template) {
    const last = parts.at(-1);
    if (typeof last === 'string' && typeof part === 'string') parts[parts.length - 1] = last + part;
    else parts.push(part);
  }
  return parts;
}

/** The text of a template without variables; undefined where it has some. */
export const plainText = (template: Template): string | undefined =>
  isPlain(template) ? template.join('') : undefined;

/**
 * Names the variables of one snippet. They are ours alone: a name made of a cookie's or a parameter's could be chosen by a
 * server so that it calls for another secret of the reader's environment.
 */
export class Variables {
  readonly #all: SnippetVariable[] = [];

  get all(): readonly SnippetVariable[] {
    return this.#all;
  }

  add(
    role: 'TOKEN' | 'BASIC_CREDENTIALS' | 'AUTHORIZATION' | 'API_KEY' | 'COOKIE',
    place: string,
  ): { variable: string } {
    const taken = this.#all.filter(({ name }) => name.replace(/_\d+$/, '') === role).length;
    const name = taken === 0 ? role : `${role}_${taken + 1}`;
    this.#all.push({ name, place: place.replace(/[\p{Cc}\p{Cf}]/gu, '') });
    return { variable: name };
  }
}

function credential(name: string, value: string, variables: Variables): Template | undefined {
  const [, scheme = ''] = /^([A-Za-z][\w-]* +)?\*\*\*$/.exec(value) ?? [];
  if (!value.endsWith(MASK) || scheme + MASK !== value) return undefined;
  const place = `the header ${name}`;
  if (scheme === '') return [variables.add('AUTHORIZATION', place)];
  return [scheme, variables.add(/^basic /i.test(scheme) ? 'BASIC_CREDENTIALS' : 'TOKEN', place)];
}

/** `a=***; b=1`: the values that were masked. */
const cookies = (value: string, variables: Variables): Template =>
  value.split(/(?<==)\*\*\*(?=;|$)/).flatMap((text, index, all) => {
    const name = /([^=;\s]*)=$/.exec(text)?.[1] ?? '';
    return index === all.length - 1 ? [text] : [text, variables.add('COOKIE', `the cookie ${name}`)];
  });

/** A header with variables where a credential was masked as a whole. */
export function headerTemplate([name, value]: Header, variables: Variables): Template {
  if (!value.includes(MASK)) return [value];
  const lower = name.toLowerCase();
  if (lower === 'cookie') return cookies(value, variables);
  if (lower === 'authorization' || lower === 'proxy-authorization')
    return credential(name, value, variables) ?? [value];
  return value === MASK ? [variables.add('API_KEY', `the header ${name}`)] : [value];
}

/** An address without its fragment, with variables where a parameter was masked as a whole. */
export function urlTemplate(url: string, variables: Variables): Template {
  const [address = ''] = url.split('#', 1);
  const question = address.indexOf('?');
  if (question < 0) return [address];
  const parts = address.slice(question).split(/(?<=[?&][^&=]*=)\*\*\*(?=&|$)/);
  const query = parts.flatMap((text, index) => {
    const name = /([^?&]*)=$/.exec(text)?.[1] ?? '';
    return index === parts.length - 1 ? [text] : [text, variables.add('API_KEY', `the query parameter ${name}`)];
  });
  return joined([address.slice(0, question), ...query]);
}

/** True for an address that curl would take for a pattern of several. */
export const isPattern = (url: Template): boolean =>
  url.some((part) => typeof part === 'string' && /[[\]{}]/.test(part));

/** True where a mask is left that no variable stands for. */
export const holdsMask = (template: Template): boolean =>
  template.some((part) => typeof part === 'string' && part.includes(MASK));
