import { Checkbox, Group, PasswordInput, Switch, TagsInput, TextInput } from '@mantine/core';
import type { ShownSettings } from '../../../../shared/contract/settings.ts';
import type { Failure } from '../../../../shared/result.ts';
import { visibleText } from '../../lib/text.ts';
import { networkTexts } from '../../texts/network.ts';
import type { NetworkDraft } from './network-draft.ts';

const t = networkTexts.proxy;

interface ProxyFormProps {
  readonly draft: NetworkDraft;
  readonly stored: ShownSettings;
  readonly problem: Failure | null;
  change(part: Partial<NetworkDraft>): void;
}

/** What is said of the password: where the stored one is, or that it belongs to another proxy. */
function passwordHint(draft: NetworkDraft, stored: ShownSettings): string | undefined {
  const proxy = stored.network.proxy;
  if (proxy === undefined || proxy.password === 'none') return undefined;
  const same = proxy.url === draft.url.trim() && (proxy.username ?? '') === draft.username.trim();
  return same ? t.passwordIs(t.stored[proxy.password]) : t.otherProxy;
}

/** The proxy for all requests. Its password is typed and never shown again. */
export function ProxyForm({ draft, stored, problem, change }: ProxyFormProps) {
  const errorOf = (field: string) => (problem?.code === field ? visibleText(problem.message) : undefined);
  const hint = passwordHint(draft, stored);
  return (
    <section className="form-section" aria-label={t.title}>
      <h3>{t.title}</h3>
      <Switch
        label={t.use}
        checked={draft.useProxy}
        onChange={(event) => change({ useProxy: event.currentTarget.checked })}
      />
      {draft.useProxy ? (
        <>
          <TextInput
            label={t.url}
            required
            placeholder={t.urlExample}
            value={draft.url}
            error={errorOf('url')}
            onChange={(event) => change({ url: event.currentTarget.value })}
          />
          <Group gap="sm" grow align="flex-start">
            <TextInput
              label={t.username}
              autoComplete="off"
              value={draft.username}
              onChange={(event) => change({ username: event.currentTarget.value })}
            />
            <PasswordInput
              label={t.password}
              description={hint}
              inputWrapperOrder={['label', 'input', 'description', 'error']}
              autoComplete="new-password"
              value={draft.password}
              disabled={draft.forgetPassword}
              visibilityToggleButtonProps={{ 'aria-label': t.showText }}
              onChange={(event) => change({ password: event.currentTarget.value })}
            />
          </Group>
          {hint === undefined ? null : (
            <Checkbox
              label={t.forget}
              checked={draft.forgetPassword}
              onChange={(event) => change({ forgetPassword: event.currentTarget.checked, password: '' })}
            />
          )}
          <TagsInput
            label={t.bypass}
            description={t.bypassWhat}
            placeholder={t.bypassExample}
            value={[...draft.bypass]}
            error={errorOf('bypass')}
            splitChars={[',', ' ']}
            onChange={(bypass) => change({ bypass })}
          />
          <Switch
            label={t.resolve}
            description={t.resolveWhat}
            checked={draft.resolveAtProxy}
            onChange={(event) => change({ resolveAtProxy: event.currentTarget.checked })}
          />
        </>
      ) : null}
    </section>
  );
}
