import { expect, it } from 'vitest';
import { sandboxLimits } from '../../shared/limits.ts';
import { httpServer } from '../network/testing/server.ts';
import { createRunner } from './index.ts';
import { testRunner } from './testing/studio.ts';

const config = (body: string) => ({
  files: { 'functions/config.js': `export async function config(request) {\n${body}\n}` },
});

it('passes progress on as events, with credentials masked (A49)', async () => {
  const studio = testRunner({
    ...config(`progress(1, 3, 'with ' + request.account.token);\nprogress(3, 3, 'done');\nreturn 1;`),
  });
  await studio.connect({ auth: 'token' }, { token: 'canary-token-1' });
  const { events } = await studio.run({ target: 'config' });
  expect(events.filter((event) => event.kind === 'progress')).toEqual([
    { kind: 'progress', done: 1, total: 3, text: expect.stringMatching(/^with (?!canary)/) },
    { kind: 'progress', done: 3, total: 3, text: 'done' },
  ]);
});

it('A47: a deterministic run has the same result each time, another run has not', async () => {
  const studio = testRunner(config('return { seen: [Date.now(), Math.random(), crypto.randomUUID()] };'));
  const result = async (deterministic: boolean) => (await studio.run({ target: 'config', deterministic })).result;
  const first = await result(true);
  expect(first).toEqual(await result(true));
  expect(first).not.toEqual(await result(false));
});

it('wallMs ends a run earlier', async () => {
  const studio = testRunner(config('for (;;);'));
  const short = await studio.run({ target: 'config', wallMs: 150 });
  expect(short.outcome).toMatchObject({ kind: 'timeout', limitMs: 150 });
});

it('wallMs beyond the product’s limit is the limit', async () => {
  const seen: unknown[] = [];
  const studio = testRunner(config('return 1;'));
  const sandbox = {
    run: async (job: { readonly limits?: unknown }) => {
      seen.push(job.limits);
      return {
        outcome: { kind: 'ok' },
        result: Buffer.from('1'),
        logTail: [],
        logsDropped: 0,
        cpuMs: 0,
        wallMs: 0,
      } as const;
    },
    warm: () => {},
    close: async () => {},
  };
  const runner = createRunner({ workspace: studio.workspace, vault: studio.vault, environment: {}, sandbox });
  const started = await runner.start(
    { connector: 'crm', target: 'config', wallMs: sandboxLimits.wallMs * 10 },
    () => {},
  );
  if (started.ok) await started.value.done;
  expect(seen).toEqual([expect.objectContaining({ wallMs: sandboxLimits.wallMs })]);
});

it('A44: a log over its limits has a gap that says how many lines are missing', async () => {
  const lines = sandboxLimits.logLines + sandboxLimits.logTailLines + 77;
  const studio = testRunner(config(`for (let i = 0; i < ${lines}; i++) log.info(i);\nreturn 1;`));
  const detail = await studio.run({ target: 'config' });
  expect(detail.logsDropped).toBe(77);
  expect(detail.logs.length).toBe(sandboxLimits.logLines + 1 + sandboxLimits.logTailLines);
  expect(detail.logs[sandboxLimits.logLines]).toMatchObject({
    level: 'warn',
    text: expect.stringMatching(/^77 log lines are left out here: .* first 4000 .* last 1000 /),
  });
  expect(detail.logs.at(-1)?.text).toBe(String(lines - 1));
  const live = detail.events.flatMap((event) => (event.kind === 'logs' ? event.lines : []));
  expect(live).toEqual(detail.logs);
  expect(studio.workspace.runs.get(detail.id)).toMatchObject({ ok: true, value: { logsDropped: 77 } });
});

it('A44: the last lines are those of the run, however many pages it reads', async () => {
  const studio = testRunner({
    entities: ['rows'],
    files: {
      'functions/data.js': `export function data({ pagination }) { const page = pagination?.page ?? 1; for (let i = 0; i < 2600; i++) log.info(page + ':' + i); return { items: [{ id: page }], pagination: { hasNext: page < 3, nextPageConfig: { page: page + 1 } } }; }`,
    },
  });
  const detail = await studio.run({ target: 'data', allPages: true });
  expect(detail.outcome).toEqual({ kind: 'ok' });
  expect([detail.logs[0]?.text, detail.logs.at(-1)?.text]).toEqual(['1:0', '3:2599']);
  expect(detail.logsDropped).toBe(3 * 2600 - sandboxLimits.logLines - sandboxLimits.logTailLines);
});

it('records the line that asked for each exchange', async () => {
  const server = await httpServer((_request, response) => response.end('1'));
  const studio = testRunner(config(`return (await http.get(request.account.baseUrl)).status;`));
  await studio.connect({ fields: { baseUrl: server.url }, allowedHosts: [server.host] });
  const { exchanges } = await studio.run({ target: 'config' });
  expect(exchanges.map((one) => one.initiator)).toEqual([
    { kind: 'code', function: 'config', place: { file: 'functions/config.js', line: 2, column: expect.any(Number) } },
  ]);
});

it('runs a connector in TypeScript', async () => {
  const studio = testRunner({
    files: {
      'functions/resource.ts': `import { double } from './helper.js';\nexport const resource = (): { n: number } => ({ n: double(21) });\n`,
      'functions/helper.ts': 'export const double = (n: number): number => n * 2;\n',
      'commands.ts': 'function go(): { success: boolean } { return { success: true }; }\n',
    },
    manifest: { commands: { go: { params: [], description: '', sideEffect: false } } },
  });
  expect(await studio.run({ target: 'resource' })).toMatchObject({ outcome: { kind: 'ok' }, result: { n: 42 } });
  expect(await studio.run({ target: 'go' })).toMatchObject({ outcome: { kind: 'ok' } });
});
