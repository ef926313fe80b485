import { Alert, Button, Group, Modal, Stack } from '@mantine/core';
import type { GalleryContent } from '../../../../shared/contract/gallery.ts';
import { attempt } from '../../backend/session.ts';
import { Failed, Loading } from '../../components/states.tsx';
import { IconAlertCircle } from '../../icons.ts';
import { visibleText } from '../../lib/text.ts';
import { useLoaded } from '../../lib/use-loaded.ts';
import { galleryTexts } from '../../texts/gallery.ts';
import { instancesTexts, tenantsTexts } from '../../texts/tenants.ts';
import { showPublication } from '../publish/publications-store.ts';
import { closeDialog } from '../workbench/dialogs.ts';
import { showDone } from '../workbench/toast.ts';
import { InstallFields } from './install-fields.tsx';
import { useInstall } from './use-install.ts';

const texts = instancesTexts.installDialog;

interface InstallDialogProps {
  readonly tenant: string;
  readonly listing: string;
  readonly name: string;
  readonly version: string;
}

function Form({ tenant, listing, name, version, content }: InstallDialogProps & { readonly content: GalleryContent }) {
  const { fields, problem, busy, submit } = useInstall(content.install, (input) =>
    attempt((api) => api.tenants.install({ tenant, listing, version, ...input })),
  );
  const install = async () => {
    const result = await submit();
    if (!result?.ok) return;
    const { publication } = result.value;
    closeDialog();
    showDone(texts.started(name), [{ label: texts.show, run: () => showPublication(publication) }]);
  };
  return (
    <form
      autoComplete="off"
      onSubmit={(event) => {
        event.preventDefault();
        void install();
      }}
    >
      <Stack gap="md">
        <InstallFields {...fields} />
        {problem === null ? null : (
          <Alert color="red" icon={<IconAlertCircle size={16} />} role="alert" title={texts.failed}>
            {visibleText(problem.message)}
          </Alert>
        )}
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={closeDialog}>
            {tenantsTexts.cancel}
          </Button>
          <Button type="submit" loading={busy}>
            {texts.start}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** Asks for what an installation of a listing needs, and begins it. */
export function InstallDialog(props: InstallDialogProps) {
  const { tenant, listing, name, version } = props;
  const [content, reload] = useLoaded(`${tenant} ${listing} ${version}`, () =>
    attempt((api) => api.gallery.content({ tenant, listing, version })),
  );
  return (
    <Modal opened onClose={closeDialog} title={texts.title(visibleText(name))} size="md">
      {content.kind === 'loading' ? <Loading what={galleryTexts.downloading} /> : null}
      {content.kind === 'failed' ? <Failed failure={content.failure} onRetry={reload} /> : null}
      {content.kind === 'ready' ? <Form {...props} content={content.value} /> : null}
    </Modal>
  );
}
