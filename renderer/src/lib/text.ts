/**
 * Foreign text (a description, a response, a log line) is only ever shown as text. These helpers keep it from
 * misleading the eye: what reorders, hides or colours text becomes visible.
 */

const escapeCharacter = String.fromCharCode(27);
const bell = String.fromCharCode(7);

/** CSI sequences (colours, cursor), OSC sequences (titles, links) and two-character escapes of a terminal. */
const ansi = new RegExp(
  `${escapeCharacter}(?:\\[[0-?]*[ -/]*[@-~]|\\][^${bell}${escapeCharacter}]*(?:${bell}|${escapeCharacter}\\\\)?|[@-Z\\\\-_])`,
  'g',
);

/** The text without terminal escape sequences (A75). */
export const stripAnsi = (text: string): string => (text.includes(escapeCharacter) ? text.replace(ansi, '') : text);

/** Bidirectional controls, zero-width and other invisible characters, and control characters but tab and newline. */
const invisible =
  /[\p{Cc}\u00ad\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0]/gu;

/**
 * The text with every character that hides or reorders others written as its escape, such as `\u202e` (A23).
 * Tabs and newlines stay.
 */
export function visibleText(text: string): string {
  return text.replace(invisible, (character) =>
    character === '\n' || character === '\t'
      ? character
      : `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** At most `limit` characters; a cut is marked with an ellipsis. */
export const clip = (text: string, limit: number): string => (text.length > limit ? `${text.slice(0, limit)}…` : text);
