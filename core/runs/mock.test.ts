import { describe, expect, it } from 'vitest';
import { settingsSchema } from '../../shared/settings.ts';
import { httpServer } from '../network/testing/server.ts';
import { testClock } from './testing/clock.ts';
import { testRunner } from './testing/studio.ts';

const command = (deprecated = false) => ({
  commands: { make: { params: [], sideEffect: true, deprecated } },
});

const withMocks = (mocks: unknown, files: Readonly<Record<string, string>> = {}) =>
  testRunner({
    clock: testClock(),
    manifest: command(),
    files: {
      'commands.js': 'function make() { throw new Error("this must not run"); }',
      'mocks.json': typeof mocks === 'string' ? mocks : JSON.stringify(mocks),
      ...files,
    },
  });

describe('a scenario of mocks.json', () => {
  it('FL-70, FL-71: stands in for a command, whose code does not run', async () => {
    const studio = withMocks({
      make: {
        default: { success: true, payload: { id: 7 } },
        late: { success: false, error: 'Too late.', diagnostics: { at: 5 } },
      },
    });
    const made = await studio.run({ target: 'make', mock: 'default' });
    expect(made).toMatchObject({
      mode: 'mock',
      outcome: { kind: 'ok' },
      result: { success: true, payload: { id: 7 } },
      connection: null,
      exchanges: [],
    });
    expect(studio.workspace.runs.list('crm', 1)).toMatchObject([{ id: made.id, mode: 'mock' }]);
    const late = await studio.run({ target: 'make', mock: 'late' });
    expect(late).toMatchObject({
      outcome: { kind: 'error', name: 'CommandFailed', message: 'Too late.' },
      logs: [{ level: 'error', text: 'make failed: {"diagnostics":{"at":5}}' }],
    });
  });

  it.each([
    [{ data: {} }, 'Command make returned "data" as in the old contract'],
    ['done', 'Command make returned a string'],
    [null, 'Command make returned no result'],
    [{}, 'without "success: true" or "success: false"'],
  ])('FL-25, FL-26: keeps the rules for results: %j', async (value, message) => {
    const { outcome } = await withMocks({ make: { default: value } }).run({ target: 'make', mock: 'default' });
    expect(outcome).toMatchObject({ name: 'InvalidResult', message: expect.stringContaining(message) });
  });

  it('is the result of a function too, one page of data as well as all', async () => {
    const studio = withMocks({
      validate: { default: { name: 'Ada' } },
      data: { one: { items: [1, 2], pagination: { hasNext: false } }, bad: { items: 3 } },
    });
    expect((await studio.run({ target: 'validate', mock: 'default' })).result).toEqual({ name: 'Ada' });
    expect((await studio.run({ target: 'data', mock: 'one' })).result).toMatchObject({ items: [1, 2] });
    expect((await studio.run({ target: 'data', mock: 'one', allPages: true })).result).toEqual({
      items: [1, 2],
      pages: 1,
      rows: 2,
    });
    expect((await studio.run({ target: 'data', mock: 'bad' })).outcome).toMatchObject({ name: 'InvalidResult' });
  });

  it('needs neither a connection nor its secrets', async () => {
    const studio = withMocks({ make: { default: { success: true } } });
    await studio.connect({ name: 'one', auth: 'token', secretFields: [{ field: 'token' }] });
    await studio.connect({ name: 'two' });
    expect((await studio.run({ target: 'make', mock: 'default' })).result).toEqual({ success: true });
  });

  it('that is not there is an input failure that lists the names', async () => {
    const studio = withMocks({ make: { default: { success: true }, late: { success: false } } });
    expect(await studio.refused({ target: 'make', mock: 'early' })).toMatchObject({
      kind: 'input',
      code: 'unknown_scenario',
      message: 'mocks.json has no scenario "early" of make; its scenarios are default, late.',
    });
    expect((await studio.refused({ target: 'make', mock: '__proto__' })).code).toBe('unknown_scenario');
    expect((await studio.refused({ target: 'data', mock: 'default' })).message).toBe(
      'mocks.json has no scenario of data; add one, such as {"data": {"default": …}}.',
    );
    const none = testRunner({ manifest: command(), files: { 'commands.js': '' } });
    expect((await none.refused({ target: 'make', mock: 'default' })).code).toBe('unknown_scenario');
    expect((await studio.refused({ target: 'make', mock: 'late', replayOf: 'run_0' })).code).toBe('two_modes');
  });

  it.each([
    ['{"make": ', /^mocks\.json is not JSON: .*; mocks\.json holds/],
    ['[]', /^In mocks\.json the whole is not valid: expected record/],
    ['{"make": 3}', /^In mocks\.json make is not valid: expected record/],
    ['{"data": {"x": {"http": 3}}}', /^In mocks\.json data\.x\.http is not valid: /],
    [
      '{"data": {"x": {"http": [{"respond": {"status": 99}}]}}}',
      /^In mocks\.json data\.x\.http\[0\]\.respond\.status is/,
    ],
    ['{"data": {"x": {"http": [], "also": 1}}}', /^In mocks\.json data\.x is not valid: Unrecognized key/],
  ])('in a malformed file is an input failure with its place: %s', async (text, message) => {
    expect(await withMocks(text).refused({ target: 'make', mock: 'default' })).toMatchObject({
      kind: 'input',
      code: 'bad_mocks',
      message: expect.stringMatching(message),
    });
  });
});

