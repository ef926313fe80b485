import { Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { historyLimits } from '../../../../shared/limits.ts';
import { attempt } from '../../backend/session.ts';
import { historyTexts } from '../../texts/history.ts';
import { closeDialog } from '../workbench/dialogs.ts';
import { showError } from '../workbench/toast.ts';
import { refreshHistory } from './store.ts';

interface NameDialogProps {
  readonly connector: string;
  readonly revision: number;
  readonly label: string;
}

/** Gives a revision a name, or takes it away. */
export function NameDialog({ connector, revision, label }: NameDialogProps) {
  const [text, setText] = useState(label);
  const save = async () => {
    closeDialog();
    const result = await attempt((api) => api.connectors.label({ id: connector, revision, label: text.trim() }));
    if (result.ok) await refreshHistory(connector);
    else showError(historyTexts.notNamed, result.error);
  };
  return (
    <Modal opened onClose={closeDialog} title={historyTexts.nameTitle(revision)} size="sm">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <Stack gap="md">
          <TextInput
            label={historyTexts.nameLabel}
            description={historyTexts.nameHint}
            maxLength={historyLimits.labelChars}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
            data-autofocus
          />
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={closeDialog}>
              {historyTexts.cancel}
            </Button>
            <Button type="submit">{historyTexts.nameSave}</Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
