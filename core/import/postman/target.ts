import { asArray, isObject, own, textAt } from '../json.ts';
import { pointerTo } from '../quote.ts';
import { placeholderOf } from '../requests/placeholder.ts';
import type { SeenServer, SeenValue } from '../requests/seen.ts';
import type { PostmanUrl } from './url.ts';
import { decoded } from './url.ts';
import { descriptionOf } from './values.ts';
import { loneVariable, type Scope } from './variables.ts';

/** Where a request goes, with its variables replaced as far as they have values. */
export interface Target {
  readonly server: SeenServer;
  readonly path: string;
  readonly variables: readonly SeenValue[];
  /** Variables of the server that have no value. */
  readonly open: readonly string[];
  /** True where no scheme is stated. */
  readonly isBare: boolean;
}

const SCHEME = /^[A-Za-z][\w+.-]*:/;
const LOCAL = /^(?:localhost|127\.|\[::1\]|0\.0\.0\.0)/i;

/** A name that can stand in braces in a path. */
const variableName = (name: string): string => name.replace(/^\$/, '').replace(/[{}/?#\s]+/g, '_') || 'value';

function serverOf(url: PostmanUrl, scope: Scope): Pick<Target, 'server' | 'open' | 'isBare'> {
  const { text, open } = scope.resolve(url.server);
  const label = url.server === '' ? url.segments.join('/') : url.server;
  if (open.length > 0 || text === '') {
    return { server: { url: '', label, pointer: url.pointer }, open, isBare: false };
  }
  // `host:8080` looks like a scheme: only `//` after it makes it one, or a scheme that is no host.
  const isBare = !/^[A-Za-z][\w+.-]*:\/\//.test(text) && !(SCHEME.test(text) && !/^[\w.-]+:\d+/.test(text));
  const full = isBare ? `${LOCAL.test(text) ? 'http' : 'https'}://${text}` : text;
  return { server: { url: full.replace(/\/+$/, ''), label, pointer: url.pointer }, open: [], isBare };
}

/** One step of a path as a template: a variable without a value is in braces. */
function stepOf(segment: string, scope: Scope): string {
  const colon = /^:(.+)$/.exec(segment)?.[1];
  if (colon !== undefined) return `{${variableName(colon)}}`;
  const lone = loneVariable(segment);
  const { text, open } = scope.resolve(segment);
  if (lone !== undefined && open.length > 0) return `{${variableName(lone)}}`;
  const word = placeholderOf(decoded(text));
  if (word !== undefined) return `{${variableName(word)}}`;
  const braced = /^\{([^{}/]+)\}$/.exec(decoded(text))?.[1];
  if (braced !== undefined) return `{${variableName(braced)}}`;
  return text
    .replace(/\{\{([^{}]*)\}\}/g, (_, name: string) => `{${variableName(name.trim())}}`)
    .replace(/^\/+|\/+$/g, '');
}

function variablesOf(url: PostmanUrl): readonly SeenValue[] {
  return asArray(url.variables).flatMap((node, index) => {
    if (!isObject(node)) return [];
    const name = textAt(node, 'key') ?? textAt(node, 'id');
    if (name === undefined) return [];
    const description = descriptionOf(own(node, 'description'))?.replace(/^\s*\(Required\)\s*/i, '');
    // The value is a sample of one row, not a constant.
    return [
      { name: variableName(name), value: undefined, pointer: pointerTo(url.variablesPointer, index), description },
    ];
  });
}

/** Server and path template of an address (PM-2, PM-6). */
export function targetOf(url: PostmanUrl, scope: Scope): Target {
  const path = `/${url.segments.map((segment) => stepOf(segment, scope)).join('/')}`;
  return { ...serverOf(url, scope), path, variables: variablesOf(url) };
}
