import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { closeDialog } from '../workbench/dialogs.ts';
import { undoable } from '../workbench/undo.tsx';
import { docKey } from './documents.ts';
import { saveFile } from './save.ts';
import { closeTabNow, releaseDocs, revertDoc, setText, showFile, useEditor } from './store.ts';

interface CloseDialogProps {
  readonly tab: string;
  readonly connector: string;
  readonly path: string;
}

/** Asks what becomes of unsaved text when its tab closes. */
export function CloseDialog({ tab, connector, path }: CloseDialogProps) {
  const key = docKey(connector, path);
  const save = async () => {
    closeDialog();
    if (await saveFile(connector, path)) {
      closeTabNow(tab);
      releaseDocs(connector);
    }
  };
  const discard = () => {
    const text = useEditor.getState().docs.get(key)?.text ?? '';
    closeDialog();
    revertDoc(key);
    closeTabNow(tab);
    undoable(`Unsaved text of ${path} was dropped.`, () => {
      showFile(connector, path);
      setText(key, text);
    });
  };
  return (
    <Modal opened onClose={closeDialog} title={`Save ${path}?`} size="sm">
      <Stack gap="md">
        <Text>It has text that is not saved.</Text>
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={closeDialog}>
            Cancel
          </Button>
          <Button variant="default" onClick={discard}>
            Don’t save
          </Button>
          <Button onClick={() => void save()}>Save</Button>
        </Group>
      </Stack>
    </Modal>
  );
}
