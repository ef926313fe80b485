import { Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { connectorId } from '../../../../shared/connector/names.ts';
import { loadedValue } from '../../lib/loadable.ts';
import { explorerTexts } from '../../texts/explorer.ts';
import { closeDialog } from '../workbench/dialogs.ts';
import { duplicate } from './explorer-actions.ts';
import { useConnectors } from './store.ts';

/** Copies a connector under an id of its own. */
export function DuplicateDialog({ connector }: { readonly connector: string }) {
  const [id, setId] = useState(() => `${connector.slice(0, 59)}-copy`);
  const list = useConnectors((state) => loadedValue(state.list));
  const taken = list?.some((one) => one.id === id) ?? false;
  const [busy, setBusy] = useState(false);
  const bad = !connectorId.safeParse(id).success;
  const error = bad ? explorerTexts.badId : taken ? explorerTexts.takenId : null;
  const copy = async () => {
    setBusy(true);
    const copied = await duplicate(connector, id);
    setBusy(false);
    if (copied) closeDialog();
  };
  return (
    <Modal opened onClose={closeDialog} title={explorerTexts.duplicateTitle(connector)} size="sm">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (error === null) void copy();
        }}
      >
        <Stack gap="md">
          <TextInput
            data-autofocus
            label={explorerTexts.newId}
            description={explorerTexts.newIdHint}
            value={id}
            error={error}
            onChange={(event) => setId(event.currentTarget.value)}
          />
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={closeDialog}>
              {explorerTexts.cancel}
            </Button>
            <Button type="submit" disabled={error !== null} loading={busy}>
              {explorerTexts.copy}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
