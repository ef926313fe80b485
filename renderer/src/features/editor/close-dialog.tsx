import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { draftsTexts } from '../../texts/drafts.ts';
import { closeDialog } from '../workbench/dialogs.ts';
import { undoable } from '../workbench/undo.tsx';
import { docKey } from './documents.ts';
import { saveFile } from './save.ts';
import { bringBack, closeTabNow, revertDoc, useEditor } from './store.ts';

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
    if (await saveFile(connector, path)) closeTabNow(tab);
  };
  const discard = () => {
    const text = useEditor.getState().docs.get(key)?.text ?? '';
    closeDialog();
    revertDoc(key);
    closeTabNow(tab);
    undoable(draftsTexts.dropped(path), () => void bringBack(connector, path, text));
  };
  return (
    <Modal opened onClose={closeDialog} title={draftsTexts.closeTitle(path)} size="sm">
      <Stack gap="md">
        <Text>{draftsTexts.closeText}</Text>
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={closeDialog}>
            {draftsTexts.cancel}
          </Button>
          <Button variant="default" onClick={discard}>
            {draftsTexts.dontSave}
          </Button>
          <Button onClick={() => void save()}>{draftsTexts.save}</Button>
        </Group>
      </Stack>
    </Modal>
  );
}
