import { Modal } from '@mantine/core';
import { attempt } from '../../backend/session.ts';
import { visibleText } from '../../lib/text.ts';
import { instancesTexts } from '../../texts/tenants.ts';
import { showPublication } from '../publish/publications-store.ts';
import { closeDialog } from '../workbench/dialogs.ts';
import { showDone } from '../workbench/toast.ts';
import { ListingInstall } from './listing-install.tsx';

const texts = instancesTexts.installDialog;

interface InstallDialogProps {
  readonly tenant: string;
  readonly listing: string;
  readonly name: string;
  readonly version: string;
}

/** Asks for what an installation of a listing needs, and begins it. */
export function InstallDialog({ tenant, listing, name, version }: InstallDialogProps) {
  return (
    <Modal opened onClose={closeDialog} title={texts.title(visibleText(name))} size="md">
      <ListingInstall
        {...{ tenant, listing, version, texts }}
        send={(input) => attempt((api) => api.tenants.install({ tenant, listing, version, ...input }))}
        onStarted={(publication) =>
          showDone(texts.started(name), [{ label: texts.show, run: () => showPublication(publication) }])
        }
      />
    </Modal>
  );
}
