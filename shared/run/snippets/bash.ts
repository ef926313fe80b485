import { base64, UNSEEN } from './base64.ts';
import { BODY_FILE, hasHeader, type SnippetRequest } from './request.ts';
import { isPattern, joined, plainText, type Template } from './template.ts';

/** Bytes of a text as they are sent: header values are Latin-1, everything else UTF-8. */
type Charset = 'latin1' | 'utf8';

const utf8 = new TextEncoder();
const hex = (byte: number): string => `\\x${byte.toString(16).padStart(2, '0')}`;

function escaped(char: string, charset: Charset): string {
  if (char === '\n') return '\\n';
  if (char === '\r') return '\\r';
  if (char === '\t') return '\\t';
  if (char === "'" || char === '\\') return `\\${char}`;
  const code = char.codePointAt(0) ?? 0;
  if (charset === 'latin1' && code >= 0x80 && code <= 0xff) return hex(code);
  // Bytes, not \u: what that gives depends on the reader's locale.
  if (char === '!' || UNSEEN.test(char)) return [...utf8.encode(char)].map(hex).join('');
  return char;
}

/** One word of bash: `'…'`, or `$'…'` where that would not hold it (HR-22). */
export function bashWord(text: string, charset: Charset = 'utf8'): string {
  const plain = [...text].every((char) => char === '\\' || escaped(char, charset) === char);
  return plain ? `'${text}'` : `$'${[...text].map((char) => escaped(char, charset)).join('')}'`;
}

/** Where it can be read at a glance, the variable stands inside the quotes. */
function bashTemplate(template: Template, charset: Charset): string {
  const text = plainText(template);
  if (text !== undefined) return bashWord(text, charset);
  const texts = template.filter((part) => typeof part === 'string');
  const isSimple = texts.every((part) => /^[\x20-\x7e]*$/.test(part) && !/["$`\\!]/.test(part));
  if (!isSimple)
    return template
      .filter((part) => part !== '')
      .map((part) => (typeof part === 'string' ? bashWord(part, charset) : `"$${part.variable}"`))
      .join('');
  const inner = template.map((part, index) => {
    if (typeof part === 'string') return part;
    const next = template[index + 1];
    return typeof next === 'string' && /^\w/.test(next) ? `\${${part.variable}}` : `$${part.variable}`;
  });
  return `"${inner.join('')}"`;
}

const word = (text: string): string => (/^[A-Za-z0-9-]+$/.test(text) ? text : bashWord(text));

/** Headers that curl sends unless it is told not to. */
function silenced(request: SnippetRequest): readonly string[] {
  const { kind } = request.body;
  const typed = kind !== 'none' ? ['Content-Type'] : [];
  return ['Accept', 'User-Agent', ...typed].filter((name) => !hasHeader(request, name.toLowerCase()));
}

function headerOptions(request: SnippetRequest): readonly string[] {
  const isCookie = (name: string): boolean => name.toLowerCase() === 'cookie';
  const sent = request.headers.filter(([name]) => isCookie(name)).length;
  return request.headers.map(([name, value]) => {
    const text = plainText(value);
    // An argument without = would name a file of cookies, and several would become one header.
    if (isCookie(name) && sent === 1 && value.some((part) => typeof part === 'string' && part.includes('=')))
      return `-b ${bashTemplate(value, 'latin1')}`;
    // HR-24: a colon and nothing after it takes a header away.
    if (text?.trim() === '') return `-H ${bashWord(`${name};`)}`;
    return `-H ${bashTemplate(joined([`${name}: `, ...value]), 'latin1')}`;
  });
}

function methodOptions({ method, body }: SnippetRequest): readonly string[] {
  const inferred = body.kind === 'none' ? 'GET' : 'POST';
  if (method === inferred) return [];
  if (method !== 'HEAD') return [`-X ${word(method)}`];
  // With a body curl would wait for one of the answer, which never comes.
  return body.kind === 'none' ? ['--head'] : ['-X HEAD', '--ignore-content-length', "-H 'Connection: close'"];
}

function bodyOptions({ body }: SnippetRequest): readonly string[] {
  switch (body.kind) {
    case 'none':
      return [];
    case 'empty':
      return ["--data-raw ''"];
    case 'text':
      return [`--data-raw ${bashWord(body.text)}`];
    case 'bytes':
      return ['--data-binary @-'];
    case 'file':
      return [`--data-binary @${BODY_FILE}`];
  }
}

/** A command for bash and zsh that sends the request with curl, byte for byte (HR-20 … HR-27). */
export function bashSnippet(request: SnippetRequest): string {
  const url = bashTemplate(request.url, 'utf8');
  const options = [
    ...(isPattern(request.url) ? ['--globoff'] : []),
    ...methodOptions(request),
    ...headerOptions(request),
    ...silenced(request).map((name) => `-H '${name}:'`),
    ...bodyOptions(request),
  ];
  const command = [`curl ${url}`, ...options].join(' \\\n  ');
  return request.body.kind === 'bytes' ? `echo '${base64(request.body.bytes)}' | base64 -d | ${command}` : command;
}
