import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { attempt } from '../../backend/session.ts';
import { forgetDocs } from '../editor/store.ts';
import { closeDialog } from '../workbench/dialogs.ts';
import { showDone, showError } from '../workbench/toast.ts';
import { forgetConnector, refreshConnectors } from './store.ts';

/** Asks before a connector is removed with all that belongs to it: this cannot be undone. */
export function RemoveDialog({ connector }: { readonly connector: string }) {
  const [busy, setBusy] = useState(false);
  const remove = async () => {
    setBusy(true);
    const result = await attempt((api) => api.connectors.remove({ id: connector }));
    setBusy(false);
    if (!result.ok) {
      showError('Not removed', result.error);
      return;
    }
    closeDialog();
    forgetDocs(connector);
    forgetConnector(connector);
    showDone(`${connector} was removed.`);
    await refreshConnectors();
  };
  return (
    <Modal opened onClose={closeDialog} title={`Remove ${connector}?`} size="sm">
      <Stack gap="md">
        <Text>
          Its files and revisions, its connections with their secrets, and its runs are deleted. This cannot be undone.
        </Text>
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={closeDialog} data-autofocus>
            Cancel
          </Button>
          <Button color="red" loading={busy} onClick={() => void remove()}>
            Remove connector
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
