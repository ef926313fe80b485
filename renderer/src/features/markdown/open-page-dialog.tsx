import { Button, Group, Modal, Stack } from '@mantine/core';
import { copyText } from '../../lib/clipboard.ts';
import { markdownTexts } from '../../texts/markdown.ts';
import { openTab } from '../connections/authorize-store.ts';
import { closeDialog } from '../workbench/dialogs.ts';
import './markdown.css';
import type { OutsidePage } from './link.ts';

const texts = markdownTexts.dialog;

/** Asks before a link of a foreign text is opened, with the address as it is and the host that is really asked. */
export function OpenPageDialog({ href, host }: OutsidePage) {
  const opens = window.studio === undefined || href.startsWith('https:');
  const open = () => {
    closeDialog();
    openTab(href);
  };
  return (
    <Modal opened onClose={closeDialog} title={texts.title(host)} size="md">
      <Stack gap="md">
        <p className="dim">{opens ? texts.what : texts.insecure}</p>
        <output className="md-address mono" aria-label={texts.address}>
          {href}
        </output>
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={closeDialog} data-autofocus>
            {texts.keep}
          </Button>
          <Button variant="default" onClick={() => copyText(href, texts.address)}>
            {texts.copy}
          </Button>
          {opens ? <Button onClick={open}>{texts.open}</Button> : null}
        </Group>
      </Stack>
    </Modal>
  );
}
