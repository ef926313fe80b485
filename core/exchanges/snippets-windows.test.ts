import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { exchangeLimits } from '../../shared/limits.ts';
import { snippet } from '../../shared/run/snippets/index.ts';
import { temporaryFolder } from '../workspace/testing/temporary.ts';
import { echoServer } from './testing/echo.ts';
import { type Case, compared, expected, isThere, json, nasty, run, sourceOf } from './testing/snippets.ts';

/** A line of cmd without its carets: one before a line break joins the lines, and of two breaks the second is of the text. */
const withoutCarets = (text: string): string => text.replace(/\^(?:\n(\n?)|([\s\S]))/g, '$1$2');

/** The arguments of a program of Windows, by the rules of its C library. */
function argumentsOf(line: string): string[] {
  const found: string[] = [];
  let word: string | undefined;
  let quoted = false;
  for (const [token] of line.matchAll(/\\+"|\\+|"|\s|[^\\"\s]+/g)) {
    const slashes = /^\\*/.exec(token)?.[0].length ?? 0;
    if (/^\s$/.test(token) && !quoted) {
      if (word !== undefined) found.push(word);
      word = undefined;
      continue;
    }
    word ??= '';
    if (!token.endsWith('"')) word += token;
    else {
      word += '\\'.repeat(slashes >> 1);
      if (slashes % 2 === 1) word += '"';
      else quoted = !quoted;
    }
  }
  return word === undefined ? found : [...found, word];
}

describe('HR-23: as a command for cmd', () => {
  it.skipIf(!isThere('curl'))(
    'curl is given what it is given in bash; what cmd would change is read from a file',
    async () => {
      const server = await echoServer();
      const folder = temporaryFolder();
      const cases = Object.entries(nasty).filter(([name]) => !/world|signs in headers/.test(name));
      for (const [name, one] of cases) {
        const source = sourceOf(one, server.url);
        const { text } = snippet('curl-cmd', source);
        const [program, ...args] = argumentsOf(withoutCarets(text));
        expect(program).toBe('curl');
        if (text.includes('body.bin')) writeFileSync(path.join(folder, 'body.bin'), source.body ?? '');
        expect(await run('curl', [...args, '--silent', '--output', 'log'], folder)).toBe('');
        const heard = server.heard.at(-1);
        expect([name, heard && compared(heard, one.headers ?? [], 'curl')]).toEqual([
          name,
          expected(one, server.url, false),
        ]);
      }
    },
  );

  it('says what it cannot hold, and keeps within the length of a command', () => {
    const notes = (one: Case) => snippet('curl-cmd', sourceOf(one, 'https://a.example')).notes.join(' ');
    expect(notes({ method: 'POST', body: 'ä' })).toContain('put it into the file body.bin');
    expect(notes({ headers: [['X', 'é']] })).toContain('not ASCII');
    const { text } = snippet(
      'curl-cmd',
      sourceOf({ method: 'POST', body: 'a'.repeat(exchangeLimits.cmdChars) }, 'https://a.example'),
    );
    expect(text.length).toBeLessThan(exchangeLimits.cmdChars);
    expect(text).toContain('--data-binary ^"@body.bin^"');
    expect(text).not.toContain('--globoff');
  });
});

describe('as a script for PowerShell', () => {
  const written = (one: Case) => snippet('powershell', sourceOf(one, 'https://a.example')).text;

  it('quotes every kind of quote, and hides nothing', () => {
    const text = written({ method: 'POST', headers: [['X-A', "a'b’c"], json], body: "$(id) `id` 'x' ‘y’" });
    expect(text).toContain("TryAddWithoutValidation('X-A', 'a''b’’c')");
    expect(text).toContain("[System.Text.Encoding]::UTF8.GetBytes('$(id) `id` ''x'' ‘‘y’’')");
    expect(text).toContain("$request.Content.Headers.TryAddWithoutValidation('Content-Type', 'application/json')");
    expect(written({ method: 'POST', body: 'a\nb\u202e' })).toContain(
      `FromBase64String('${Buffer.from('a\nb\u202e').toString('base64')}')`,
    );
  });

  it('a request without a body has no content', () => {
    expect(written({})).not.toContain('Content =');
    expect(written({ method: 'POST' })).toContain('ByteArrayContent]::new([byte[]]@())');
  });
});
