import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { Result } from '../../../../shared/result.ts';
import { closeDialog } from './dialogs.ts';
import { showError } from './toast.ts';

interface RemoveQuestionProps<T> {
  readonly title: string;
  /** What goes, and that it does not come back. */
  readonly text: string;
  readonly keep: string;
  readonly remove: string;
  readonly notRemoved: string;
  onRemove(): Promise<Result<T>>;
  /** After it is removed and the dialog closed. */
  onRemoved(value: T): void;
}

/** Asks before something is removed for good; what keeps it has the focus. */
export function RemoveQuestion<T>(props: RemoveQuestionProps<T>) {
  const { title, text, keep, remove, notRemoved, onRemove, onRemoved } = props;
  const [busy, setBusy] = useState(false);
  const go = async () => {
    setBusy(true);
    const result = await onRemove();
    setBusy(false);
    if (!result.ok) {
      showError(notRemoved, result.error);
      return;
    }
    closeDialog();
    onRemoved(result.value);
  };
  return (
    <Modal opened onClose={closeDialog} title={title} size="sm">
      <Stack gap="md">
        <Text>{text}</Text>
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={closeDialog} data-autofocus>
            {keep}
          </Button>
          <Button color="red" loading={busy} onClick={() => void go()}>
            {remove}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
