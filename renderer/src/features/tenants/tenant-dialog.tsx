import { Alert, Autocomplete, Button, Group, Modal, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { z } from 'zod';
import type { Tenant } from '../../../../shared/contract/tenants.ts';
import { tenantLimits } from '../../../../shared/limits.ts';
import type { Failure, Result } from '../../../../shared/result.ts';
import { attempt } from '../../backend/session.ts';
import { IconAlertCircle } from '../../icons.ts';
import { visibleText } from '../../lib/text.ts';
import { tenantsTexts } from '../../texts/tenants.ts';
import { readyForSecrets } from '../connections/vault-store.ts';
import { closeDialog } from '../workbench/dialogs.ts';
import { showDone } from '../workbench/toast.ts';
import { chooseTenant, marketplacesOf, refreshTenants, tenantOf, useTenants } from './store.ts';

const texts = tenantsTexts.dialog;
const address = z.url({ protocol: /^https?$/ });

/** What is to be done: `add` may begin with a marketplace; the others concern a tenant by its id. */
export type TenantIntent =
  | { readonly intent: 'add'; readonly marketplace?: string }
  | { readonly intent: 'rename' | 'replaceKey'; readonly tenant: string };

interface Draft {
  readonly marketplace: string;
  readonly name: string;
  readonly key: string;
}

function save(intent: TenantIntent, { marketplace, name, key }: Draft): Promise<Result<Tenant>> {
  switch (intent.intent) {
    case 'add':
      return attempt((api) => api.tenants.add({ marketplace, name, key }));
    case 'rename':
      return attempt((api) => api.tenants.rename({ tenant: intent.tenant, name }));
    case 'replaceKey':
      return attempt((api) => api.tenants.replaceKey({ tenant: intent.tenant, key }));
  }
}

const titleOf = ({ intent }: TenantIntent, name: string): string =>
  intent === 'add' ? texts.add : texts[intent](visibleText(name));
const buttons = { add: texts.saveAdd, rename: texts.save, replaceKey: texts.saveKey } as const;

/** Asks for a tenant: its marketplace, its name, its key. A key is written and never shown again. */
export function TenantDialog(intent: TenantIntent) {
  const marketplaces = useTenants(marketplacesOf);
  const before = useTenants((state) => ('tenant' in intent ? tenantOf(state, intent.tenant) : undefined));
  const [draft, setDraft] = useState<Draft>({
    marketplace: ('marketplace' in intent ? intent.marketplace : undefined) ?? marketplaces[0]?.url ?? '',
    name: before?.name ?? '',
    key: '',
  });
  const [failure, setFailure] = useState<Failure | null>(null);
  const [busy, setBusy] = useState(false);
  const change = (part: Partial<Draft>) => setDraft((now) => ({ ...now, ...part }));
  const asks = {
    marketplace: intent.intent === 'add',
    name: intent.intent !== 'replaceKey',
    key: intent.intent !== 'rename',
  };
  const goodAddress = address.safeParse(draft.marketplace).success;
  const complete =
    (!asks.marketplace || goodAddress) && (!asks.name || draft.name.trim() !== '') && (!asks.key || draft.key !== '');
  const submit = async () => {
    if (!complete || (asks.key && !(await readyForSecrets()))) return;
    setBusy(true);
    setFailure(null);
    const result = await save(intent, draft);
    setBusy(false);
    if (!result.ok) {
      setFailure(result.error);
      return;
    }
    await refreshTenants();
    if (intent.intent === 'add') chooseTenant(result.value.id);
    if (intent.intent !== 'rename')
      showDone(texts[intent.intent === 'add' ? 'added' : 'replaced'](visibleText(result.value.name)));
    closeDialog();
  };
  return (
    <Modal opened onClose={closeDialog} title={titleOf(intent, before?.name ?? '')} size="md">
      <form
        autoComplete="off"
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <Stack gap="md">
          {asks.marketplace ? (
            <Autocomplete
              size="xs"
              label={texts.marketplace}
              placeholder={texts.marketplaceExample}
              required
              data={marketplaces.map((one) => one.url)}
              value={draft.marketplace}
              onChange={(marketplace) => change({ marketplace })}
              error={draft.marketplace !== '' && !goodAddress ? texts.notHttp : undefined}
              data-autofocus={draft.marketplace === '' ? true : undefined}
            />
          ) : null}
          {asks.name ? (
            <TextInput
              label={texts.name}
              description={texts.nameHint}
              placeholder={texts.nameExample}
              required
              maxLength={tenantLimits.nameChars}
              value={draft.name}
              onChange={(event) => change({ name: event.currentTarget.value })}
              data-autofocus={draft.marketplace !== '' ? true : undefined}
            />
          ) : null}
          {asks.key ? (
            <PasswordInput
              label={texts.key}
              description={texts.keyHint}
              placeholder={texts.keyExample}
              required
              autoComplete="new-password"
              value={draft.key}
              onChange={(event) => change({ key: event.currentTarget.value })}
              visibilityToggleButtonProps={{ 'aria-label': texts.showText }}
              data-autofocus={intent.intent === 'replaceKey' ? true : undefined}
            />
          ) : null}
          {failure === null ? null : (
            <Alert color="red" icon={<IconAlertCircle size={16} />} role="alert" title={texts.failed}>
              {visibleText(failure.message)}
            </Alert>
          )}
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={closeDialog}>
              {tenantsTexts.cancel}
            </Button>
            <Button type="submit" loading={busy} disabled={!complete}>
              {buttons[intent.intent]}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
