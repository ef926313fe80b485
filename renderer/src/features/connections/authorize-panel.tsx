import { Button, Group, NumberInput, Select } from '@mantine/core';
import { useState } from 'react';
import { oauthFlows } from '../../../../shared/connector/authentication.ts';
import type { OAuth2Authentication, OAuthFlow } from '../../../../shared/connector/manifest.ts';
import type { Connection } from '../../../../shared/run/connection.ts';
import { formatTime } from '../../lib/format.ts';
import { connectionTexts } from '../../texts/connections.ts';
import { showDone, showError } from '../workbench/toast.ts';
import { AuthorizeProgress } from './authorize-progress.tsx';
import { isUnderWay, tokenState } from './authorize-stage.ts';
import { authorize, cancelAuthorization, forgetAuthorization, useAuthorize } from './authorize-store.ts';
import { showRequestsOf } from './show-requests.ts';
import { signOut } from './store.ts';
import { readyForSecrets } from './vault-store.ts';

const t = connectionTexts.oauth;

function TokenLine({ connection, flows }: { readonly connection: Connection; readonly flows: readonly string[] }) {
  const { kind, until, renews } = tokenState(connection, flows, Date.now());
  if (kind === 'none') return <p className="dim">{t.nobody}</p>;
  if (kind === 'itself') return <p className="dim">{t.itself}</p>;
  if (kind === 'ended') return <p className="tone-warn">{t.endedAt(formatTime(until ?? ''))}</p>;
  return (
    <p>
      {until === undefined ? t.noEnd : t.until(formatTime(until))} {renews ? t.renews : null}
    </p>
  );
}

interface AuthorizePanelProps {
  readonly authentication: OAuth2Authentication;
  /** The connection as it is saved; undefined for a new one. */
  readonly connection: Connection | undefined;
  readonly changed: boolean;
  /** Saves the form first. */
  save(): Promise<Connection | undefined>;
}

/** Gets the tokens of an oauth2 connection: the flow, what the person has to do, how long the token lasts. */
export function AuthorizePanel({ authentication, connection, changed, save }: AuthorizePanelProps) {
  const flows = oauthFlows(authentication);
  const [flow, setFlow] = useState<OAuthFlow | undefined>(flows[0]);
  const [port, setPort] = useState<number>();
  const stage = useAuthorize((state) => (connection ? state.stages.get(connection.id) : undefined));
  const busy = isUnderWay(stage);
  const holds = connection?.secrets.some(({ field, stored }) => field === 'access_token' && stored !== 'missing');
  const start = async () => {
    if (!(await readyForSecrets())) return;
    const saved = await save();
    if (saved) await authorize({ id: saved.id, connector: saved.connector, name: saved.name, flow, port });
  };
  const revoke = async () => {
    if (!connection) return;
    forgetAuthorization(connection.id);
    const result = await signOut(connection);
    if (result.ok) showDone(t.signedOut);
    else showError(t.notSignedOut, result.error);
  };
  return (
    <section className="form-section" aria-label={t.title}>
      <h3>{t.title}</h3>
      {connection ? <TokenLine connection={connection} flows={flows} /> : null}
      {stage ? <AuthorizeProgress stage={stage} /> : null}
      <Group gap="sm" align="flex-end">
        {flows.length > 1 ? (
          <Select
            label={t.flow}
            data={flows.map((one) => ({ value: one, label: t.flows[one] }))}
            value={flow ?? null}
            disabled={busy}
            onChange={(choice) => setFlow(flows.find((one) => one === choice))}
            className="grow"
          />
        ) : null}
        {flow === 'authorizationCode' ? (
          <NumberInput
            size="xs"
            label={t.port}
            placeholder={t.anyPort}
            value={port ?? ''}
            min={1}
            max={65_535}
            hideControls
            allowDecimal={false}
            disabled={busy}
            onChange={(value) => setPort(typeof value === 'number' ? value : undefined)}
          />
        ) : null}
      </Group>
      {flow === 'authorizationCode' ? (
        <p className="dim">
          {t.portWhat} {t.redirect(port === undefined ? '' : `:${port}`)}
        </p>
      ) : null}
      <Group gap="sm">
        {busy && connection ? (
          <Button variant="default" onClick={() => cancelAuthorization(connection.id)}>
            {t.cancel}
          </Button>
        ) : (
          <Button variant="default" onClick={() => void start()}>
            {changed || !connection ? t.saveAndAuthorize : holds ? t.again : t.authorize}
          </Button>
        )}
        {holds && !busy ? (
          <Button variant="default" color="red" onClick={() => void revoke()}>
            {t.signOut}
          </Button>
        ) : null}
        {stage?.run ? (
          <Button variant="subtle" onClick={() => showRequestsOf(stage.run ?? '')}>
            {t.requests}
          </Button>
        ) : null}
      </Group>
    </section>
  );
}
