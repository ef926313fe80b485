import { object, statement } from '../generate/code/print.ts';
import { mergeOrder } from './order.ts';

/** `import { … } from '…';` or `export const name = { … };` with nothing but names in the braces. */
interface NameList {
  readonly head: string;
  readonly tail: string;
  /** Items by the name that they refer to. */
  readonly items: ReadonlyMap<string, string>;
}

const STATEMENT = /^((?:import|export const [\w$]+ =)\s*)\{([^{}]*)\}([^{}]*?);?$/;
const ITEM = /^(?:([\w$]+)(?:\s+as\s+[\w$]+)?|(?:[\w$]+|'[^'\\]*'|"[^"\\]*")\s*:\s*([\w$]+))$/;

/** Reads such a statement; undefined for any other code. */
export function readNameList(code: string): NameList | undefined {
  const [, head, body, tail] = STATEMENT.exec(code.trim()) ?? [];
  if (head === undefined || body === undefined || tail === undefined) return undefined;
  const texts = body
    .split(',')
    .map((text) => text.trim().replace(/\s+/g, ' '))
    .filter((text) => text !== '');
  const items = new Map<string, string>();
  for (const text of texts) {
    const match = ITEM.exec(text);
    const name = match?.[1] ?? match?.[2];
    if (name === undefined || items.has(name)) return undefined;
    items.set(name, text);
  }
  return { head: head.trim(), tail: tail.trim(), items };
}

/**
 * Merges three lists of names name by name, so that a table which one side adds never conflicts with one that the other adds.
 * `isNeeded` names imports that must stay although the newer description leaves it out. Undefined where the statements are
 * something else, or one name was changed differently on both sides.
 */
export function mergeNameList(
  [base, ours, theirs]: readonly [string, string, string],
  isNeeded: (name: string) => boolean,
): string | undefined {
  const [b, o, t] = [readNameList(base), readNameList(ours), readNameList(theirs)];
  if (!b || !o || !t || b.head !== o.head || b.head !== t.head || b.tail !== o.tail || b.tail !== t.tail) {
    return undefined;
  }
  const kept = new Map<string, string>();
  for (const name of new Set([...o.items.keys(), ...t.items.keys()])) {
    const [was, mine, other] = [b.items.get(name), o.items.get(name), t.items.get(name)];
    const isLost = (mine === undefined) !== (other === undefined) && b.head === 'import' && isNeeded(name);
    if (isLost) kept.set(name, mine ?? other ?? name);
    else if (mine === other || was === other) {
      if (mine !== undefined) kept.set(name, mine);
    } else if (was === mine) {
      if (other !== undefined) kept.set(name, other);
    } else return undefined;
  }
  const order = mergeOrder([...b.items.keys()], [...o.items.keys()], [...t.items.keys()], new Set(kept.keys()));
  const items = order.map((name) => kept.get(name) ?? name);
  return statement([`${b.head} `, object(items), b.tail === '' ? '' : ` ${b.tail}`]);
}
