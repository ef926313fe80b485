import { createSandbox } from '../index.ts';

// A program of its own: what a host's terminal shows while TypeScript runs.
const sandbox = createSandbox({ maxWorkers: 1 });
const end = await sandbox.run({
  files: [{ path: 'functions/data.ts', text: 'export const data = (n: number): number => n + 1;' }],
  target: { kind: 'function', file: 'functions/data.ts', name: 'data' },
  input: '41',
  http: async () => ({ kind: 'failure', name: 'NetworkError', code: 'none', message: 'There is no network here.' }),
  onLogs: () => {},
});
process.stdout.write(end.result ?? '');
await sandbox.close();
