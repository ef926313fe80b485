import { expect, it } from 'vitest';
import type { Failure } from '../shared/result.ts';
import type { RunDetail } from '../shared/run/run.ts';
import { adviceOf, runAdviceOf } from './advice.ts';

const failure = (code: string, details?: Failure['details']): Failure => ({
  ...{ kind: 'input', code, message: 'It is not so.' },
  ...(details ? { details } : {}),
});
const account = { connector: 'crm', connection: 'main' };

it.each([
  [
    'missing_secret',
    { ...account, auth: 'token', field: 'token' },
    'studio connect crm --name "main" --auth token --secret token=VARIABLE',
  ],
  [
    'missing_secret',
    { ...account, field: 'access_token', authorize: true },
    'studio connect crm --name "main" --authorize',
  ],
  ['missing_secret', { proxy: 'http://proxy:1' }, 'studio settings set-proxy http://proxy:1 --password-env VARIABLE'],
  ['reconnect_needed', account, 'studio connect crm --name "main" --authorize'],
  ['missing_field', { ...account, set: ['client_id'] }, 'studio connect crm --name "main" --set client_id=ID'],
  ['missing_field', { secrets: ['key'], set: ['region'] }, '--secret key=VARIABLE --set region=VALUE'],
  [
    'secret_in_the_open',
    { field: 'key' },
    '--secret key=VARIABLE, where VARIABLE is an environment variable that holds it',
  ],
  ['missing_key', undefined, '--key-env VARIABLE'],
  [
    'masked_value',
    undefined,
    '--header, --url and --body give values, --remove-header takes headers out, --account chooses a connection',
  ],
])('%s %j names the options that help', (code, details, options) =>
  expect(adviceOf(failure(code, details))).toBe(`On the command line: ${options}.`),
);

it('a failure that no option helps against, or with odd details, has no advice', () => {
  expect(adviceOf(failure('stale_revision', { newest: 4 }))).toBeUndefined();
  expect(adviceOf(failure('missing_secret', { field: 3 }))).toBeUndefined();
});

const run = (outcome: RunDetail['outcome'], url: string, code: string): RunDetail => ({
  ...{ id: 'run_1', connector: 'crm', revision: 1, target: 'data', connection: 'main', input: {}, outcome },
  ...{ startedAt: '2026-01-02T03:04:05.000Z', durationMs: 1, exchangeCount: 1, pages: 1, mode: 'live', result: null },
  ...{ logs: [], logsDropped: 0, findings: [] },
  exchanges: [
    {
      ...{ id: 'run_1-1', run: 'run_1', seq: 1, method: 'GET', url, status: null, statusText: '', httpVersion: '' },
      ...{ startedAt: '2026-01-02T03:04:05.000Z', durationMs: 1, requestHeaders: [], responseHeaders: [] },
      timings: { blocked: 0, dns: -1, connect: -1, ssl: -1, send: 0, wait: 0, receive: 0 },
      ...{ requestBytes: 0, responseBytes: 0, error: { code, message: 'no' } },
    },
  ],
});

it('a refused host is told with the option that allows it; a protocol that nobody may use has none', () => {
  const refused = { kind: 'refused', host: '127.0.0.1:1', message: 'no' } as const;
  expect(runAdviceOf(run(refused, 'http://127.0.0.1:1/', 'refused'))).toBe(
    'On the command line: studio connect crm --name "main" --allow-host 127.0.0.1:1.',
  );
  expect(runAdviceOf(run(refused, 'ftp://127.0.0.1:1/', 'refused'))).toBeUndefined();
  expect(runAdviceOf(run({ kind: 'ok' }, 'http://a/', 'refused'))).toBeUndefined();
  const error = { kind: 'error', name: 'NetworkError', message: 'no' } as const;
  expect(runAdviceOf(run(error, 'http://a/', 'proxy_authentication'))).toContain('set-proxy');
});
