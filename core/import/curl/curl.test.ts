import { writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { commandOf, entityOf, refusal, report } from '../testing.ts';
import { dialectOf, shellCommands } from './shell.ts';

const words = (text: string): readonly (readonly string[])[] =>
  shellCommands(text, dialectOf(text)).map((command) => command.words.map((word) => word.text));
const read = (text: string) => report(text, 'commands.sh');
const codes = (found: { readonly warnings: readonly { readonly code: string }[] }): readonly string[] =>
  found.warnings.map((warning) => warning.code);

describe('the words of a command line', () => {
  it.each([
    ['curl \'a b\' "c d" e\\ f', ['curl', 'a b', 'c d', 'e f']],
    [`curl 'it'\\''s' "say \\"hi\\" \\$x"`, ['curl', "it's", 'say "hi" $x']],
    ["curl $'it\\'s\\n\\x41\\u00e9\\101'", ['curl', "it's\nAéA"]],
    ['curl \\\n  -X \\\r\n POST', ['curl', '-X', 'POST']],
    ['curl `\n  -k', ['curl', '-k']],
    ["curl '' -d ''", ['curl', '', '-d', '']],
    [`curl $HOST/x "$\{TOKEN:-none}" $1 '$HOST'`, ['curl', '{{HOST}}/x', '{{TOKEN}}', '$1', '$HOST']],
    ['curl a#b # c', ['curl', 'a#b']],
    ['curl https://a/<id>/x', ['curl', 'https://a/<id>/x']],
    ['curl "$(cat /etc/passwd)" `id`', ['curl', '{{command}}', '{{command}}']],
  ])('%j', (text, expected) => {
    expect(words(text)).toEqual([expected]);
  });

  it('commands end at lines, semicolons, pipes and ampersands', () => {
    expect(words('curl a; curl b && curl c | jq . > out\ncurl d &')).toEqual([
      ['curl', 'a'],
      ['curl', 'b'],
      ['curl', 'c'],
      ['jq', '.'],
      ['curl', 'd'],
    ]);
  });

  it('HR-23: the Windows prompt quotes with carets', () => {
    expect(words('curl ^"https://a/b?c=1^&d=2^" ^\r\n  --data-raw ^"^{^\\^"x^\\^":1^}^"')).toEqual([
      ['curl', 'https://a/b?c=1&d=2', '--data-raw', '{"x":1}'],
    ]);
  });

  it('text that never ends what it begins, and megabytes of it, end in time', () => {
    for (const text of ["curl '", 'curl "', "curl $'\\", 'curl $(', 'curl `', 'curl \\', `curl $\{`, 'curl <'])
      words(text);
    const started = performance.now();
    words(`curl '${'x'.repeat(4_000_000)}' "${'\\"y'.repeat(500_000)}" ${'z'.repeat(1_000_000)}`);
    expect(performance.now() - started).toBeLessThan(3_000);
  });
});

describe('one command', () => {
  it('is one operation with its parameters and body', async () => {
    const found = await read(
      `curl -sSL -XPOST 'https://api.example.com/v1/users/123/mails?notify=true' -H 'Content-Type: application/json' \\
        -H 'X-Tenant: <tenant>' --data-raw '{"subject":"Hi","to":"{{mail}}"}' --compressed -k`,
    );
    expect(found).toMatchObject({
      source: { kind: 'curl', version: 'bash', title: 'api.example.com', operations: 1 },
      baseUrl: 'https://api.example.com',
    });
    expect(commandOf(found, 'POST /v1/users/{user_id}/mails')).toMatchObject({
      contentType: 'application/json',
      params: [
        { name: 'user_id', in: 'path', required: true },
        { name: 'notify', in: 'query', required: false, type: 'boolean' },
        { name: 'X-Tenant', in: 'header', required: true },
        { name: 'subject', in: 'body', default: 'Hi' },
        { name: 'to', in: 'body' },
      ],
    });
    expect(found.warnings).toEqual([]);
  });

  it.each([
    ['curl https://a.example/x', 'GET /x'],
    ['curl -I https://a.example/x', 'HEAD /x'],
    ['curl -d a=1 https://a.example/x', 'POST /x'],
    ['curl --json \'{"a":1}\' https://a.example/x', 'POST /x'],
    ['curl -F a=1 https://a.example/x', 'POST /x'],
    ['curl -G -d a=1 https://a.example/x', 'GET /x'],
    ['curl -X PATCH -d a=1 --url https://a.example/x', 'PATCH /x'],
    ['curl a.example/x', 'GET /x'],
    ['$ curl.exe https://a.example/x', 'GET /x'],
    ['sudo /usr/bin/curl -- https://a.example/x', 'GET /x'],
    ["curl 'https://a.example/x\\[0\\]'", 'GET /x[0]'],
  ])('%j is %s', async (text, operation) => {
    const found = await read(text);
    expect([...found.commands, ...found.entities].map((one) => one.operation)).toEqual([operation]);
  });

  it('data goes into the body as it would be sent, or into the query with -G', async () => {
    const form = await read(
      "curl https://a.example/x -d a=1 --data-urlencode 'b=x y&z' --data-urlencode c=$C -d 'd=%20'",
    );
    expect(commandOf(form, 'POST /x')).toMatchObject({
      contentType: 'application/x-www-form-urlencoded',
      params: [
        { name: 'a', type: 'integer', default: 1 },
        { name: 'b', default: 'x y&z' },
        { name: 'c', type: 'string' },
        { name: 'd', default: ' ' },
      ],
    });
    const query = await read("curl -G https://a.example/x?page=1 -d limit=10 --url-query 'q=a b'");
    expect(commandOf(query, 'GET /x').params.map((one) => one.name)).toEqual(['page', 'q', 'limit']);
    const text = await read("curl https://a.example/x -H 'content-type: text/plain' --data-binary 'one two'");
    expect(commandOf(text, 'POST /x')).toMatchObject({ contentType: 'text/plain', wholeBody: true });
  });

  it('credentials become ways to connect, and no value of one is kept (A22)', async () => {
    const authOf = async (text: string): Promise<unknown> => {
      const found = await read(`curl https://a.example/x ${text}`);
      expect(JSON.stringify(found)).not.toContain('s3cr3t');
      expect(codes(found)).toContain('secrets_in_source');
      return found.auth.map(({ id: _id, pointer: _pointer, ...auth }) => auth);
    };
    expect(await authOf('-u ann:s3cr3t')).toEqual([{ type: 'basic' }]);
    expect(await authOf("-H 'Authorization: Bearer s3cr3t'")).toEqual([{ type: 'bearer' }]);
    expect(await authOf('--oauth2-bearer s3cr3t')).toEqual([{ type: 'bearer' }]);
    expect(await authOf("-H 'X-Api-Key: s3cr3t'")).toEqual([{ type: 'apiKey', in: 'header', name: 'X-Api-Key' }]);
    expect(await authOf("-b 'theme=1; session=s3cr3t'")).toEqual([{ type: 'apiKey', in: 'cookie', name: 'session' }]);
    expect(await authOf('-G -d api_key=s3cr3t')).toEqual([{ type: 'apiKey', in: 'query', name: 'api_key' }]);
    expect(await authOf('--json \'{"password":"s3cr3t"}\'')).toEqual([{ type: 'none' }]);
    expect(await authOf('-d client_secret=s3cr3t')).toEqual([{ type: 'none' }]);
  });
});

describe('several commands', () => {
  it('are several operations of one API, named by their comments', async () => {
    const found = await read(`#!/bin/sh
set -e
export BASE=https://api.example.com/v2
# All users
curl -H "Authorization: Bearer $TOKEN" "$BASE/users?limit=50&offset=0"

# One user
curl -H "Authorization: Bearer $TOKEN" "$BASE/users/$USER_ID" | jq .name
curl -H "Authorization: Bearer $TOKEN" -X DELETE $BASE/users/17 --next https://status.example.com/up
`);
    expect(found.baseUrl).toBe('https://api.example.com/v2');
    expect(entityOf(found, 'users')).toMatchObject({
      operation: 'GET /users',
      pagination: { kind: 'offset', params: { offset: 'offset', size: 'limit' } },
      primaryKey: ['id'],
    });
    expect(found.commands.map((command) => command.operation)).toEqual([
      'GET /users/{USER_ID}',
      'DELETE /users/{USER_ID}',
      'GET /up',
    ]);
    expect(commandOf(found, 'GET /users/{USER_ID}').description).toBe('One user');
    expect(commandOf(found, 'GET /up').server).toBe('https://status.example.com');
  });

  it('what an address leaves open is listed', async () => {
    const found = await read('curl $BASE/users');
    expect(found.baseUrl).toBe('');
    expect(found.warnings).toContainEqual(
      expect.objectContaining({ code: 'unresolved_variables', message: expect.stringContaining('"{{BASE}}"') }),
    );
  });
});

describe('A20: a command is data', () => {
  it('no file is read or written, nothing is run or sent, and each such option is reported', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'curl-'));
    const file = join(folder, 'secret.txt');
    writeFileSync(file, 'canary-20-file');
    const output = join(folder, 'written');
    const found =
      await read(`curl https://a.example/x -o ${output} -T ${file} -K ${file} -d @${file} --data-binary @${file} \\
      -F 'f=@${file}' -b ${file} --unix-socket ${file} --proxy http://127.0.0.1:1 --resolve a.example:443:127.0.0.1 \\
      -H "X-Run: $(touch ${output})" -H "X-Tick: \`touch ${output}\`" --cert ${file} --netrc --frobnicate > ${output}`);
    expect(JSON.stringify(found)).not.toContain('canary-20-file');
    await expect(import('node:fs/promises').then((fs) => fs.stat(output))).rejects.toThrow();
    await rm(folder, { recursive: true });
    const named = found.warnings.map(
      (warning) => /(?:^Line \d+: |of |option )"?(-{1,2}[\w-]+)/.exec(warning.message)?.[1],
    );
    expect(named).toEqual(
      expect.arrayContaining([
        '-o',
        '-T',
        '-K',
        '-d',
        '--data-binary',
        '-F',
        '--unix-socket',
        '--proxy',
        '--resolve',
        '--cert',
        '--netrc',
        '-H',
        '--frobnicate',
      ]),
    );
    expect(codes(found)).toEqual(expect.arrayContaining(['curl_option_ignored', 'file_not_read', 'command_not_run']));
    expect(found.source.operations).toBe(1);
  });

  it('an option that signs requests is reported', async () => {
    expect(codes(await read('curl --aws-sigv4 aws:amz https://a.example/x'))).toContain('unsupported_security');
  });
});

describe('what is told apart', () => {
  it('commands in a description are no commands', async () => {
    const text =
      'openapi: 3.0.0\ninfo:\n  description: |\n    try\n\n    curl https://a.example/x\npaths:\n  /a:\n    get: {}\n';
    expect((await report(text, 'a.yaml')).source.kind).toBe('openapi');
  });

  it('a command without an address is refused', async () => {
    expect(await refusal('curl -s', 'a.sh')).toMatchObject({ code: 'no_operations' });
    const found = await read('curl -k\ncurl https://a.example/x');
    expect(found.warnings).toMatchObject([{ code: 'no_url', pointer: '#/commands/0' }]);
  });
});
