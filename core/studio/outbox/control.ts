import type { InstallAuth } from '../../../shared/connector/install-form.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { isOver, type StoredPublication, secretKeyOf } from '../../workspace/publication-record.ts';
import type { StudioData } from '../index.ts';
import { dropSecrets } from './index.ts';
import { givenUp, nextStage, takenUp } from './stages.ts';

const over = ({ listing, version, state }: StoredPublication): Result<never> =>
  fail(
    'input',
    'publication_over',
    `The publication of ${listing} ${version} is ${state}: nothing of it is left to do.`,
  );

/**
 * Takes up a publication that failed, at that stage, or makes a waiting one due now. `auth` takes the place of the credentials
 * of the installation that failed or waits for them. Input failures: `unknown_publication`, `publication_over`.
 */
export async function retryPublication(
  studio: StudioData,
  id: string,
  auth?: InstallAuth,
): Promise<Result<StoredPublication>> {
  const { publications } = studio.workspace;
  const found = publications.get(id);
  if (!found.ok) return found;
  const stage = nextStage(found.value);
  if (found.value.state === 'done' || found.value.state === 'cancelled' || !stage) return over(found.value);
  const isGiven = auth !== undefined && auth.type !== 'none' && stage.kind === 'install';
  if (isGiven) await studio.vault.set(secretKeyOf(id, stage.number), JSON.stringify(auth));
  const now = new Date().toISOString();
  return publications.change(id, (one) =>
    one.state === 'failed' || one.state === 'waiting' ? takenUp(one, now, isGiven) : undefined,
  );
}

/** Whether a stage is under way in some process. */
const isUnderWay = ({ stages }: StoredPublication): boolean => stages.some(({ state }) => state === 'running');

/**
 * Gives up what has not been done; what is published or installed stays, and a stage that is under way ends first. Input
 * failures: `unknown_publication`, `publication_over`.
 */
export async function cancelPublication(studio: StudioData, id: string): Promise<Result<StoredPublication>> {
  const { publications } = studio.workspace;
  const found = publications.get(id);
  if (!found.ok) return found;
  if (found.value.state === 'done' || found.value.state === 'cancelled') return over(found.value);
  const now = new Date().toISOString();
  const changed = publications.change(id, (one) => (isUnderWay(one) ? { ...one, givenUp: true } : givenUp(one, now)));
  if (changed.ok) await dropSecrets(studio, changed.value);
  return changed;
}

/** Forgets a publication that is over. Fails with `publication_under_way`. */
export async function removePublication(studio: StudioData, id: string): Promise<Result<boolean>> {
  const { publications } = studio.workspace;
  const found = publications.get(id);
  if (!found.ok) return ok(false);
  if (!isOver(found.value)) {
    const { listing, version } = found.value;
    const message = `The publication of ${listing} ${version} is not over: cancel it first.`;
    return fail('input', 'publication_under_way', message);
  }
  await dropSecrets(studio, { ...found.value, state: 'cancelled' });
  return ok(publications.remove(id));
}
