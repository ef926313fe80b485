import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { attempt } from '../../backend/session.ts';
import { counted } from '../../texts/counted.ts';
import { runsTexts as texts } from '../../texts/runs.ts';
import { closeDialog } from '../workbench/dialogs.ts';
import { showDone, showError } from '../workbench/toast.ts';
import { refreshRuns } from './store.ts';

/** Asks before all runs of a connector are removed: this cannot be undone. */
export function RemoveRunsDialog({ connector }: { readonly connector: string }) {
  const [busy, setBusy] = useState(false);
  const remove = async () => {
    setBusy(true);
    const result = await attempt((api) => api.runs.removeAll({ connector }));
    setBusy(false);
    if (!result.ok) {
      showError(texts.notRemoved, result.error);
      return;
    }
    closeDialog();
    showDone(texts.removedAll(counted.runs(result.value.removed)));
    await refreshRuns(connector);
  };
  return (
    <Modal opened onClose={closeDialog} title={texts.removeAllTitle(connector)} size="sm">
      <Stack gap="md">
        <Text>{texts.removeAllText}</Text>
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={closeDialog} data-autofocus>
            {texts.keep}
          </Button>
          <Button color="red" loading={busy} onClick={() => void remove()}>
            {texts.removeAll}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
