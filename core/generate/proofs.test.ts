import { describe, expect, it } from 'vitest';
import { authFields } from '../../shared/connector/authentication.ts';
import { manifestSchema } from '../../shared/connector/manifest.ts';
import type { ImportReport, ReportAuth } from '../../shared/import/report.ts';
import { bench, type Item, serve } from './testing/bench.ts';
import { command, entity, filesOf, reportOf, textOf } from './testing/reports.ts';

const sandbox = bench();

describe('keys that go together', () => {
  const key = (more: Partial<ReportAuth>): ReportAuth => ({ id: 'keys', type: 'apiKey', pointer: '', ...more });

  async function sent(auth: ReportAuth, account: Item) {
    const server = await serve(() => []);
    const from = reportOf({
      baseUrl: server.url,
      auth: [auth],
      entities: [entity({ name: 'rows' })],
      commands: [command({ name: 'make', operation: 'POST /rows' })],
    });
    const full = { auth: auth.id, ...account };
    await sandbox.run(from, 'data', { requestedType: 'rows', account: full });
    await sandbox.command(from, 'make', {}, full);
    expect(server.requests).toHaveLength(2);
    return server.requests;
  }

  it('are all sent, each from the field that the connection has for it', async () => {
    const auth = key({
      in: 'header',
      name: 'X-Key',
      also: [
        { in: 'query', param: 'app id' },
        { in: 'header', param: 'X-Secret' },
        { in: 'cookie', param: 'sid' },
        { in: 'cookie', param: 'tid' },
      ],
    });
    const manifest = manifestSchema.parse(
      JSON.parse(textOf(reportOf({ auth: [auth], entities: [entity({ name: 'a' })] }), 'connector.json')),
    );
    const fields = manifest.authentication.flatMap(authFields).map((field) => field.id);
    expect(fields).toEqual(['key', 'app id', 'X-Secret', 'sid', 'tid']);
    const values = Object.fromEntries(fields.map((field, index) => [field, `v ${index}`]));
    for (const { url, headers } of await sent(auth, values)) {
      expect(url).toMatch(/^\/rows\?app%20id=v%201$/);
      expect(headers).toMatchObject({ 'x-key': 'v 0', 'x-secret': 'v 2', cookie: 'sid=v%203; tid=v%204' });
    }
  });

  it('do not share a field where one of them is called key', async () => {
    const auth = key({ in: 'query', name: 'token', also: [{ in: 'query', param: 'key' }] });
    for (const { url } of await sent(auth, { key: 'k', token: 't' })) {
      expect(new URL(url, 'http://x').searchParams.get('key')).toBe('k');
      expect(new URL(url, 'http://x').searchParams.get('token')).toBe('t');
    }
  });

  it('take an empty password', async () => {
    const basic: ReportAuth = { id: 'login', type: 'basic', pointer: '' };
    for (const { headers } of await sent(basic, { username: 'ada' })) {
      expect(headers.authorization).toBe(`Basic ${Buffer.from('ada:').toString('base64')}`);
    }
  });
});

describe('files that need credentials', () => {
  const files = entity({
    name: 'files',
    fields: [
      { name: 'id', type: 'integer', nullable: false },
      { name: 'download_url', type: 'string', nullable: false, file: true },
      { name: 'parts', type: 'array', nullable: false, file: true },
    ],
  });
  const report = (baseUrl: string, more: Partial<ImportReport> = {}): ImportReport =>
    reportOf({ baseUrl, entities: [files], ...more });

  it('are asked for through the connector, only at the source itself (FB-36, FB-37)', async () => {
    const server = await serve(({ url }) => [
      { id: 1, download_url: `${url.origin}/raw/1?x=1`, parts: ['/raw/2', 'https://cdn.example/3'] },
      { id: 2, download_url: null, parts: [] },
    ]);
    const from = report(`${server.url}/v1`);
    const { value } = await sandbox.run(from, 'data', { requestedType: 'files' });
    expect(value).toMatchObject({
      items: [
        {
          download_url: `app://resource?url=${encodeURIComponent(`${server.url}/raw/1?x=1`)}`,
          parts: [`app://resource?url=${encodeURIComponent(`${server.url}/raw/2`)}`, 'https://cdn.example/3'],
        },
        { download_url: null, parts: [] },
      ],
    });
    expect((await sandbox.run(from, 'schema', { types: ['files'] })).value).toMatchObject({
      files: { download_url: { type: 'text', subType: 'file' }, parts: { type: 'array[text]', subType: 'file' } },
    });
  });

  it('are fetched with the credentials, and nothing else is (FB-62)', async () => {
    const server = await serve(({ headers }) => ({ from: headers.authorization, accept: headers.accept }));
    const from = report(server.url);
    const ask = (url: string) => sandbox.run(from, 'resource', { params: { url } });
    // The result of resource.js; its body is base64.
    const { contentType, body } = (await ask(`${server.url}/raw/1`)).value as Record<string, string>;
    expect(contentType).toBe('application/json');
    expect(JSON.parse(Buffer.from(body ?? '', 'base64').toString())).toEqual({ from: 'Bearer t', accept: '*/*' });
    for (const url of ['https://evil.example/x', 'file:///etc/passwd', `http://127.0.0.1:1/x`, '//evil.example/x']) {
      expect((await ask(url)).text).toContain('is no address of this source');
    }
    expect(server.requests).toHaveLength(1);
  });

  it('stay as they are where the source asks for no credentials', async () => {
    const from = report('https://api.example.com', { auth: [] });
    const made = filesOf(from);
    expect(made.some((file) => file.path === 'functions/resource.js')).toBe(false);
    expect(textOf(made, 'functions/entities.js')).toContain("subType: 'file'");
    expect(textOf(made, 'functions/data.js')).not.toContain('fileAddress');
  });
});
