import { Menu } from '@mantine/core';
import { useEffect } from 'react';
import { whenOpen } from '../../backend/session.ts';
import { IconKey, IconLock } from '../../icons.ts';
import { visibleText } from '../../lib/text.ts';
import { vaultTexts as t } from '../../texts/vault.ts';
import { vaultActions } from './vault-actions.ts';
import { refreshVault, useVault } from './vault-store.ts';

/** Another window or a command may have changed it meanwhile. */
function useFreshVault(): void {
  useEffect(() => {
    const stop = whenOpen(() => void refreshVault());
    const focused = () => void refreshVault();
    window.addEventListener('focus', focused);
    return () => {
      stop();
      window.removeEventListener('focus', focused);
    };
  }, []);
}

/** Where secrets are kept, in the status bar, with what can be done about it. */
export function VaultItem() {
  useFreshVault();
  const state = useVault((vault) => vault.state);
  if (state === null) return null;
  const { kind, reason } = state;
  const good = kind === 'keychain' || kind === 'file-open';
  const Icon = kind === 'file-locked' ? IconLock : IconKey;
  return (
    <Menu position="top-start" width={300}>
      <Menu.Target>
        <button
          type="button"
          className={`status-item ${good ? '' : 'status-warn'}`}
          aria-label={`${t.item[kind]}. ${t.menu}`}
        >
          <Icon size={12} aria-hidden />
          {t.item[kind]}
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          {t.what[kind]} {reason === undefined ? null : visibleText(reason)}
        </Menu.Label>
        {vaultActions(state).map(({ id, title, run }) => (
          <Menu.Item key={id} onClick={run}>
            {title}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
