import { mergeText } from '../../shared/text/merge-text.ts';
import { type Block, codeOf, splitBlocks } from './blocks.ts';
import type { Conflicts } from './conflicts.ts';
import { mergeNameList, readNameList } from './merge-list.ts';
import { mergeOrder } from './order.ts';
import { splitProperties } from './properties.ts';

/** The same file three times: as generated last, as it stands, as it would be generated now; '' where it is not there. */
export interface Sides {
  readonly base: string;
  readonly ours: string;
  readonly theirs: string;
}

/** What must not be taken out although the newer description leaves it out: code of the user uses it. */
export type IsNeeded = (name: string) => boolean;

const asMap = (blocks: readonly Block[]): ReadonlyMap<string, Block> =>
  new Map(blocks.map((block) => [block.key, block]));

/** Comments above the code, with the line ends between. */
const leadOf = (text: string): string => text.slice(0, text.length - codeOf(text).length);

const nothingNeeded: IsNeeded = () => false;

/** Merges object literals property by property: a field that one side adds never conflicts with one that the other changes. */
function mergeLiterals(file: string, key: string, sides: Sides, conflicts: Conflicts): string | undefined {
  const [base, ours, theirs] = [
    splitProperties(sides.base),
    splitProperties(sides.ours),
    splitProperties(sides.theirs),
  ];
  if (!base || !ours || !theirs) return undefined;
  const head = mergeText(base.head, ours.head, theirs.head, 'ours');
  const tail = mergeText(base.tail, ours.tail, theirs.tail, 'ours');
  if (head.conflict || tail.conflict) return undefined;
  const texts = new Map<string, string>();
  for (const name of new Set([...theirs.properties.keys(), ...ours.properties.keys(), ...base.properties.keys()])) {
    const three = [base.properties.get(name), ours.properties.get(name), theirs.properties.get(name)] as const;
    const text = mergeBlock(file, `${key}.${name}`, three, conflicts, nothingNeeded);
    if (text !== undefined) texts.set(name, text);
  }
  const names = [base, ours, theirs].map((one) => [...one.properties.keys()]);
  const order = mergeOrder(names[0] ?? [], names[1] ?? [], names[2] ?? [], new Set(texts.keys()));
  return head.text + order.map((name) => `${texts.get(name) ?? ''}\n`).join('') + tail.text;
}

function mergeEdited(file: string, key: string, sides: Sides, conflicts: Conflicts, isNeeded: IsNeeded): string {
  const code = mergeNameList([codeOf(sides.base), codeOf(sides.ours), codeOf(sides.theirs)], isNeeded);
  if (code !== undefined) {
    const lead = mergeText(leadOf(sides.base), leadOf(sides.ours), leadOf(sides.theirs), 'ours');
    if (!lead.conflict) return lead.text + code;
  }
  const literal = mergeLiterals(file, key, sides, conflicts);
  if (literal !== undefined) return literal;
  const ended = [sides.base, sides.ours, sides.theirs].map((text) => `${text}\n`);
  const [base = '', ours = '', theirs = ''] = ended;
  const merged = mergeText(base, ours, theirs, 'ours');
  if (!merged.conflict) return merged.text.trimEnd();
  const resolution = conflicts.resolve({ file, what: key, kind: 'edited', ...sides, joinable: true });
  return mergeText(base, ours, theirs, resolution).text.trimEnd();
}

/** A block that one side did not touch: as the other has it, with the imports that merged code still needs. */
function untouched(
  key: string,
  left: string | undefined,
  changed: string | undefined,
  isNeeded: IsNeeded,
): string | undefined {
  if (left === undefined || changed === undefined) return left !== undefined && isNeeded(key) ? left : changed;
  const [before, now] = [codeOf(left), codeOf(changed)];
  const known = readNameList(now)?.items;
  const lost = [...(readNameList(before)?.items.keys() ?? [])].filter((name) => known && !known.has(name));
  if (!now.startsWith('import') || !lost.some(isNeeded)) return changed;
  return leadOf(changed) + (mergeNameList([before, before, now], isNeeded) ?? now);
}

/** What becomes of one block; undefined where it goes. */
function mergeBlock(
  file: string,
  key: string,
  [base, ours, theirs]: readonly [string | undefined, string | undefined, string | undefined],
  conflicts: Conflicts,
  isNeeded: IsNeeded,
): string | undefined {
  // The user took it out, but newer code calls it.
  if (ours === undefined && theirs !== undefined && isNeeded(key)) return theirs;
  if (ours === theirs || base === theirs) return untouched(key, theirs, ours, isNeeded);
  if (base === ours) return untouched(key, ours, theirs, isNeeded);
  if (base !== undefined && ours !== undefined && theirs !== undefined) {
    return mergeEdited(file, key, { base, ours, theirs }, conflicts, isNeeded);
  }
  const kind = base === undefined ? 'added' : ours === undefined ? 'deleted' : 'removed';
  const place = { file, what: key, kind, base: base ?? null, ours: ours ?? null, theirs: theirs ?? null } as const;
  return conflicts.resolve(place) === 'theirs' ? theirs : ours;
}

function joined(
  order: readonly string[],
  texts: ReadonlyMap<string, string>,
  gaps: ReadonlyMap<string, string>,
): string {
  return order
    .map((key, index) => {
      const before = index === 0 ? '' : `\n${gaps.get(key) ?? '\n'}`;
      return before + (texts.get(key) ?? '');
    })
    .join('');
}

/**
 * Merges a script or module by its top-level declarations: one that only one side changed is taken from there, wherever it
 * stands, so that added, removed and reordered declarations never conflict; one that both changed is merged by the properties
 * of its object literal, else by lines.
 * Undefined where one of the texts cannot be taken apart.
 */
export function mergeBlocks(file: string, sides: Sides, conflicts: Conflicts, isNeeded: IsNeeded): string | undefined {
  const [base, ours, theirs] = [splitBlocks(sides.base), splitBlocks(sides.ours), splitBlocks(sides.theirs)];
  if (!base || !ours || !theirs) return undefined;
  const [b, o, t] = [asMap(base), asMap(ours), asMap(theirs)];
  const texts = new Map<string, string>();
  for (const key of new Set([...t.keys(), ...o.keys(), ...b.keys()])) {
    const text = mergeBlock(file, key, [b.get(key)?.text, o.get(key)?.text, t.get(key)?.text], conflicts, isNeeded);
    if (text !== undefined && text.trim() !== '') texts.set(key, text);
  }
  const order = mergeOrder([...b.keys()], [...o.keys()], [...t.keys()], new Set(texts.keys()));
  if (order.length === 0) return '';
  // The first block of a file has no gap of its own.
  const gaps = new Map([...theirs.slice(1), ...ours.slice(1)].map((block) => [block.key, block.gap]));
  return `${joined(order, texts, gaps)}\n`;
}
