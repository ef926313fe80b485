import { SandboxPool } from './pool.ts';
import { compileQuickJs } from './quickjs-image.ts';
import type { Sandbox } from './types.ts';

export { LogTail } from './log-tail.ts';
export { checkTypeScript } from './syntax.ts';
export type {
  Determinism,
  GuestHttp,
  GuestReply,
  GuestRequest,
  Progress,
  Sandbox,
  SandboxEnd,
  SandboxJob,
  SandboxLimits,
  SandboxTarget,
} from './types.ts';

/** Invocations that run at once; more wait. Each may take a whole core. */
const MAX_WORKERS = 4;

/** A sandbox for guest code. Its first worker starts with `warm` or the first run; `close` it at the end. */
export const createSandbox = (options: { readonly maxWorkers?: number } = {}): Sandbox =>
  new SandboxPool(compileQuickJs, options.maxWorkers ?? MAX_WORKERS);
