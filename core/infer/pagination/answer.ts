import { jsonPathStep } from '../json-path-step.ts';
import type { Shape } from '../model.ts';
import { phrase } from '../named.ts';
import type { Records } from '../records.ts';

/** A property of an answer that is not one of the rows. */
export interface AnswerField {
  /** JSONPath from the top of the answer. */
  readonly path: string;
  /** Words of its own name. */
  readonly name: string;
  /** Words of the names on the way to it. */
  readonly way: string;
  readonly shape: Shape;
}

/** Objects of an answer that may hold what paging needs: one of their words says so, or they hold the whole answer. */
const CONTAINER =
  /\b(?:meta|metadata|paging|pagination|paginator|paged|pages?|cursors?|links?|next|nav|navigation|envelope|embedded)\b|^(?:data|results?|search|query|response|result info|query info)$/;
const MAX_DEPTH = 4;

/** Every property beside the rows, through the objects that hold paging facts. */
export function answerFields(records: Records): readonly AnswerField[] {
  if (records.path === '$') return [];
  const found: AnswerField[] = [];
  const visit = (shape: Shape, path: string, way: readonly string[]): void => {
    for (const [key, child] of shape.properties) {
      const name = phrase(key);
      const at = `${path}${jsonPathStep(key)}`;
      if (at === records.path || child.items !== undefined) continue;
      if (child.properties.size === 0) found.push({ path: at, name, way: [...way, name].join(' '), shape: child });
      // What wraps the rows holds what pages them too, whatever it is called.
      else if (way.length < MAX_DEPTH && (CONTAINER.test(name) || records.path.startsWith(`${at}.`)))
        visit(child, at, [...way, name]);
    }
  };
  visit(records.envelope, '$', []);
  return found;
}

const MORE =
  /^(?:has more|has next|has next page|has more items|has more results|more|more available|is truncated|truncated|more results|has more pages|more items|has more data|is more)$/;

/** True where an answer says at its top whether more follows. */
export const saysMore = (envelope: Shape): boolean =>
  [...envelope.properties].some(([name, shape]) => shape.type === 'boolean' && MORE.test(phrase(name)));

/** JSONPath of a flag that says whether more follows. */
export const hasMorePath = (fields: readonly AnswerField[]): string | undefined =>
  fields.find((field) => MORE.test(field.name) && (field.shape.type === 'boolean' || field.shape.type === undefined))
    ?.path;

const NEXT =
  /^(?:next|next page|next url|next uri|next link|next href|next page url|next page uri|next page link|next page href|odata next link|next page token|next token|next cursor|next marker|next offset|next id|after|cursor|end cursor|continuation token|continuation|scroll id|next page cursor|next page id|next start|next key|nextpagetoken|nexturl|nextlink|nextcursor|bookmark|next batch|next sync token|paging token|pagination token|page token|marker|offset|next page key|cursor next)$/;

/** Fields that may carry the next token or address, the plainest first. */
export function nextFields(fields: readonly AnswerField[]): readonly AnswerField[] {
  const isNext = (field: AnswerField): boolean => {
    if (NEXT.test(field.name)) return true;
    // {"next": {"href": …}} and {"cursors": {"after": …}}
    return (
      /\bnext(?: page)?$/.test(field.way.split(' ').slice(0, -1).join(' ')) &&
      /^(?:href|url|uri|link|cursor|token|page|starting after|after|offset|start|id|key|marker)$/.test(field.name)
    );
  };
  return fields.filter(
    (field) =>
      isNext(field) &&
      (field.shape.type === 'string' || field.shape.type === undefined || field.shape.type === 'integer'),
  );
}

/** True where the value is an address to call, false where it is a token; undefined where the description leaves it open. */
export function isAddress(field: AnswerField): boolean | undefined {
  if (/\b(?:url|uri|link|href)\b/.test(field.name)) return true;
  if (/\b(?:token|cursor|marker|id|key|offset|after|bookmark)\b/.test(field.name)) return false;
  if (field.shape.format === 'uri' || field.shape.format === 'url' || field.shape.format === 'uri-reference')
    return true;
  const example = field.shape.example;
  if (typeof example === 'string' && /^(?:https?:\/\/|\/)/.test(example)) return true;
  const text = field.shape.description ?? '';
  if (/\b(?:url|uri|link|hyperlink|href)\b/i.test(text)) return true;
  if (/\blinks?\b/.test(field.way) && field.shape.type === 'string') return true;
  return /\b(?:token|cursor)\b/i.test(text) ? false : undefined;
}
