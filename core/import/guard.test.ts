import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { maskSecrets } from './found-secrets.ts';
import { collection, example, read, request } from './postman/testing.ts';
import { answers, commandOf, entityOf, listOf, openApi, query, refusal, report, text } from './testing.ts';

/** Made of parts, so that no scanner takes this file for a leak. */
const SECRETS: Readonly<Record<string, string>> = {
  'an AWS access key': `AK${'IA'}IOSFODNN7EXAMPLE`,
  'a GitHub token': `gh${'p_'}${'a1B2'.repeat(9)}`,
  'a payment provider key': `sk_${'live_'}${'4eC39HqLyjWDarjt'}T1zdp7dc`,
  'a JSON web token': `ey${'JhbGciOiJIUzI1NiJ9'}.ey${'JzdWIiOiIxMjM0NTY3ODkwIn0'}.dozjgNryP4J3jVmNHl0w5N`,
  'a Slack token': `xo${'xb-'}123456789012-abcdefghijkl`,
  'a private key': `-----BEGIN RSA ${'PRIVATE'} KEY-----\nMIIEowIBAAKCAQEA\n-----END RSA ${'PRIVATE'} KEY-----`,
  'a Google API key': `AI${'za'}${'SyA1234567'.repeat(3)}abcde`,
};
const codes = (found: { readonly warnings: readonly { readonly code: string }[] }): readonly string[] =>
  found.warnings.map((warning) => warning.code);

describe('A21: XML is not parsed', () => {
  it.each([
    [
      'WSDL',
      '<?xml version="1.0"?><wsdl:definitions xmlns:wsdl="http://schemas.xmlsoap.org/wsdl/"/>',
      /WSDL description/,
    ],
    ['entities', '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><x>&b;</x>', /web page or XML/],
    ['a web page', '<!doctype html><html></html>', /a web page, not/],
  ])('%s is refused for what it is', async (_, source, reason) => {
    const { code, message } = await refusal(source, 'service.xml');
    expect(code).toBe('html');
    expect(message).toMatch(reason);
    expect(message).toContain('a Postman collection');
  });

  it('no external entity is fetched and no file read', async () => {
    let hits = 0;
    const trap = createServer((_, response) => {
      hits++;
      response.end();
    });
    await new Promise<void>((resolve) => trap.listen(0, '127.0.0.1', resolve));
    // True once the server listens on a port.
    const { port } = trap.address() as AddressInfo;
    const source = `<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/hostname"><!ENTITY t SYSTEM "http://127.0.0.1:${port}/">]>
      <definitions xmlns:xi="http://www.w3.org/2001/XInclude"><xi:include href="http://127.0.0.1:${port}/"/>&f;&t;</definitions>`;
    const { message } = await refusal(source, 'service.wsdl');
    trap.close();
    expect(hits).toBe(0);
    expect(message).not.toContain(readFileSync('/proc/sys/kernel/hostname', 'utf8').trim());
  });

  it('packed bytes are named, as bytes and as text that was made of them', async () => {
    const packed = gzipSync(openApi({}));
    const reason = {
      code: 'compressed',
      message: expect.stringMatching(/^api\.json\.gz is compressed \(gzip\); unpack it/),
    };
    expect(await refusal(packed, 'api.json.gz')).toMatchObject(reason);
    expect(await refusal(packed.toString('utf8'), 'api.json.gz')).toMatchObject(reason);
    expect(await refusal(new Uint8Array([0x50, 0x4b, 3, 4, 20, 0]), 'a.zip')).toMatchObject({ code: 'compressed' });
  });
});

