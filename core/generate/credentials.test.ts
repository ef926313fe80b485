import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ConnectorFile } from '../../shared/connector/files.ts';
import { answers, listOf, openApi, report, text } from '../import/testing.ts';
import { bench, type Ran } from './testing/bench.ts';
import { filesOf } from './testing/reports.ts';
import { type Source, startSource } from './testing/source.ts';

const sandbox = bench();
let source: Source;

beforeAll(async () => {
  source = await startSource();
});

beforeEach(() => {
  source.asked.length = 0;
  source.headers.length = 0;
});

afterAll(() => source.close());

const generate = async (description: string): Promise<readonly ConnectorFile[]> => filesOf(await report(description));

const run = (name: string, input: Readonly<Record<string, unknown>>, files: readonly ConnectorFile[]): Promise<Ran> =>
  sandbox.run(files, name, input);

describe('credentials', () => {
  const openList = (securitySchemes: unknown): Promise<readonly ConnectorFile[]> =>
    generate(
      openApi(
        {
          '/open/rows': {
            get: {
              responses: answers({
                type: 'object',
                properties: { data: listOf({ id: text }), next: { type: 'string', format: 'uri' } },
              }),
            },
          },
        },
        { servers: [{ url: source.base }], components: { securitySchemes } },
      ),
    );
  const read = async (securitySchemes: unknown, credentials: unknown, pagination?: unknown): Promise<void> => {
    const request = { requestedType: 'rows', account: { baseUrl: source.base, ...Object(credentials) }, pagination };
    const { kind, text: why } = await run('data', request, await openList(securitySchemes));
    if (kind !== 'ok') throw new Error(why);
  };

  it('are sent as each kind of authentication wants them', async () => {
    const schemes = {
      header: { type: 'apiKey', in: 'header', name: 'X-Key' },
      cookie: { type: 'apiKey', in: 'cookie', name: 'sid' },
      login: { type: 'http', scheme: 'basic' },
      oauth: { type: 'oauth2', flows: {} },
    };
    await read(schemes, { auth: 'header', key: 'k1' });
    await read(schemes, { auth: 'cookie', key: 'k 2' });
    await read(schemes, { auth: 'login', username: 'zoë', password: 'p:w' });
    await read(schemes, { auth: 'oauth', access_token: 't' });
    expect(source.headers).toMatchObject([
      { 'x-key': 'k1' },
      { cookie: 'sid=k%202' },
      { authorization: `Basic ${Buffer.from('zoë:p:w').toString('base64')}` },
      { authorization: 'Bearer t' },
    ]);
    await expect(read(schemes, { auth: 'unknown' })).rejects.toThrow('knows no authentication unknown');
  });

  it('are not needed where the source asks for none', async () => {
    await read({}, { auth: 'none' });
    await read({}, { auth: 'none' }, { cursor: '/v1/open/rows?from=5' });
    expect(source.asked).toEqual(['GET /v1/open/rows', 'GET /v1/open/rows?from=5']);
    expect(source.headers.map((headers) => headers.authorization)).toEqual([undefined, undefined]);
  });

  it('in the query are sent once, also where the address of the next page repeats them', async () => {
    const schemes = { key: { type: 'apiKey', in: 'query', name: 'key' } };
    await read(schemes, { auth: 'key', key: 'k' });
    await read(schemes, { auth: 'key', key: 'k' }, { cursor: '/v1/open/rows?from=5&key=other' });
    expect(source.asked).toEqual(['GET /v1/open/rows?key=k', 'GET /v1/open/rows?from=5&key=k']);
  });
});
