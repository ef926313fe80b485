import { base64, UNSEEN } from './base64.ts';
import { BODY_FILE, type SnippetBody, type SnippetRequest } from './request.ts';
import type { Template } from './template.ts';

const utf8 = new TextEncoder();

/** PowerShell takes typographic quotes for quotes. */
const SINGLE = /['\u2018-\u201b]/g;

const bytesOf = (bytes: Uint8Array): string => `[System.Convert]::FromBase64String('${base64(bytes)}')`;

/** A text as an expression: `'…'`, or base64 where it holds what cannot be seen or what a console changes when pasted. */
function powershellText(text: string): string {
  if (!UNSEEN.test(text)) return `'${text.replace(SINGLE, '$&$&')}'`;
  return `([System.Text.Encoding]::UTF8.GetString(${bytesOf(utf8.encode(text))}))`;
}

function powershellTemplate(template: Template, isUrl = false): string {
  const parts = template
    .filter((part) => part !== '' || template.length === 1)
    .map((part) => {
      if (typeof part === 'string') return powershellText(part);
      return isUrl ? `[System.Uri]::EscapeDataString($env:${part.variable})` : `$env:${part.variable}`;
    });
  return parts.length === 1 ? (parts[0] ?? "''") : `(${parts.join(' + ')})`;
}

/** An expression that gives the bytes of the body; undefined where there is none. */
function contentOf(body: SnippetBody): string | undefined {
  switch (body.kind) {
    case 'none':
      return undefined;
    case 'empty':
      return '[byte[]]@()';
    case 'text':
      return UNSEEN.test(body.text)
        ? bytesOf(utf8.encode(body.text))
        : `[System.Text.Encoding]::UTF8.GetBytes(${powershellText(body.text)})`;
    case 'bytes':
      return bytesOf(body.bytes);
    case 'file':
      return `[System.IO.File]::ReadAllBytes((Join-Path $PWD '${BODY_FILE}'))`;
  }
}

/** These belong to the content there, not to the request. */
const isOfContent = (name: string): boolean => /^(?:content-|allow$|expires$|last-modified$)/i.test(name);

/** A script for PowerShell 5.1 and later. It uses the HTTP client of .NET: the web commands change headers and bodies. */
export function powershellSnippet({ method, url, headers, body }: SnippetRequest): string {
  const content = contentOf(body);
  const add = (name: string, value: Template): string => {
    const target = isOfContent(name) ? '$request.Content.Headers' : '$request.Headers';
    return `[void]${target}.TryAddWithoutValidation(${powershellText(name)}, ${powershellTemplate(value)})`;
  };
  const hasContent = content !== undefined;
  return [
    'Add-Type -AssemblyName System.Net.Http',
    `$request = [System.Net.Http.HttpRequestMessage]::new(${powershellText(method)}, ${powershellTemplate(url, true)})`,
    ...(hasContent ? [`$request.Content = [System.Net.Http.ByteArrayContent]::new(${content})`] : []),
    // Without content there is nothing that such a header could say.
    ...headers.filter(([name]) => hasContent || !isOfContent(name)).map(([name, value]) => add(name, value)),
    // It would ask first whether it may send the body.
    ...(hasContent ? ['$request.Headers.ExpectContinue = $false'] : []),
    '$handler = [System.Net.Http.HttpClientHandler]::new()',
    '$handler.UseCookies = $false',
    '$handler.AllowAutoRedirect = $false',
    '$response = [System.Net.Http.HttpClient]::new($handler).SendAsync($request).Result',
    '[int]$response.StatusCode',
    '$response.Content.ReadAsStringAsync().Result',
  ].join('\n');
}
