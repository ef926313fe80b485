import { createSandbox, type Sandbox } from '../../core/sandbox/index.ts';
import { marketplaceLimits } from '../../shared/limits.ts';
import { createGate, type Gate } from './gate.ts';

/** What calls of connectors share in one server. */
export interface Calls {
  readonly sandbox: Sandbox;
  readonly gate: Gate;
  /** Private hosts that connectors may reach where they declare them: `127.0.0.1:4010`. */
  readonly allowedHosts: readonly string[];
  /** Ends what is running. */
  close(): Promise<void>;
}

export function createCalls(allowedHosts: readonly string[]): Calls {
  const sandbox = createSandbox({ maxWorkers: marketplaceLimits.calls });
  return { sandbox, gate: createGate(), allowedHosts, close: () => sandbox.close() };
}
