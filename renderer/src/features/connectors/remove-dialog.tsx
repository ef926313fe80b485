import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { attempt } from '../../backend/session.ts';
import { connectorTexts } from '../../texts/connectors.ts';
import { forgetDocs } from '../editor/store.ts';
import { closeDialog } from '../workbench/dialogs.ts';
import { showDone, showError } from '../workbench/toast.ts';
import { forgetConnector, refreshConnectors } from './store.ts';

const texts = connectorTexts.remove;

/** Asks before a connector is removed with all that belongs to it: this cannot be undone. */
export function RemoveDialog({ connector }: { readonly connector: string }) {
  const [busy, setBusy] = useState(false);
  const remove = async () => {
    setBusy(true);
    const result = await attempt((api) => api.connectors.remove({ id: connector }));
    setBusy(false);
    if (!result.ok) {
      showError(texts.notRemoved, result.error);
      return;
    }
    closeDialog();
    forgetDocs(connector);
    forgetConnector(connector);
    showDone(texts.removed(connector));
    await refreshConnectors();
  };
  return (
    <Modal opened onClose={closeDialog} title={texts.title(connector)} size="sm">
      <Stack gap="md">
        <Text>{texts.what}</Text>
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={closeDialog} data-autofocus>
            {texts.cancel}
          </Button>
          <Button color="red" loading={busy} onClick={() => void remove()}>
            {texts.button}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
