import { Alert, Button, Group } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { ShownSettings } from '../../../../shared/contract/settings.ts';
import type { Failure } from '../../../../shared/result.ts';
import { Failed, Loading } from '../../components/states.tsx';
import { IconAlertCircle, IconInfoCircle } from '../../icons.ts';
import { visibleText } from '../../lib/text.ts';
import { networkTexts as t } from '../../texts/network.ts';
import '../connections/connections.css';
import { readyForSecrets } from '../connections/vault-store.ts';
import { showDone } from '../workbench/toast.ts';
import { AuthorityForm } from './authority-form.tsx';
import { changeOf, draftOf, isDraftChanged, type NetworkDraft } from './network-draft.ts';
import { refreshNetwork, saveNetwork, useNetwork } from './network-store.ts';
import { ProxyForm } from './proxy-form.tsx';
import { TrustedForm } from './trusted-form.tsx';

const FIELDS = ['url', 'bypass'];

function Form({ stored }: { readonly stored: ShownSettings }) {
  const typed = useNetwork((state) => state.typed);
  // What is typed outlives the page, a password does not.
  const [password, setPassword] = useState('');
  const draft = { ...(typed ?? draftOf(stored)), password };
  const [problem, setProblem] = useState<Failure | null>(null);
  const [busy, setBusy] = useState(false);
  const changed = isDraftChanged(draft, stored);
  const change = (part: Partial<NetworkDraft>) => {
    const next = { ...draft, ...part };
    setPassword(next.password);
    useNetwork.setState({ typed: { ...next, password: '' } });
  };
  const revert = () => {
    setPassword('');
    useNetwork.setState({ typed: null });
    setProblem(null);
  };
  const save = async () => {
    const input = changeOf(draft);
    if (!input.ok) return setProblem(input.error);
    if (draft.useProxy && draft.password !== '' && !(await readyForSecrets())) return;
    setBusy(true);
    const result = await saveNetwork(input.value);
    setBusy(false);
    setProblem(result.ok ? null : result.error);
    if (!result.ok) return;
    setPassword('');
    showDone(t.saved);
  };
  return (
    <form
      className="connection-form"
      aria-label={t.title}
      noValidate
      autoComplete="off"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <p className="dim">{t.what}</p>
      {stored.ignoredVariables.length > 0 ? (
        <Alert color="yellow" icon={<IconInfoCircle size={16} />}>
          {t.ignored(stored.ignoredVariables.join(', '))}
        </Alert>
      ) : null}
      <ProxyForm draft={draft} stored={stored} problem={problem} change={change} />
      <AuthorityForm draft={draft} change={change} />
      <TrustedForm draft={draft} change={change} />
      {problem !== null && !FIELDS.includes(problem.code) ? (
        <Alert color="red" icon={<IconAlertCircle size={16} />} role="alert">
          {visibleText(problem.message)}
        </Alert>
      ) : null}
      <Group gap="sm" justify="flex-end">
        <span className="dim grow">{changed ? t.unsaved : null}</span>
        <Button variant="default" disabled={!changed || busy} onClick={revert}>
          {t.revert}
        </Button>
        <Button type="submit" disabled={!changed} loading={busy}>
          {t.save}
        </Button>
      </Group>
    </form>
  );
}

/** The section of the settings about the network: proxy, authorities, trusted servers. It saves by its own button. */
export function NetworkSettings() {
  const stored = useNetwork((state) => state.stored);
  useEffect(() => void refreshNetwork(), []);
  if (stored.kind === 'loading') return <Loading what={t.reading} />;
  if (stored.kind === 'failed') return <Failed failure={stored.failure} onRetry={() => void refreshNetwork()} />;
  return <Form stored={stored.value} />;
}
