import { MASK } from '../../network/masker.ts';
import { type Argument, curlCalls } from '../curl/arguments.ts';
import { dialectOf, type ShellCommand, shellCommands } from '../curl/shell.ts';
import { isObject } from '../json.ts';
import { isKeyHeader, isKeyQuery, isSecretName } from '../requests/key-names.ts';
import { readJson } from '../requests/read-json.ts';
import { isWrittenOut } from './text.ts';

/** A shorter value may be a part of anything: masking it everywhere would garble the text. */
const MIN_CHARS = 3;

function* pairsOf(text: string): Generator<string> {
  for (const [name, value] of new URLSearchParams(text)) {
    if (isKeyQuery(name, value) || isSecretName(name)) yield value;
  }
}

function* namedIn(value: unknown): Generator<string> {
  if (Array.isArray(value)) for (const item of value) yield* namedIn(item);
  if (!isObject(value)) return;
  for (const [name, inner] of Object.entries(value)) {
    if (typeof inner === 'string' && isSecretName(name)) yield inner;
    else yield* namedIn(inner);
  }
}

function* headerSecrets(text: string): Generator<string> {
  const [, name = '', value = ''] = /^([^:;\s]+)\s*[:;]\s*([\s\S]*)$/.exec(text) ?? [];
  const lower = name.toLowerCase();
  if (lower === 'authorization' || lower === 'proxy-authorization') yield value.replace(/^[A-Za-z][\w-]*\s+(?=\S)/, '');
  else if (lower === 'cookie') yield* cookieValues(value);
  else if (isKeyHeader(name)) yield value;
}

const cookieValues = (text: string): readonly string[] =>
  text.split(';').flatMap((part) => (part.includes('=') ? [part.slice(part.indexOf('=') + 1).trim()] : []));

/** The values of one argument that are credentials. */
function* secretsOf({ kind, value: { text } }: Argument): Generator<string> {
  switch (kind) {
    case 'user':
      yield text.includes(':') ? text.slice(text.indexOf(':') + 1) : '';
      break;
    case 'bearer':
      yield text;
      break;
    case 'header':
      yield* headerSecrets(text);
      break;
    case 'cookie':
      yield* cookieValues(text);
      break;
    case 'url':
      yield /^[a-z][a-z0-9+.-]*:\/\/[^/?#@]*?:([^/?#@]*)@/i.exec(text)?.[1] ?? '';
      yield* pairsOf(text.slice(text.indexOf('?') + 1));
      break;
    default:
      yield* pairsOf(text);
      yield* namedIn(/^\s*[[{]/.test(text) ? readJson(text) : undefined);
  }
}

/** `TOKEN=x` in a line of its own or before a command. */
const assignedSecrets = (command: ShellCommand): readonly string[] =>
  command.words.flatMap(({ text }) => {
    const [, name = '', value = ''] = /^([A-Za-z_]\w*)=([\s\S]*)$/.exec(text) ?? [];
    return isSecretName(name) || /(?:TOKEN|SECRET|PASSWORD|KEY)$/i.test(name) ? [value] : [];
  });

/** A script of commands with the values of credentials masked wherever they stand in it. */
export function scrubCurl(text: string): string {
  const values = shellCommands(text, dialectOf(text)).flatMap((command) => [
    ...assignedSecrets(command),
    ...(curlCalls(command) ?? []).flatMap((call) => call.arguments.flatMap((argument) => [...secretsOf(argument)])),
  ]);
  const distinct = [...new Set(values)].filter((value) => value.length >= MIN_CHARS && isWrittenOut(value));
  // The longest first: one may be a part of another.
  return distinct.sort((a, b) => b.length - a.length).reduce((left, value) => left.replaceAll(value, MASK), text);
}
