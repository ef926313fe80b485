import { Alert, Button } from '@mantine/core';
import { useState } from 'react';
import type { ConnectorDetail } from '../../../../shared/contract/connectors.ts';
import { IconInfoCircle } from '../../icons.ts';
import { importTexts } from '../../texts/import.ts';
import { saveConnection, useConnections } from '../connections/store.ts';
import { showDone, showError } from '../workbench/toast.ts';
import { useDemo } from './demo.ts';

const texts = importTexts.demo;

/** Offers the connection to the demo API to a connector of it that has none: the click gives the key and the host. */
export function DemoConnect({ detail }: { readonly detail: ConnectorDetail }) {
  const demo = useDemo((state) => state.demo);
  const connections = useConnections((state) => state.byConnector.get(detail.id));
  const [busy, setBusy] = useState(false);
  const auth = detail.manifest?.authentication.find(({ type }) => type === 'apiKey' || type === 'bearer');
  const none = connections?.kind === 'ready' && connections.value.length === 0;
  const host = demo === null ? '' : new URL(demo.url).host;
  if (demo === null || auth === undefined || !none || detail.manifest?.hosts.includes(host) !== true) return null;
  const connect = async () => {
    setBusy(true);
    const saved = await saveConnection({
      connector: detail.id,
      name: 'demo',
      auth: auth.id,
      fields: {},
      secrets: { [auth.type === 'bearer' ? 'token' : 'key']: demo.key },
      allowedHosts: [host],
    });
    setBusy(false);
    if (saved.ok) showDone(texts.connected);
    else showError(texts.notConnected, saved.error);
  };
  return (
    <Alert color="blue" icon={<IconInfoCircle size={16} />} mt="xs">
      <p>{texts.offer(host)}</p>
      <Button mt="xs" loading={busy} onClick={() => void connect()}>
        {texts.connect}
      </Button>
    </Alert>
  );
}
