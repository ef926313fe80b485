import { base64, UNSEEN } from './base64.ts';
import { BODY_FILE, hasHeader, type SnippetBody, type SnippetRequest } from './request.ts';
import { plainText, type Template } from './template.ts';

/** A text of JavaScript; nothing in it acts or hides. */
const scriptText = (text: string): string =>
  [...JSON.stringify(text)]
    .map((char) => (UNSEEN.test(char) ? [...char].map(unicode).join('') : char))
    .join('')
    .replaceAll('</', '<\\/');

const unicode = (char: string): string =>
  char
    .split('')
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('');

function scriptTemplate(template: Template, isUrl = false): string {
  const text = plainText(template);
  if (text !== undefined) return scriptText(text);
  return template
    .filter((part) => part !== '')
    .map((part) => {
      if (typeof part === 'string') return scriptText(part);
      return isUrl ? `encodeURIComponent(${part.variable})` : part.variable;
    })
    .join(' + ');
}

function bodyOf(body: SnippetBody, isTyped: boolean): string | undefined {
  switch (body.kind) {
    case 'none':
    case 'empty':
      return undefined;
    case 'text':
      // A text without a type would be given one.
      return isTyped ? scriptText(body.text) : `new TextEncoder().encode(${scriptText(body.text)})`;
    case 'bytes':
      return `Uint8Array.from(atob('${base64(body.bytes)}'), (char) => char.charCodeAt(0))`;
    case 'file':
      return `await (await import('node:fs/promises')).readFile('${BODY_FILE}')`;
  }
}

/** JavaScript that sends the request with `fetch`, in Node and, where it may, in a browser. */
export function fetchSnippet(request: SnippetRequest): { readonly text: string; readonly notes: readonly string[] } {
  const { method, url, headers, variables } = request;
  const closed = method === 'GET' || method === 'HEAD';
  const body = closed ? undefined : bodyOf(request.body, hasHeader(request, 'content-type'));
  const notes = [
    ...(closed && request.body.kind !== 'none'
      ? [`fetch sends no body with ${method}; it is left out here: use curl or Python.`]
      : []),
    ...(hasHeader(request, 'cookie') ? ['A browser lets no script set Cookie: run it with Node.'] : []),
  ];
  const lines = [
    ...variables.map(({ name }) => `const ${name} = globalThis.process?.env.${name} ?? '';`),
    `const response = await fetch(${scriptTemplate(url, true)}, {`,
    `  method: ${scriptText(method)},`,
    '  headers: [',
    ...headers.map(([name, value]) => `    [${scriptText(name)}, ${scriptTemplate(value)}],`),
    '  ],',
    "  redirect: 'manual',",
    ...(body === undefined ? [] : [`  body: ${body},`]),
    '});',
    'console.log(response.status, await response.text());',
  ];
  return { text: lines.join('\n'), notes };
}
