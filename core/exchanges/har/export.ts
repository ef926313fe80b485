import { exchangeLimits } from '../../../shared/limits.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { productVersion } from '../../version.ts';
import type { Workspace } from '../../workspace/types.ts';
import { bodiesOf } from '../stored.ts';
import { harText } from './write.ts';

/** The parts of a run's archive, in order; `only` are the ids of the exchanges that go into it. Fails with `unknown_run`. */
export function harParts(workspace: Workspace, run: string, only?: ReadonlySet<string>): Result<Generator<string>> {
  const detail = workspace.runs.get(run);
  if (!detail.ok) return detail;
  const exchanges = detail.value.exchanges.filter((one) => only?.has(one.id) ?? true);
  return ok(harText({ ...detail.value, exchanges }, bodiesOf(workspace), productVersion));
}

/** A run's archive as one text. Fails with `unknown_run`, and with `too_large` over this many bytes. */
export function exportHar(
  workspace: Workspace,
  run: string,
  maxBytes: number = exchangeLimits.harBytes,
): Result<string> {
  const parts = harParts(workspace, run);
  if (!parts.ok) return parts;
  const texts: string[] = [];
  let bytes = 0;
  for (const part of parts.value) {
    bytes += Buffer.byteLength(part);
    if (bytes > maxBytes)
      return fail(
        'input',
        'too_large',
        `The archive of ${run} is larger than ${maxBytes} bytes, which is the limit here; studio har export ${run} FILE writes it to a file.`,
      );
    texts.push(part);
  }
  return ok(texts.join(''));
}
