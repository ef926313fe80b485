import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { publicationsTexts as texts } from '../../texts/publish.ts';
import { closeDialog } from '../workbench/dialogs.ts';
import { cancelPublication } from './publications-store.ts';

/** Asks before the rest of a publication is given up. */
export function GiveUpDialog({ publication }: { readonly publication: string }) {
  const [busy, setBusy] = useState(false);
  const giveUp = async () => {
    setBusy(true);
    await cancelPublication(publication);
    closeDialog();
  };
  return (
    <Modal opened onClose={closeDialog} title={texts.cancelTitle} size="sm">
      <Stack gap="md">
        <Text>{texts.cancelText}</Text>
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={closeDialog} data-autofocus>
            {texts.keep}
          </Button>
          <Button color="red" loading={busy} onClick={() => void giveUp()}>
            {texts.cancel}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
