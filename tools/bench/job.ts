import type { SandboxJob } from '../../core/sandbox/index.ts';

/** A job that calls `data()` of a source text; without a network unless one is given. */
export const job = (
  source: string,
  rest: Partial<Pick<SandboxJob, 'limits' | 'http' | 'signal'>> = {},
): SandboxJob => ({
  files: [{ path: 'functions/data.js', text: source }],
  target: { kind: 'function', file: 'functions/data.js', name: 'data' },
  input: '{}',
  http: async () => ({
    kind: 'failure',
    name: 'PolicyError',
    code: 'refused',
    message: 'no network in this benchmark',
  }),
  onLogs: () => undefined,
  ...rest,
});
