import type { ConnectionTest } from '../../shared/contract/connections.ts';
import { ok, type Result } from '../../shared/result.ts';
import type { Studio } from './index.ts';

const NAME_CHARS = 500;

/** The name that a result of `validate` gives the account (FB-10); a result without one is no success. */
export function accountName(result: unknown): string {
  const name = typeof result === 'object' && result !== null && 'name' in result ? result.name : undefined;
  return typeof name === 'string' ? name.slice(0, NAME_CHARS) : '';
}

/**
 * Runs `validate` with a connection: the name of the account, or why it is not let in (FB-11). Input failures are those of a run.
 */
export async function testConnection(
  { runner }: Pick<Studio, 'runner'>,
  connector: string,
  connection: string,
  signal?: AbortSignal,
): Promise<Result<ConnectionTest>> {
  const started = await runner.start({ connector, target: 'validate', connection }, () => undefined);
  if (!started.ok) return started;
  const cancel = (): void => started.value.cancel();
  signal?.addEventListener('abort', cancel, { once: true });
  if (signal?.aborted) cancel();
  const { id: run, outcome, result } = await started.value.done;
  signal?.removeEventListener('abort', cancel);
  if (outcome?.kind === 'ok') return ok({ ok: true, run, name: accountName(result) });
  return ok({ ok: false, run, message: outcome && 'message' in outcome ? outcome.message : 'The run did not end.' });
}
