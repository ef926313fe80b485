import { Button, Modal, Radio, Stack } from '@mantine/core';
import { useState } from 'react';
import { attempt } from '../../backend/session.ts';
import { Empty, Failed, Loading } from '../../components/states.tsx';
import { visibleText } from '../../lib/text.ts';
import { useLoaded } from '../../lib/use-loaded.ts';
import { instancesTexts, tenantsTexts } from '../../texts/tenants.ts';
import { showPublication } from '../publish/publications-store.ts';
import { closeDialog } from '../workbench/dialogs.ts';
import { ListingInstall } from './listing-install.tsx';

const texts = instancesTexts.swapDialog;

interface SwapDialogProps {
  readonly tenant: string;
  readonly instance: string;
  readonly name: string;
}

/** Swaps an installed connector for another one with the same capabilities (FC-76). */
export function SwapDialog({ tenant, instance, name }: SwapDialogProps) {
  const [candidates, reload] = useLoaded(`${tenant} ${instance}`, () =>
    attempt((api) => api.tenants.swapCandidates({ tenant, instance })),
  );
  const [chosen, setChosen] = useState<string | null>(null);
  const rows = candidates.kind === 'ready' ? candidates.value : [];
  const candidate = rows.find(({ listing }) => listing === chosen);
  const swapOf = ({ listing, version, name: label }: (typeof rows)[number]) => ({
    ...{ tenant, instance, listing, version },
    name: label,
  });
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
        {candidate === undefined ? null : (
          <ListingInstall
            key={candidate.listing}
            {...{ tenant, texts, listing: candidate.listing, version: candidate.version }}
            send={(input) => attempt((api) => api.tenants.swap({ ...swapOf(candidate), ...input }))}
            onStarted={showPublication}
          />
        )}
      </Stack>
    </Modal>
  );
}
