import { ActionIcon } from '@mantine/core';
import { AddField } from '../../components/add-field.tsx';
import { IconAlertTriangle, IconX } from '../../icons.ts';
import { visibleText } from '../../lib/text.ts';
import { networkTexts } from '../../texts/network.ts';
import { type NetworkDraft, withTrusted } from './network-draft.ts';

const t = networkTexts.trusted;

interface TrustedFormProps {
  readonly draft: NetworkDraft;
  change(part: Partial<NetworkDraft>): void;
}

/** Servers whose certificate is not verified (A67). */
export function TrustedForm({ draft, change }: TrustedFormProps) {
  const add = (text: string): string | undefined => {
    const added = withTrusted(draft, text);
    if (!added.ok) return added.error.message;
    change({ trusted: added.value.trusted });
    return undefined;
  };
  return (
    <section className="form-section" aria-label={t.title}>
      <h3>{t.title}</h3>
      <p className="dim">{t.what}</p>
      {draft.trusted.length === 0 ? (
        <p className="dim">{t.none}</p>
      ) : (
        <ul className="host-rows">
          {draft.trusted.map((host) => (
            <li key={host} className="host-row">
              <IconAlertTriangle size={13} className="tone-warn" aria-hidden />
              <span className="mono grow ellipsis">{visibleText(host)}</span>
              <ActionIcon
                aria-label={t.remove(host)}
                onClick={() => change({ trusted: draft.trusted.filter((one) => one !== host) })}
              >
                <IconX size={13} />
              </ActionIcon>
            </li>
          ))}
        </ul>
      )}
      <AddField label={t.label} example={t.example} button={t.add} onAdd={add} />
    </section>
  );
}
