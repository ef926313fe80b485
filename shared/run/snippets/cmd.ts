import { exchangeLimits } from '../../limits.ts';
import { UNSEEN } from './base64.ts';
import { BODY_FILE, hasHeader, type SnippetRequest } from './request.ts';
import { isPattern, plainText, type Template } from './template.ts';

/** A text as a program of Windows reads it out of its command line: backslashes count only before a quote. */
const argument = (text: string): string => text.replace(/(\\*)"/g, '$1$1\\"').replace(/(\\+)$/, '$1$1');

/** A text as cmd reads it: each sign that could mean something to it follows a caret (HR-23). */
const careted = (text: string): string =>
  text
    .replace(/[^A-Za-z0-9 _\-:=+~'/.,?;*`@\n]/g, '^$&')
    // A percent sign before a name would be the start of a variable.
    .replace(/%(?=[A-Za-z0-9_])/g, '%^')
    .replace(/\n/g, '^\n\n');

/** One argument. The variables in it are read before anything else, so that their values have no carets. */
function cmdTemplate(template: Template): string {
  const last = template.length - 1;
  const parts = template.map((part, index) => {
    if (typeof part !== 'string') return `%${part.variable}%`;
    // Only at the end of the whole argument a quote follows.
    return careted(index === last ? argument(part) : part.replace(/(\\*)"/g, '$1$1\\"'));
  });
  return `^"${parts.join('')}^"`;
}

const cmdWord = (text: string): string => cmdTemplate([text]);

/** True for a text that cmd hands on as it is: no character that a code page or a line would change. */
const isSafe = (text: string): boolean => /^[\x20-\x7e\n]*$/.test(text);

function headerOption([name, value]: SnippetRequest['headers'][number]): string {
  return plainText(value)?.trim() === '' ? `-H ${cmdWord(`${name};`)}` : `-H ${cmdTemplate([`${name}: `, ...value])}`;
}

function methodOptions({ method, body }: SnippetRequest): readonly string[] {
  if (method === (body.kind === 'none' ? 'GET' : 'POST')) return [];
  if (method !== 'HEAD') return [`-X ${cmdWord(method)}`];
  return body.kind === 'none' ? ['--head'] : ['-X HEAD', '--ignore-content-length', '-H ^"Connection: close^"'];
}

function command(request: SnippetRequest, bodyOptions: readonly string[]): string {
  const silenced = ['Accept', 'User-Agent', ...(request.body.kind === 'none' ? [] : ['Content-Type'])];
  return [
    `curl ${cmdTemplate(request.url)}`,
    ...(isPattern(request.url) ? ['--globoff'] : []),
    ...methodOptions(request),
    ...request.headers.map(headerOption),
    ...silenced.filter((name) => !hasHeader(request, name.toLowerCase())).map((name) => `-H ^"${name}:^"`),
    ...bodyOptions,
  ].join(' ^\n  ');
}

const FILE_NOTE = `cmd cannot hold the body as it is: put it into the file ${BODY_FILE} beside the snippet.`;

/** A command for cmd, the old shell of Windows. What it cannot hold without changing a byte is read from a file. */
export function cmdSnippet(request: SnippetRequest): { readonly text: string; readonly notes: readonly string[] } {
  const { body, headers } = request;
  const strange = headers.some(([, value]) => value.some((part) => typeof part === 'string' && !isSafe(part)));
  const notes = strange
    ? ['cmd changes characters that are not ASCII, and a header has some: use the form for PowerShell or bash.']
    : [];
  if (body.kind === 'none') return { text: command(request, []), notes };
  if (body.kind === 'empty') return { text: command(request, ['--data-raw ^"^"']), notes };
  if (body.kind === 'text' && isSafe(body.text) && !UNSEEN.test(body.text.replaceAll('\n', ''))) {
    const text = command(request, [`--data-raw ${cmdWord(body.text)}`]);
    if (text.length <= exchangeLimits.cmdChars) return { text, notes };
  }
  const text = command(request, [`--data-binary ^"@${BODY_FILE}^"`]);
  return { text, notes: body.kind === 'file' ? notes : [...notes, FILE_NOTE] };
}
