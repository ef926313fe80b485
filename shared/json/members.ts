import { scanJson } from './scan.ts';

/** A member of the outermost object of a JSON text; offsets count characters. */
interface Member {
  readonly name: string;
  /** Of its key, the quote included. */
  readonly start: number;
  readonly valueStart: number;
  readonly end: number;
}

interface Layout {
  readonly members: readonly Member[];
  /** Offset of the closing brace. */
  readonly close: number;
}

/** The members of the outermost object; undefined where the text is not a JSON object. */
function layoutOf(text: string): Layout | undefined {
  const members: Member[] = [];
  let depth = 0;
  let close = -1;
  let isObject = false;
  let key: { name: string; start: number } | undefined;
  const value = (start: number, end: number): void => {
    if (depth !== 1 || key === undefined) return;
    members.push({ ...key, valueStart: start, end });
    key = undefined;
  };
  let opened = 0;
  const fault = scanJson(text, {
    open: (kind, offset) => {
      if (depth === 0) isObject = kind === 'object';
      if (depth === 1) opened = offset;
      depth++;
    },
    close: (offset) => {
      depth--;
      if (depth === 0) close = offset;
      else value(opened, offset + 1);
    },
    key: (start, end) => {
      if (depth === 1) key = { name: String(JSON.parse(text.slice(start, end))), start };
    },
    string: value,
    number: value,
    literal: (literal, offset) => value(offset, offset + String(literal).length),
  });
  return fault === undefined && isObject ? { members, close } : undefined;
}

/** What a level is indented by: what stands before the first member; two spaces where it stands on the line of the brace. */
function indentOf(text: string, first: Member | undefined): string {
  if (first === undefined) return '  ';
  const before = /\n([ \t]*)$/.exec(text.slice(0, first.start));
  return before?.[1] ?? '';
}

function valueText(value: unknown, indent: string): string {
  return JSON.stringify(value, null, indent).replaceAll('\n', `\n${indent}`);
}

function replaced(text: string, member: Member, value: unknown): string {
  const indent = indentOf(text, member);
  return text.slice(0, member.valueStart) + valueText(value, indent) + text.slice(member.end);
}

/** Takes a member out, with the comma and the space that go with it. */
function removed(text: string, { members }: Layout, at: number): string {
  const member = members[at];
  if (member === undefined) return text;
  const next = members[at + 1];
  if (next !== undefined) return text.slice(0, member.start) + text.slice(next.start);
  return text.slice(0, members[at - 1]?.end ?? member.start) + text.slice(member.end);
}

/** Adds a member behind the last of `after` that is there, else behind all. */
function added(
  text: string,
  { members, close }: Layout,
  name: string,
  value: unknown,
  after: readonly string[],
): string {
  const indent = indentOf(text, members[0]);
  const member = `${JSON.stringify(name)}: ${valueText(value, indent)}`;
  const known = members.findLastIndex((one) => after.includes(one.name));
  const before = members[known === -1 ? members.length - 1 : known];
  if (before === undefined) return `${text.slice(0, close).trimEnd()}\n${indent}${member}\n${text.slice(close)}`;
  const gap = indent === '' ? ' ' : `\n${indent}`;
  return `${text.slice(0, before.end)},${gap}${member}${text.slice(before.end)}`;
}

/**
 * A JSON object as text with some members set, and those that are undefined taken out. Everything else stays as it was
 * written: the order of the keys, spaces, members that nobody here knows. A new member is put where `order` has it.
 * Undefined where the text is not a JSON object.
 */
export function withMembers(
  text: string,
  changes: ReadonlyMap<string, unknown>,
  order: readonly string[],
): string | undefined {
  let result = text;
  for (const [name, value] of changes) {
    const layout = layoutOf(result);
    if (layout === undefined) return undefined;
    // Of a key that stands there twice the last counts, as for JSON.parse.
    const at = layout.members.findLastIndex((one) => one.name === name);
    const member = layout.members[at];
    if (value === undefined) {
      if (member !== undefined) result = removed(result, layout, at);
    } else if (member !== undefined) result = replaced(result, member, value);
    else result = added(result, layout, name, value, order.slice(0, Math.max(0, order.indexOf(name))));
  }
  return result;
}
