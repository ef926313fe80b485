import { Button } from '@mantine/core';
import { IconPlus } from '../../icons.ts';
import { publishTexts as texts } from '../../texts/publish.ts';
import { chooseTenant, marketplacesOf, useTenants } from '../tenants/store.ts';
import { TenantSelect } from '../tenants/tenant-select.tsx';
import { openDialog } from '../workbench/dialogs.ts';
import { changePublishForm } from './forms-store.ts';

interface TargetSectionProps {
  readonly connector: string;
  /** Id of the tenant that it is published as. */
  readonly tenant: string | null;
}

/** Where it is published: a tenant of a marketplace, or the way to the first one. */
export function TargetSection({ connector, tenant }: TargetSectionProps) {
  const marketplaces = useTenants(marketplacesOf);
  const hasTenants = marketplaces.some(({ tenants }) => tenants.length > 0);
  return (
    <section aria-label={texts.target}>
      <div className="overview-section">
        <h3>{texts.target}</h3>
        <Button
          variant="default"
          size="compact-sm"
          leftSection={<IconPlus size={13} aria-hidden />}
          onClick={() => openDialog({ kind: 'tenant', intent: 'add' })}
        >
          {texts.addTenant}
        </Button>
      </div>
      {hasTenants ? (
        <div className="publish-target">
          <TenantSelect
            label={texts.tenant}
            description={texts.tenantHint}
            marketplaces={marketplaces}
            value={tenant}
            onChange={(id) => {
              changePublishForm(connector, () => ({ tenant: id }));
              chooseTenant(id);
            }}
          />
        </div>
      ) : (
        <p className="dim">{texts.noTenant}</p>
      )}
    </section>
  );
}