describe('A22: credentials that look alive', () => {
  it.each(Object.entries(SECRETS))('%s is known by its look, within any text', (kind, secret) => {
    expect(maskSecrets(`before ${secret} after`)).toEqual({ text: 'before *** after', kinds: [kind] });
  });

  it('what only resembles one is left alone', () => {
    for (const harmless of [
      'AKIA',
      'sk_test_4eC39HqLyjWDarjtT1zdp7dc',
      'eyJhbGciOiJIUzI1NiJ9',
      'task_live_it',
      'xoxo-love',
    ]) {
      expect(maskSecrets(`some ${harmless} text`).kinds).toEqual([]);
    }
  });

  it('are masked everywhere in the report and named by their pointers', async () => {
    const [aws = '', github = '', stripe = '', jwt = '', slack = ''] = Object.values(SECRETS);
    const found = await report(
      openApi({
        '/pets': {
          get: {
            parameters: [
              query('q', { type: 'string', default: aws }),
              query('r', text, { description: `Like ${slack}` }),
            ],
            responses: answers(listOf({ id: text, token: { type: 'string', description: `For example ${github}` } })),
          },
          post: {
            summary: 'Make one',
            requestBody: {
              content: {
                'application/json': {
                  schema: { type: 'object', properties: { k: { type: 'string', default: stripe } } },
                },
              },
            },
            responses: { 201: { description: 'x', content: { 'application/json': { example: { jwt } } } } },
          },
        },
      }),
    );
    for (const secret of Object.values(SECRETS)) expect(JSON.stringify(found)).not.toContain(secret);
    const live = found.warnings.filter((warning) => warning.code === 'live_secret').map((warning) => warning.pointer);
    expect(live).toEqual(
      expect.arrayContaining([
        '#/paths/~1pets/get/parameters/0',
        '#/paths/~1pets/get/parameters/1',
        '#/paths/~1pets/get',
        '#/paths/~1pets/post/requestBody/content/application~1json/schema/properties/k',
      ]),
    );
    expect(entityOf(found, 'pets').params).toMatchObject([{ default: '***' }, { description: 'Like ***' }]);
  });

  it('in scripts, bodies and saved examples of a collection', async () => {
    const [aws = '', github = '', stripe = ''] = Object.values(SECRETS);
    const found = await read(
      collection([
        request(
          'Make it',
          'POST',
          `https://api.example.com/a?trace=${aws}`,
          { body: { mode: 'raw', raw: JSON.stringify({ note: github }) } },
          {
            response: [example(201, { id: 1, echo: stripe })],
            event: [{ listen: 'test', script: { exec: [`const k = "${stripe}";`] } }],
          },
        ),
      ]),
    );
    for (const secret of [aws, github, stripe]) expect(JSON.stringify(found)).not.toContain(secret);
    expect(commandOf(found, 'POST /a').params).toMatchObject([{ name: 'trace' }, { name: 'note', default: '***' }]);
    expect(found.notes?.[0]?.text).toBe('const k = "***";');
    // One for each place: the address, the body, the saved example and the script.
    expect(codes(found).filter((code) => code === 'live_secret')).toHaveLength(4);
  });

  it('long texts of the wrong kind cost no time', () => {
    for (const start of ['eyJ', '-----BEGIN ', 'AKIA', 'xoxb-']) maskSecrets(start.repeat(200_000));
    maskSecrets(`eyJ${'a'.repeat(500_000)}.eyJ${'b'.repeat(500_000)}`);
    maskSecrets(`-----BEGIN PRIVATE KEY-----${'x'.repeat(1_000_000)}`);
  });
});

describe('A23: what one reads is not what stands there', () => {
  it('names with invisible or turning characters are reported, written out', async () => {
    const found = await report(
      openApi(
        { '/pets\u200b': { get: { responses: answers(listOf({ id: text, 'na\u202eme': text })) } } },
        { info: { title: 'Pay\u2066Pal', version: '1' } },
      ),
    );
    const strange = found.warnings.filter((warning) => warning.code === 'invisible_characters');
    expect(strange.map((warning) => warning.message.split(' holds', 1)[0])).toEqual([
      '"Pay\\\\u2066Pal"',
      '"/pets\\\\u200b GET /pets\\\\u200b"',
      '"na\\\\u202eme"',
    ]);
    expect(entityOf(found, 'pets').fields.map((field) => field.name)).toContain('na\u202eme');
  });

  it('a host of look-alike letters is shown as what it is, in every format', async () => {
    const url = 'https://r\u0430ypal.com/a';
    const har = {
      log: {
        entries: [
          {
            request: { method: 'GET', url },
            response: { status: 200, content: { mimeType: 'application/json', text: '[{"id":1}]' } },
          },
        ],
      },
    };
    for (const source of [
      JSON.stringify(collection([request('One', 'GET', url)])),
      JSON.stringify(har),
      `curl ${url}`,
    ]) {
      const found = await report(source, 'a.txt');
      expect(found.baseUrl).toBe('https://xn--rypal-4ve.com');
      expect(codes(found)).toContain('international_host');
    }
  });

  it('A13: a server that is no http address, or holds a password, is not taken over', async () => {
    const script = await read(collection([request('One', 'GET', 'javascript://alert(1)/x')]));
    expect(script.baseUrl).toBe('');
    expect(codes(script)).toContain('bad_server');
    const login = await read(collection([request('One', 'GET', 'https://ann:pass-77@api.example.com/x')]));
    expect(login.baseUrl).toBe('https://api.example.com');
    expect(codes(login)).toContain('credentials_in_url');
    expect(JSON.stringify(login)).not.toContain('pass-77');
  });
});

describe('A24: keys that are equal after normalisation', () => {
  it('stay apart in the order of the description, the same every time, and are reported', async () => {
    const document = openApi({
      '/a': {
        get: {
          parameters: [query('Sort'), query('sort')],
          responses: answers(listOf({ Id: text, id: text, ｉｄ: text, 'id ': text, e\u0301: text, é: text })),
        },
      },
      '/A': { delete: { responses: {} } },
    });
    const [found, again] = [await report(document), await report(document)];
    expect(entityOf(found, 'a').fields.map((field) => field.name)).toEqual(['Id', 'id', 'ｉｄ', 'id ', 'e\u0301', 'é']);
    expect({ ...again, source: found.source }).toEqual(found);
    expect(found.warnings.filter((one) => one.code === 'same_after_normalisation')).not.toHaveLength(0);
  });

  it('in a collection too: parameters and operations', async () => {
    const found = await read(
      collection([
        request('One', 'GET', 'https://api.example.com/a?Page=1&page=2'),
        request('Two', 'GET', 'https://api.example.com/A'),
      ]),
    );
    const said = found.warnings.filter((one) => one.code === 'same_after_normalisation');
    expect(said.map((one) => one.message.split(' differ', 1)[0])).toEqual([
      'The operations "GET /a" and "GET /A"',
      'The parameters "Page" and "page"',
    ]);
    expect(commandOf(found, 'GET /a').params.map((one) => one.name)).toEqual(['Page', 'page']);
  });
});
