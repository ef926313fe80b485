import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { visibleText } from '../../lib/text.ts';
import { closeDialog } from '../workbench/dialogs.ts';
import { overwriteFiles, reloadFiles } from './save.ts';

interface StaleDialogProps {
  readonly connector: string;
  readonly paths: readonly string[];
  readonly message: string;
}

/** A save was refused because another window saved first: take theirs, keep mine, or think first. */
export function StaleDialog({ connector, paths, message }: StaleDialogProps) {
  const [busy, setBusy] = useState(false);
  const act = async (action: () => Promise<unknown>) => {
    setBusy(true);
    closeDialog();
    await action();
  };
  return (
    <Modal opened onClose={closeDialog} title="A newer revision was saved elsewhere" size="md">
      <Stack gap="md">
        <Text>{visibleText(message)}</Text>
        <Text c="dimmed">
          Your text in {paths.join(', ')} is still in the editor. Reload shows what was saved elsewhere, and your text
          can be brought back with Undo. Overwrite saves your text on top of it.
        </Text>
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={closeDialog} disabled={busy}>
            Cancel
          </Button>
          <Button variant="default" onClick={() => void act(() => reloadFiles(connector))} disabled={busy}>
            Reload
          </Button>
          <Button onClick={() => void act(() => overwriteFiles(connector, paths))} disabled={busy}>
            Overwrite
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
