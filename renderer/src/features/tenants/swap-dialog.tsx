import { Alert, Button, Group, Modal, Radio, Stack } from '@mantine/core';
import { useState } from 'react';
import type { InstallForm } from '../../../../shared/connector/install-form.ts';
import { attempt } from '../../backend/session.ts';
import { Empty, Failed, Loading } from '../../components/states.tsx';
import { IconAlertCircle } from '../../icons.ts';
import { visibleText } from '../../lib/text.ts';
import { useLoaded } from '../../lib/use-loaded.ts';
import { galleryTexts } from '../../texts/gallery.ts';
import { instancesTexts, tenantsTexts } from '../../texts/tenants.ts';
import { showPublication } from '../publish/publications-store.ts';
import { closeDialog } from '../workbench/dialogs.ts';
import { InstallFields } from './install-fields.tsx';
import { useInstall } from './use-install.ts';

const texts = instancesTexts.swapDialog;

interface SwapDialogProps {
  readonly tenant: string;
  readonly instance: string;
  readonly name: string;
}

interface Candidate {
  readonly listing: string;
  readonly name: string;
  readonly version: string;
}

interface FormProps extends SwapDialogProps {
  readonly candidate: Candidate;
  readonly form: InstallForm;
}

function Form({ tenant, instance, candidate: { listing, version, name }, form }: FormProps) {
  const { fields, problem, busy, submit } = useInstall(form, (input) =>
    attempt((api) => api.tenants.swap({ tenant, instance, listing, version, ...input, name: input.name ?? name })),
  );
  const swap = async () => {
    const result = await submit();
    if (!result?.ok) return;
    closeDialog();
    showPublication(result.value.publication);
  };
  return (
    <form
      autoComplete="off"
      onSubmit={(event) => {
        event.preventDefault();
        void swap();
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

/** The form of the chosen candidate, which stands in its archive. */
function OfCandidate(props: SwapDialogProps & { readonly candidate: Candidate }) {
  const { tenant, candidate } = props;
  const { listing, version } = candidate;
  const [content, reload] = useLoaded(`${tenant} ${listing} ${version}`, () =>
    attempt((api) => api.gallery.content({ tenant, listing, version })),
  );
  if (content.kind === 'loading') return <Loading what={galleryTexts.downloading} />;
  if (content.kind === 'failed') return <Failed failure={content.failure} onRetry={reload} />;
  return <Form {...props} form={content.value.install} />;
}

/** Swaps an installed connector for another one with the same capabilities (FC-76). */
export function SwapDialog(props: SwapDialogProps) {
  const { tenant, instance, name } = props;
  const [candidates, reload] = useLoaded(`${tenant} ${instance}`, () =>
    attempt((api) => api.tenants.swapCandidates({ tenant, instance })),
  );
  const [chosen, setChosen] = useState<string | null>(null);
  const rows = candidates.kind === 'ready' ? candidates.value : [];
  const candidate = rows.find(({ listing }) => listing === chosen);
  return (
    <Modal opened onClose={closeDialog} title={texts.title(visibleText(name))} size="md">
      <Stack gap="md">
        <p className="dim">{texts.what}</p>
        {candidates.kind === 'loading' ? <Loading what={texts.asking} /> : null}
        {candidates.kind === 'failed' ? <Failed failure={candidates.failure} onRetry={reload} /> : null}
        {candidates.kind === 'ready' && rows.length === 0 ? (
          <Empty title={texts.none}>
            <Button variant="default" onClick={closeDialog}>
              {tenantsTexts.cancel}
            </Button>
          </Empty>
        ) : null}
        {rows.length === 0 ? null : (
          <Radio.Group label={texts.candidates} value={chosen} onChange={setChosen}>
            <Stack gap={4} mt={6}>
              {rows.map((one) => (
                <Radio
                  key={one.listing}
                  size="xs"
                  value={one.listing}
                  label={`${visibleText(one.name)} ${visibleText(one.version)}`}
                  description={visibleText(`${one.listing} · ${one.capabilities.join(', ')}`)}
                />
              ))}
            </Stack>
          </Radio.Group>
        )}
        {candidate === undefined ? null : <OfCandidate key={candidate.listing} {...props} candidate={candidate} />}
      </Stack>
    </Modal>
  );
}
