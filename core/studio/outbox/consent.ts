import type { InstallAuth } from '../../../shared/connector/install-form.ts';
import type { Instance } from '../../../shared/contract/tenants.ts';
import type { Result } from '../../../shared/result.ts';
import { authorizeInstance, changeInstanceCredentials } from '../../publish/index.ts';
import type { StoredPublication } from '../../workspace/publication-record.ts';
import type { StudioData } from '../index.ts';
import { asTenant } from '../tenants.ts';
import { nextStage, takenUp } from './stages.ts';

/** Whether a publication goes on once somebody has consented to an instance. */
function needsConsent(publication: StoredPublication, tenant: string, instance: string): boolean {
  const next = nextStage(publication);
  if (next?.tenant !== tenant || next.instance !== instance || publication.state === 'cancelled') return false;
  return next.state === 'authorize' || next.failure?.code === 'authorization_expired';
}

/** The publication with the address at which its consent is given now, for its whole time. */
const consentingAt = (publication: StoredPublication, instance: string, authorizeUrl: string): StoredPublication => ({
  ...publication,
  stages: publication.stages.map((one) => {
    if (one.instance !== instance || one.kind === 'uninstall') return one;
    return one.state === 'done' ? { ...one, authorizeUrl } : { ...one, authorizeUrl, startedAt: null };
  }),
});

/** Publications that wait, or waited in vain, for a consent go on with its new address. */
function goOn({ workspace: { publications } }: StudioData, tenant: string, { id, authorizeUrl }: Instance): void {
  if (authorizeUrl === null) return;
  const now = new Date().toISOString();
  for (const one of publications.list()) {
    if (!needsConsent(one, tenant, id)) continue;
    publications.change(one.id, (current) =>
      needsConsent(current, tenant, id) ? takenUp(consentingAt(current, id, authorizeUrl), now, false) : undefined,
    );
  }
}

const andGoOn =
  (studio: StudioData, tenant: string) =>
  (done: Result<Instance>): Result<Instance> => {
    if (done.ok) goOn(studio, tenant, done.value);
    return done;
  };

/** Gives an instance other credentials (FC-49). Fails as `changeInstanceCredentials`. */
export const changeCredentials = (
  studio: StudioData,
  tenant: string,
  id: string,
  auth: InstallAuth,
): Promise<Result<Instance>> =>
  asTenant(studio, tenant, async (access) =>
    andGoOn(studio, tenant)(await changeInstanceCredentials(access, id, auth)),
  );

/** Begins the consent to an instance anew; publications that need it go on. Fails as `authorizeInstance`. */
export const authorizeAgain = (studio: StudioData, tenant: string, id: string): Promise<Result<Instance>> =>
  asTenant(studio, tenant, async (access) => andGoOn(studio, tenant)(await authorizeInstance(access, id)));
