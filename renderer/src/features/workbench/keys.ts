/** The part of a keyboard event that decides. */
export interface KeyPress {
  readonly key: string;
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
}

/** Names of keys whose `key` of the event reads otherwise. */
const names = new Map([
  ['pageup', 'PgUp'],
  ['pagedown', 'PgDn'],
  ['arrowup', 'Up'],
  ['arrowdown', 'Down'],
  ['arrowleft', 'Left'],
  ['arrowright', 'Right'],
  ['escape', 'Esc'],
  ['delete', 'Delete'],
  ['backspace', 'Backspace'],
  ['enter', 'Enter'],
  ['tab', 'Tab'],
  ['home', 'Home'],
  ['end', 'End'],
  ['insert', 'Insert'],
  [' ', 'Space'],
]);

/** Signs by their place, for presses where the sign itself depends on Shift, Alt or the keyboard. */
const signs = new Map([
  ['Comma', ','],
  ['Period', '.'],
  ['Slash', '/'],
  ['Backslash', '\\'],
  ['Backquote', '`'],
  ['Minus', '-'],
  ['Equal', '='],
  ['BracketLeft', '['],
  ['BracketRight', ']'],
  ['Semicolon', ';'],
  ['Quote', "'"],
]);

const modifiers: ReadonlySet<string> = new Set(['control', 'shift', 'alt', 'altgraph', 'meta', 'os', 'capslock']);

/**
 * The key without its modifiers. A letter of the alphabet counts by what it types; where that is no such letter (another
 * script, Alt on some keyboards) by its place, as digits and signs do.
 */
function keyName({ key, code, altKey }: KeyPress): string | undefined {
  const low = key.toLowerCase();
  if (modifiers.has(low) || low === 'dead' || low === 'process' || low === 'unidentified')
    return low === 'dead' && altKey && code.startsWith('Key') ? code.slice(3) : undefined;
  const named = names.get(low);
  if (named !== undefined) return named;
  if (/^f\d{1,2}$/.test(low)) return low.toUpperCase();
  if (/^[a-z]$/.test(low) && !altKey) return low.toUpperCase();
  if (code.startsWith('Key')) return code.slice(3);
  if (/^Digit\d$/.test(code)) return code.slice(5);
  return signs.get(code) ?? (low.length === 1 ? low.toUpperCase() : undefined);
}

/** A press as it is written: `Ctrl+Shift+F`. Cmd counts as Ctrl. Undefined for a modifier alone. */
export function pressedKeys(press: KeyPress): string | undefined {
  const key = keyName(press);
  if (key === undefined) return undefined;
  const mod = press.ctrlKey || press.metaKey;
  return [...(mod ? ['Ctrl'] : []), ...(press.altKey ? ['Alt'] : []), ...(press.shiftKey ? ['Shift'] : []), key].join(
    '+',
  );
}

/** Keys as they are compared: modifiers in one order, the key as `pressedKeys` writes it. */
export function normalKeys(keys: string): string {
  // The sign + is a key of its own at the end.
  const parts = keys.split(/\+(?=.)/).map((part) => part.trim());
  const has = (...all: readonly string[]) => parts.some((part) => all.includes(part.toLowerCase()));
  const last = parts.at(-1) ?? '';
  const key = last.length === 1 ? last.toUpperCase() : (names.get(last.toLowerCase()) ?? last);
  return [
    ...(has('ctrl', 'cmd', 'mod') ? ['Ctrl'] : []),
    ...(has('alt', 'option') ? ['Alt'] : []),
    ...(has('shift') ? ['Shift'] : []),
    key,
  ].join('+');
}

/** Whether keys may be given to a command: with Ctrl or Alt, or one of the function keys. Else they are typed text. */
export const isBindable = (keys: string): boolean =>
  /^(?:Ctrl|Alt)\+/.test(keys) || /^(?:Shift\+)?F\d{1,2}$/.test(keys);

const macSigns = new Map([
  ['Ctrl', '⌘'],
  ['Alt', '⌥'],
  ['Shift', '⇧'],
  ['Enter', '↩'],
  ['Delete', '⌦'],
  ['Backspace', '⌫'],
]);

/** Whether this is a Mac, where Cmd stands for Ctrl. */
export const isMac = (): boolean => typeof navigator !== 'undefined' && /^Mac/.test(navigator.platform);

/** Keys as people read them here: `⇧⌘F` on a Mac, else as they are written. */
export function shownKeys(keys: string, mac: boolean = isMac()): string {
  if (!mac) return keys;
  const parts = keys.split(/\+(?=.)/);
  // A Mac lists Option, Shift, Command in that order.
  const order = ['Alt', 'Shift', 'Ctrl'];
  const mods = order.filter((one) => parts.slice(0, -1).includes(one));
  return [...mods, ...parts.slice(-1)].map((part) => macSigns.get(part) ?? part).join('');
}
