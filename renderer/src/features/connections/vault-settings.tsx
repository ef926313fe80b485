import { Button, Group } from '@mantine/core';
import { useEffect } from 'react';
import { Loading } from '../../components/states.tsx';
import { IconKey, IconLock } from '../../icons.ts';
import { formatPlural } from '../../lib/format.ts';
import { visibleText } from '../../lib/text.ts';
import { vaultTexts as t } from '../../texts/vault.ts';
import './vault.css';
import { vaultActions } from './vault-actions.ts';
import { askVault, refreshVault, useVault } from './vault-store.ts';

/** The section of the settings about secrets: where they are kept, and what can be done about it. */
export function VaultSettings() {
  const state = useVault((vault) => vault.state);
  useEffect(() => void refreshVault(), []);
  if (state === null) return <Loading what={t.menu} />;
  const { kind, reason, hasFile, sessionSecrets } = state;
  const Icon = kind === 'file-locked' ? IconLock : IconKey;
  return (
    <div className="vault-settings">
      <p className="vault-line">
        <Icon size={15} aria-hidden /> <strong>{t.item[kind]}</strong> {t.what[kind]}
      </p>
      {reason === undefined ? null : <p className="dim">{visibleText(reason)}</p>}
      {sessionSecrets > 0 && kind !== 'session' ? (
        <p>{t.settings.waiting(formatPlural(sessionSecrets, t.secret))}</p>
      ) : null}
      {hasFile && !kind.startsWith('file') ? <p className="dim">{t.settings.file}</p> : null}
      <Group gap="sm">
        {vaultActions(state).map(({ id, title, run }, index) => (
          <Button key={id} variant={index === 0 && id === 'unlock' ? 'filled' : 'default'} onClick={run}>
            {title}
          </Button>
        ))}
      </Group>
    </div>
  );
}

/** Says above the connections that their secrets wait for the passphrase. */
export function VaultLockedNote() {
  const locked = useVault((vault) => vault.state?.kind === 'file-locked');
  if (!locked) return null;
  return (
    <div className="vault-locked" role="status">
      <IconLock size={14} aria-hidden />
      <span className="grow">{t.settings.locked}</span>
      <Button size="compact-xs" variant="default" onClick={() => void askVault('unlock')}>
        {t.unlocking.button}
      </Button>
    </div>
  );
}
