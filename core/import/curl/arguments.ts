import { longOption, type Option, shortOption } from './options.ts';
import type { ShellCommand, Word } from './shell.ts';

/** One option or address of a command, in the order written. */
export interface Argument {
  readonly kind: Option['kind'];
  /** As written: `--data`, `-d`; '' for an address. */
  readonly flag: string;
  readonly value: Word;
  /** Place among the words of the command, counted from 0. */
  readonly index: number;
}

/** Arguments of one request: `--next` begins another one. */
export interface CurlCall {
  readonly command: ShellCommand;
  readonly arguments: readonly Argument[];
  /** Options that curl does not have. */
  readonly unknown: readonly string[];
}

const NOTHING: Word = { text: '', substitutions: [] };

/** What may stand before `curl`: a prompt, `sudo`, `time`, variables for the command. */
const PREFIX = /^(?:\$|>|%|sudo|time|exec|command|env|\w+=.*)$/s;

/** The words after `curl`; undefined for another command. */
function curlWords(command: ShellCommand): readonly Word[] | undefined {
  const start = command.words.findIndex(({ text }) => !PREFIX.test(text));
  const name = command.words[start]?.text ?? '';
  return /(?:^|[\\/])curl(?:\.exe)?$/i.test(name) ? command.words.slice(start + 1) : undefined;
}

/** Takes the words of a command apart into calls. Undefined where the command is not curl. */
export function curlCalls(command: ShellCommand): readonly CurlCall[] | undefined {
  const words = curlWords(command);
  if (!words) return undefined;
  const calls: { arguments: Argument[]; unknown: string[] }[] = [{ arguments: [], unknown: [] }];
  let onlyUrls = false;
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? NOTHING;
    const call = calls.at(-1);
    if (!call) break;
    const add = (kind: Option['kind'], flag: string, value: Word, index: number): void => {
      if (kind === 'next') calls.push({ arguments: [], unknown: [] });
      else call.arguments.push({ kind, flag, value, index });
    };
    if (onlyUrls || !word.text.startsWith('-') || word.text === '-') add('url', '', word, at);
    else if (word.text === '--') onlyUrls = true;
    else if (word.text.startsWith('--')) {
      const option = longOption(word.text.slice(2));
      if (!option) call.unknown.push(word.text);
      else if (option.takesValue) add(option.kind, word.text, words[++at] ?? NOTHING, at);
      else add(option.kind, word.text, NOTHING, at);
    } else at = bundle(words, at, add, call.unknown);
  }
  return calls.map((call) => ({ command, ...call }));
}

/** `-sSL`, `-XPOST`, `-H 'a: b'`: letters up to one that takes a value, which is the rest of the word or the next one. */
function bundle(
  words: readonly Word[],
  at: number,
  add: (kind: Option['kind'], flag: string, value: Word, index: number) => void,
  unknown: string[],
): number {
  const word = words[at] ?? NOTHING;
  for (let index = 1; index < word.text.length; index++) {
    const letter = word.text[index] ?? '';
    const found = shortOption(letter);
    if (!found) {
      unknown.push(`-${letter}`);
      return at;
    }
    if (!found.option.takesValue) {
      add(found.option.kind, `-${letter}`, NOTHING, at);
      continue;
    }
    const rest = word.text.slice(index + 1);
    if (rest !== '') add(found.option.kind, `-${letter}`, { ...word, text: rest }, at);
    else add(found.option.kind, `-${letter}`, words[at + 1] ?? NOTHING, at + 1);
    return rest === '' ? at + 1 : at;
  }
  return at;
}
