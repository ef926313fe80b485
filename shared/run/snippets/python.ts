import { base64, UNSEEN } from './base64.ts';
import { BODY_FILE, type SnippetBody, type SnippetRequest } from './request.ts';
import { plainText, type Template } from './template.ts';

const code = (char: string): string => {
  const point = char.codePointAt(0) ?? 0;
  return point > 0xffff ? `\\U${point.toString(16).padStart(8, '0')}` : `\\u${point.toString(16).padStart(4, '0')}`;
};

/** A text of Python; its escapes below U+10000 are those of JSON. */
const pythonText = (text: string): string =>
  [...JSON.stringify(text)].map((char) => (UNSEEN.test(char) ? code(char) : char)).join('');

function pythonTemplate(template: Template, isUrl = false): string {
  const text = plainText(template);
  if (text !== undefined) return pythonText(text);
  return template
    .filter((part) => part !== '')
    .map((part) => {
      if (typeof part === 'string') return pythonText(part);
      const value = `os.environ[${pythonText(part.variable)}]`;
      return isUrl ? `urllib.parse.quote(${value}, safe="")` : value;
    })
    .join(' + ');
}

function bodyOf(body: SnippetBody): string | undefined {
  switch (body.kind) {
    case 'none':
      return undefined;
    case 'empty':
      return 'b""';
    case 'text':
      return `${pythonText(body.text)}.encode()`;
    case 'bytes':
      return `base64.b64decode("${base64(body.bytes)}")`;
    case 'file':
      return `open("${BODY_FILE}", "rb").read()`;
  }
}

/** Scheme and host of an address, and what is asked of it; variables stand only in the query. */
function split(url: Template): { readonly origin: URL | null; readonly target: Template } {
  const [first = '', ...rest] = url;
  const text = typeof first === 'string' ? first : '';
  const origin = URL.parse(text);
  const path = text.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i, '');
  return { origin, target: [path === '' || path.startsWith('?') ? `/${path}` : path, ...rest] };
}

/** Python that sends the request with `http.client`, the module of the standard library that adds nothing of its own. */
export function pythonSnippet({ method, url, headers, body, variables }: SnippetRequest): string {
  const { origin, target } = split(url);
  const isSecure = origin?.protocol === 'https:';
  const bytes = bodyOf(body);
  const modules = [
    ...(body.kind === 'bytes' ? ['base64'] : []),
    'http.client',
    ...(variables.length > 0 ? ['os'] : []),
    ...(url.some((part) => typeof part !== 'string') ? ['urllib.parse'] : []),
  ];
  const isClosed = bytes === undefined;
  return [
    ...modules.map((name) => `import ${name}`),
    '',
    ...(isClosed ? [] : [`body = ${bytes}`]),
    `connection = http.client.${isSecure ? 'HTTPSConnection' : 'HTTPConnection'}(${pythonText(origin?.host ?? '')})`,
    `connection.putrequest(${pythonText(method)}, ${pythonTemplate(target, true)}, skip_accept_encoding=True)`,
    ...headers.map(([name, value]) => `connection.putheader(${pythonText(name)}, ${pythonTemplate(value)})`),
    ...(isClosed ? [] : ['connection.putheader("Content-Length", str(len(body)))']),
    `connection.endheaders(${isClosed ? '' : 'body'})`,
    'response = connection.getresponse()',
    'print(response.status, response.read())',
  ].join('\n');
}
