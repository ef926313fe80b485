import { Select } from '@mantine/core';
import type { Marketplace } from '../../../../shared/contract/tenants.ts';
import { visibleText } from '../../lib/text.ts';
import { tenantsTexts as texts } from '../../texts/tenants.ts';

interface TenantSelectProps {
  readonly label: string;
  readonly hideLabel?: boolean;
  readonly description?: string;
  readonly marketplaces: readonly Marketplace[];
  /** Id of the chosen tenant. */
  readonly value: string | null;
  onChange(tenant: string): void;
}

/** Chooses a tenant, by the marketplace that it is of. */
export function TenantSelect({
  label,
  hideLabel = false,
  description,
  marketplaces,
  value,
  onChange,
}: TenantSelectProps) {
  const data = marketplaces
    .filter(({ tenants }) => tenants.length > 0)
    .map(({ url, tenants }) => ({
      group: visibleText(url),
      items: tenants.map(({ id, name }) => ({ value: id, label: visibleText(name) })),
    }));
  return (
    <Select
      {...(hideLabel ? { 'aria-label': label } : { label })}
      description={description}
      placeholder={texts.choose}
      data={data}
      value={value}
      searchable
      onChange={(tenant) => tenant !== null && onChange(tenant)}
    />
  );
}
