import { useState } from 'react';
import type { ConnectorDetail } from '../../../../shared/contract/connectors.ts';
import type { Preview } from '../../../../shared/contract/publish.ts';
import type { Failure } from '../../../../shared/result.ts';
import { attempt } from '../../backend/session.ts';
import { readyForSecrets } from '../connections/vault-store.ts';
import type { InstallSecrets } from '../tenants/install-form.ts';
import { marketplacesOf, shownTenant, tenantOf, useTenants } from '../tenants/store.ts';
import { changePublishForm } from './forms-store.ts';
import { blockersOf, installSteps, type PublishForm, personalText } from './model.ts';
import { isOver } from './publication.ts';
import { latestOf, publicationsOf, usePublications } from './publications-store.ts';
import { forgetSecrets, keepSecrets, secretsOf, usePublishSecrets } from './secrets-store.ts';
import { useImpacts } from './use-impacts.ts';

interface StartProps {
  readonly detail: ConnectorDetail;
  readonly preview: Preview;
  readonly form: PublishForm;
  readonly measuring: boolean;
}

/**
 * What the page of publishing knows of its form, and the way to begin. Secrets of installations are forgotten once they are
 * handed over.
 */
export function useStart({ detail: { id, revision }, preview, form, measuring }: StartProps) {
  const marketplaces = useTenants(marketplacesOf);
  const tenant = useTenants((state) => tenantOf(state, form.tenant) ?? shownTenant(state));
  const latest = usePublications((state) => latestOf(state, id));
  const over = usePublications((state) => publicationsOf(state).filter(isOver).length);
  const secrets = usePublishSecrets((state) => secretsOf(state, id));
  const [problem, setProblem] = useState<{ readonly row: string; readonly failure: Failure } | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [busy, setBusy] = useState(false);
  const tenants = marketplaces.find(({ url }) => url === tenant?.marketplace)?.tenants ?? [];
  const rows = form.installs.filter((row) => tenants.some((one) => one.id === row.tenant));
  const impacts = useImpacts(
    id,
    `${revision} ${over}`,
    rows.map((row) => row.tenant),
  );
  const running = latest !== undefined && !isOver(latest);
  const blockers = blockersOf({ preview, form, tenant, measuring, running });
  const start = async () => {
    const steps = installSteps({ install: preview.install, rows, impacts, secrets });
    setProblem(steps.ok || steps.row === undefined ? null : { row: steps.row, failure: steps.error });
    setFailure(null);
    if (!steps.ok || tenant === undefined) return;
    // Where it waits for the network, secrets need a place until then.
    if (secrets.size > 0 && !(await readyForSecrets())) return;
    setBusy(true);
    const result = await attempt((api) =>
      api.publish.start({
        connector: id,
        tenant: tenant.id,
        digest: preview.digest,
        ...(preview.personal.length === 0 ? {} : { allowPersonal: form.personal === personalText(preview) }),
        installs: steps.value,
      }),
    );
    setBusy(false);
    if (!result.ok) {
      setFailure(result.error);
      return;
    }
    forgetSecrets(id);
    changePublishForm(id, (now) => ({
      started: result.value.publication,
      // What was new is moved from now on.
      installs: now.installs.map((row) => ({ ...row, target: null, values: null })),
    }));
  };
  const changeSecrets = (row: string, now: InstallSecrets) => keepSecrets(id, row, now);
  return { tenant, tenants, rows, impacts, running, blockers, secrets, changeSecrets, problem, failure, busy, start };
}
