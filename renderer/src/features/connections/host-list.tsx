import { ActionIcon, Button, Group } from '@mantine/core';
import { hostPattern } from '../../../../shared/connector/names.ts';
import { AddField } from '../../components/add-field.tsx';
import { IconAlertTriangle, IconX } from '../../icons.ts';
import { visibleText } from '../../lib/text.ts';
import { connectionTexts as t } from '../../texts/connections.ts';
import { hostNote } from './host-note.ts';

function HostRow({ host, onRemove }: { readonly host: string; onRemove(): void }) {
  const note = hostNote(host);
  return (
    <li className="host-row">
      <span className="mono grow ellipsis">{visibleText(host)}</span>
      {note ? (
        <span className={note.wide ? 'host-wide' : 'dim'}>
          {note.wide ? <IconAlertTriangle size={12} aria-hidden /> : null} {note.text}
        </span>
      ) : null}
      <ActionIcon aria-label={t.hosts.remove(host)} onClick={onRemove}>
        <IconX size={13} />
      </ActionIcon>
    </li>
  );
}

interface HostListProps {
  /** Name of the connector. */
  readonly connector: string;
  readonly hosts: readonly string[];
  /** Hosts that the connector wants and that are not allowed yet. */
  readonly offered: readonly string[];
  readonly error: string | undefined;
  onChange(hosts: readonly string[]): void;
}

/** The hosts that a connection may reach beyond the declared ones (policy P1). */
export function HostList({ connector, hosts, offered, error, onChange }: HostListProps) {
  const add = (host: string): string | undefined => {
    if (!hostPattern.safeParse(host).success) return t.form.badHost(host);
    if (!hosts.includes(host)) onChange([...hosts, host]);
    return undefined;
  };
  return (
    <section className="form-section" aria-label={t.hosts.title}>
      <h3>{t.hosts.title}</h3>
      <p className="dim">{t.hosts.what}</p>
      {offered.map((host) => (
        <Group key={host} className="host-note" justify="space-between" wrap="nowrap">
          <span>
            {t.hosts.wants(visibleText(connector))} <strong className="mono">{visibleText(host)}</strong>{' '}
            {t.hosts.notYet}
          </span>
          <Button variant="default" onClick={() => onChange([...hosts, host])}>
            {t.hosts.allow(visibleText(host))}
          </Button>
        </Group>
      ))}
      {hosts.length === 0 ? (
        <p className="dim">{t.hosts.none}</p>
      ) : (
        <ul className="host-rows">
          {hosts.map((host) => (
            <HostRow key={host} host={host} onRemove={() => onChange(hosts.filter((one) => one !== host))} />
          ))}
        </ul>
      )}
      <AddField label={t.hosts.input} example={t.hosts.example} button={t.hosts.add} error={error} onAdd={add} />
    </section>
  );
}
