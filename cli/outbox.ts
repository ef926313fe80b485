import { InvalidArgumentError } from 'commander';
import type { Studio } from '../core/studio/index.ts';
import { shownPublication } from '../core/studio/outbox/index.ts';
import type { Publication } from '../shared/contract/publication.ts';
import { fail, ok, type Result } from '../shared/result.ts';

/** Seconds of --timeout. */
export function parseSeconds(text: string): number {
  const seconds = Number(text);
  if (/^\d+$/.test(text) && seconds <= 86_400) return seconds;
  throw new InvalidArgumentError(`${JSON.stringify(text)} is not a number of seconds (0…86400).`);
}

export interface WaitOptions {
  /** Seconds. */
  readonly timeout: number;
  /** False with --no-wait. */
  readonly wait: boolean;
}

/**
 * Sends a publication and waits for its end. Where it failed its failure is that of the stage; where it still waits in the end
 * `publication_waits`: it stays in the outbox.
 */
export async function sendPublication(studio: Studio, id: string, options: WaitOptions): Promise<Result<Publication>> {
  const { publications } = studio.workspace;
  const sent = options.wait
    ? await studio.outbox.settle(id, AbortSignal.timeout(options.timeout * 1000))
    : publications.get(id);
  if (!sent.ok) return sent;
  const publication = shownPublication(sent.value);
  if (!options.wait || publication.state === 'done') return ok(publication);
  const failed = publication.stages.find(({ failure }) => failure !== null);
  if (publication.state === 'failed' && failed?.failure) {
    const { kind, code, message, details } = failed.failure;
    return fail(kind, code, message, { ...details, publication: id, stage: failed.number });
  }
  const why = publication.waits?.message ?? `It is ${publication.state}.`;
  const message = `The publication ${id} is kept and not done yet. ${why} Go on with studio publications retry ${id}, or give it up with studio publications cancel ${id}.`;
  return fail('remote', 'publication_waits', message, { publication: id });
}
