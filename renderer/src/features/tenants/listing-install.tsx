import { Alert, Button, Group, Stack } from '@mantine/core';
import type { InstallForm } from '../../../../shared/connector/install-form.ts';
import type { Result } from '../../../../shared/result.ts';
import { attempt } from '../../backend/session.ts';
import { Failed, Loading } from '../../components/states.tsx';
import { IconAlertCircle } from '../../icons.ts';
import { visibleText } from '../../lib/text.ts';
import { useLoaded } from '../../lib/use-loaded.ts';
import { galleryTexts } from '../../texts/gallery.ts';
import { tenantsTexts } from '../../texts/tenants.ts';
import { closeDialog } from '../workbench/dialogs.ts';
import { InstallFields } from './install-fields.tsx';
import { type InstallInput, useInstall } from './use-install.ts';

interface ListingInstallProps {
  readonly tenant: string;
  readonly listing: string;
  readonly version: string;
  /** What the button and a failure are called. */
  readonly texts: { readonly start: string; readonly failed: string };
  send(input: InstallInput): Promise<Result<{ readonly publication: string }>>;
  /** The installation is written down; the dialog is closed. */
  onStarted(publication: string): void;
}

function Form({ form, texts, send, onStarted }: ListingInstallProps & { readonly form: InstallForm }) {
  const { fields, problem, busy, submit } = useInstall(form, send);
  const start = async () => {
    const result = await submit();
    if (!result?.ok) return;
    closeDialog();
    onStarted(result.value.publication);
  };
  return (
    <form
      autoComplete="off"
      onSubmit={(event) => {
        event.preventDefault();
        void start();
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

/** What an installation of a listing needs, which stands in its archive; begins it. */
export function ListingInstall(props: ListingInstallProps) {
  const { tenant, listing, version } = props;
  const [content, reload] = useLoaded(`${tenant} ${listing} ${version}`, () =>
    attempt((api) => api.gallery.content({ tenant, listing, version })),
  );
  if (content.kind === 'loading') return <Loading what={galleryTexts.downloading} />;
  if (content.kind === 'failed') return <Failed failure={content.failure} onRetry={reload} />;
  return <Form {...props} form={content.value.install} />;
}
