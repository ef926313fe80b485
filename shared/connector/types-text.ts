import { viewLimits } from '../limits.ts';

/** A text as a literal of TypeScript; U+2028 and the like are escaped too. */
export const literal = (text: string): string =>
  `'${JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`.replace(
    /[\u007f-\u009f\u2028\u2029\ufeff]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

/** A name as the key of an object type. */
const propertyName = (name: string): string => (/^[A-Za-z_$][\w$]*$/.test(name) ? name : literal(name));

/**
 * A foreign text as a comment. It is shown as Markdown: what would be a link, a tag, code or the end of the comment is
 * written so that it is none (A15, A16).
 */
export function comment(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim().slice(0, viewLimits.typeCommentChars);
  return `/** ${line
    .replace(/[[\]<>`{}@!|\\]/g, (sign) => `\\${sign}`)
    .replaceAll('*/', '*\\/')
    .replaceAll('://', ':\\//')} */`;
}

interface MemberOptions {
  readonly optional?: boolean;
  readonly text?: string;
}

/** A member of an interface, with a comment where there is something to say. */
export const member = (name: string, type: string, { optional = false, text = '' }: MemberOptions = {}): string =>
  `${text === '' ? '' : `${comment(text)}\n`}${propertyName(name)}${optional ? '?' : ''}: ${type};`;

/** `head { members }`, each member indented. */
export function block(head: string, members: readonly string[]): string {
  const body = members.map((one) => one.replaceAll(/^/gm, '  ')).join('\n');
  return `${head}${head === '' ? '' : ' '}${members.length === 0 ? '{}' : `{\n${body}\n}`}`;
}