const pages = `export async function data({ account }) {
  const items = [];
  for (let page = 1; page <= 3; page++) {
    try {
      const { status, body, headers } = await http.get('https://crm.example.com/rows?page=' + page);
      items.push([status, body, headers['x-page'] ?? null]);
    } catch (error) { items.push(error.message); }
  }
  return { items };
}`;

describe('a scenario with answers to requests', () => {
  it('runs the code and answers its requests in order, each as often as it says', async () => {
    const studio = withMocks(
      {
        data: {
          default: {
            http: [
              {
                match: { method: 'get', url: 'page=2' },
                respond: { status: 429, headers: { 'X-Page': '2' }, body: 'slow' },
              },
              { respond: { status: 200, body: { rows: [1] } }, times: 2 },
            ],
          },
        },
      },
      { 'functions/data.js': pages },
    );
    const detail = await studio.run({ target: 'data', mock: 'default' });
    expect(detail).toMatchObject({ mode: 'mock', outcome: { kind: 'ok' } });
    expect(detail.result).toEqual({
      items: [
        [200, { rows: [1] }, null],
        [429, 'slow', '2'],
        [200, { rows: [1] }, null],
      ],
    });
    expect(detail.exchanges.map((one) => [one.url, one.status, one.answeredBy])).toEqual(
      [200, 429, 200].map((status, at) => [`https://crm.example.com/rows?page=${at + 1}`, status, 'mock']),
    );
    // A recorded mock can be replayed.
    expect((await studio.run({ target: 'data', replayOf: detail.id })).result).toEqual(detail.result);
  });

  it('says which request none of its answers fits, and which answers nobody asked for; nothing is sent', async () => {
    const server = await httpServer((_request, response) => response.end());
    const studio = withMocks(
      {
        data: {
          default: {
            http: [
              // Nobody has to use up what may be asked for more often.
              { match: { url: 'page=1' }, respond: { status: 204 }, times: 5 },
              { match: { method: 'POST' }, respond: { status: 201 } },
            ],
          },
        },
      },
      { 'functions/data.js': pages.replaceAll('https://crm.example.com', server.url) },
    );
    await studio.connect({ allowedHosts: [server.host] });
    const again = await studio.run({ target: 'data', mock: 'default' });
    expect(again.result).toEqual({
      items: [
        [204, null, null],
        ...[2, 3].map(
          (page) =>
            `The scenario "default" of data in mocks.json does not answer GET ${server.url}/rows?page=${page}: none of its answers fits; add one to "http", or raise its "times".`,
        ),
      ],
    });
    expect(again.exchanges.map((one) => one.error?.code)).toEqual([undefined, 'mock_miss', 'mock_miss']);
    expect(again.logs.map((line) => line.text)).toEqual([
      '1 of the answers of scenario "default" of data was not asked for: POST any address.',
    ]);
    expect(server.connections()).toBe(0);
  });

  it('needs no password of a proxy, nor does a replay', async () => {
    const http = [{ respond: { status: 200, body: 1 }, times: 3 }];
    const studio = withMocks({ data: { default: { http } } }, { 'functions/data.js': pages });
    const settings = settingsSchema.parse({ network: { proxy: { url: 'http://127.0.0.1:1' } } });
    studio.workspace.settings.set({ ...settings, proxyVariable: 'PROXY_PASSWORD' });
    expect((await studio.refused({ target: 'data' })).code).toBe('missing_secret');
    const detail = await studio.run({ target: 'data', mock: 'default' });
    expect(detail.outcome).toEqual({ kind: 'ok' });
    expect((await studio.run({ target: 'data', replayOf: detail.id })).result).toEqual(detail.result);
  });

  it('meets faults and further tries like any other source', async () => {
    const studio = withMocks(
      { data: { default: { http: [{ respond: { status: 503 } }, { respond: { status: 200, body: [] }, times: 3 }] } } },
      { 'functions/data.js': pages },
    );
    const detail = await studio.run({
      target: 'data',
      mock: 'default',
      attempts: 2,
      faults: [{ effect: { kind: 'malformed' }, at: 2 }],
    });
    expect(detail.exchanges.map((one) => [one.status, one.fault !== undefined])).toEqual([
      [503, false],
      [200, true],
      [200, false],
      [200, false],
    ]);
  });
});
