import { Modal } from '@mantine/core';
import { useState } from 'react';
import { networkTexts } from '../../texts/network.ts';
import { vaultTexts } from '../../texts/vault.ts';
import { NetworkSettings } from '../settings/network-settings.tsx';
import { closeDialog } from '../workbench/dialogs.ts';
import { VaultSettings } from './vault-settings.tsx';

/** The network settings, for those who come by the palette. */
export function NetworkDialog() {
  const [changed, setChanged] = useState(false);
  return (
    <Modal
      opened
      onClose={closeDialog}
      title={networkTexts.title}
      size={680}
      closeOnClickOutside={!changed}
      // What is not saved is left on purpose only, by the button.
      closeOnEscape={!changed}
    >
      <NetworkSettings onChanged={setChanged} />
    </Modal>
  );
}

/** Where secrets are kept, for those who come by the palette. */
export const SecretsDialog = () => (
  <Modal opened onClose={closeDialog} title={vaultTexts.menu} size="lg">
    <VaultSettings />
  </Modal>
);
