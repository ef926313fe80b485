import { Select } from '@mantine/core';
import { useRef } from 'react';
import type { InstallForm } from '../../../../shared/connector/install-form.ts';
import type { Impact } from '../../../../shared/contract/publication.ts';
import type { Tenant } from '../../../../shared/contract/tenants.ts';
import { publicationLimits } from '../../../../shared/limits.ts';
import type { Failure } from '../../../../shared/result.ts';
import { visibleText } from '../../lib/text.ts';
import { installsTexts as texts } from '../../texts/publish.ts';
import { type InstallSecrets, noSecrets } from '../tenants/install-form.ts';
import { changePublishForm } from './forms-store.ts';
import { InstallItem } from './install-item.tsx';
import { type InstallRow, moved, targetOf } from './model.ts';

export interface InstallsSectionProps {
  readonly connector: string;
  /** Tenants of the marketplace that it is published at. */
  readonly tenants: readonly Tenant[];
  readonly rows: readonly InstallRow[];
  readonly impacts: ReadonlyMap<string, Impact>;
  readonly version: string;
  readonly install: InstallForm;
  /** By the key of the row. */
  readonly secrets: ReadonlyMap<string, InstallSecrets>;
  /** What is wrong with the form of one row. */
  readonly problem: { readonly row: string; readonly failure: Failure } | null;
  onSecrets(row: string, secrets: InstallSecrets): void;
}

/** The tenants to install into, in their order; a person changes it by dragging or by buttons. */
export function InstallsSection(props: InstallsSectionProps) {
  const { connector, tenants, rows, impacts, version, install, secrets, problem, onSecrets } = props;
  const dragged = useRef<number | null>(null);
  const change = (to: (rows: readonly InstallRow[]) => readonly InstallRow[]) =>
    changePublishForm(connector, (form) => ({ installs: to(form.installs) }));
  const move = (from: number, to: number) => change((all) => moved(all, from, to));
  const add = (tenant: string) =>
    change((all) => [...all, { key: crypto.randomUUID(), tenant, target: null, values: null }]);
  return (
    <section aria-label={texts.title}>
      <div className="overview-section">
        <h3>{texts.title}</h3>
        <span className="dim">{texts.hint}</span>
      </div>
      {rows.length === 0 ? (
        <p className="dim">{tenants.length === 0 ? texts.noTenant : texts.none}</p>
      ) : (
        <ol className="installs" aria-label={texts.list}>
          {rows.map((row, place) => (
            <InstallItem
              key={row.key}
              row={row}
              tenantName={tenants.find(({ id }) => id === row.tenant)?.name ?? row.tenant}
              place={place}
              count={rows.length}
              target={targetOf(row, rows, impacts.get(row.tenant))}
              impact={impacts.get(row.tenant)}
              version={version}
              form={install}
              secrets={secrets.get(row.key) ?? noSecrets}
              problem={problem?.row === row.key ? problem.failure : null}
              onChange={(part) => change((all) => all.map((one) => (one.key === row.key ? { ...one, ...part } : one)))}
              onSecrets={(now) => onSecrets(row.key, now)}
              onMove={(to) => move(place, to)}
              onRemove={() => {
                change((all) => all.filter((one) => one.key !== row.key));
                onSecrets(row.key, noSecrets);
              }}
              onDragStart={() => {
                dragged.current = place;
              }}
              onDrop={() => {
                if (dragged.current !== null) move(dragged.current, place);
                dragged.current = null;
              }}
            />
          ))}
        </ol>
      )}
      {tenants.length === 0 || rows.length >= publicationLimits.installs ? null : (
        <Select
          className="install-add"
          aria-label={texts.addLabel}
          placeholder={texts.add}
          data={tenants.map(({ id, name }) => ({ value: id, label: visibleText(name) }))}
          value={null}
          searchable
          onChange={(tenant) => tenant !== null && add(tenant)}
        />
      )}
    </section>
  );
}
