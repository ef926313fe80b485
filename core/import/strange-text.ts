/** Characters that turn the direction of a text, or take no room in it: what one reads is not what stands there (A23). */
const INVISIBLE =
  /[\u061c\u115f\u1160\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0]|\u00ad|\u034f|\u17b4|\u17b5/u;

/** Names as most are: nothing to normalise but case. */
const PLAIN = /^[!-~]+$/;

/** True for a text with characters that cannot be seen. */
export const hasInvisible = (text: string): boolean => !PLAIN.test(text) && INVISIBLE.test(text);

/** A text with such characters written out: `\u202e`. */
export const visible = (text: string): string =>
  [...text]
    .map((char) => (INVISIBLE.test(char) ? `\\u${(char.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}` : char))
    .join('');

/** What two names have in common that a person or a file system takes for one (A24). */
export const normalName = (name: string): string =>
  (PLAIN.test(name) ? name : name.normalize('NFKC').trim()).toLowerCase();
