import { Alert, Button, Group, Modal, Select, Stack, TagsInput, TextInput } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { ConnectorDetail } from '../../../../shared/contract/connectors.ts';
import type { Failure } from '../../../../shared/result.ts';
import { Failed, Loading } from '../../components/states.tsx';
import { IconAlertCircle } from '../../icons.ts';
import { visibleText } from '../../lib/text.ts';
import { refreshConnector, useConnectors } from '../connectors/store.ts';
import { changeForm } from '../run/store.ts';
import { closeDialog } from '../workbench/dialogs.ts';
import { showDone } from '../workbench/toast.ts';
import { ConnectionInput } from './connection-input.tsx';
import { connectionInput, firstValues, formFields, hostsToOffer } from './form.ts';
import { connectionsOf, refreshConnections, saveConnection, useConnections } from './store.ts';

interface FormProps {
  readonly detail: ConnectorDetail;
  readonly manifest: NonNullable<ConnectorDetail['manifest']>;
  readonly name: string | undefined;
  readonly allowHost: string | undefined;
}

function Form({ detail, manifest, name, allowHost }: FormProps) {
  const others = useConnections.getState();
  const known = connectionsOf(others, detail.id);
  const [connection] = useState(() => known.find((one) => one.name === name));
  const [values, setValues] = useState(() => firstValues(manifest, connection, known.length === 0 ? 'main' : ''));
  const [problem, setProblem] = useState<Failure | null>(null);
  const [busy, setBusy] = useState(false);
  const fields = formFields(manifest, values.auth);
  const stored = new Map(
    values.auth === connection?.auth ? connection.secrets.map((secret) => [secret.field, secret.stored]) : [],
  );
  const held = new Set([...stored].filter(([, state]) => state !== 'missing').map(([field]) => field));
  const offered = hostsToOffer(manifest, values, allowHost);
  const errorOf = (field: string) => (problem?.code === field ? problem.message : undefined);
  const isField = problem !== null && [...fields.map((field) => field.id), 'name', 'hosts'].includes(problem.code);

  const save = async () => {
    const input = connectionInput(detail.id, fields, values, held);
    if (!input.ok) {
      setProblem(input.error);
      return;
    }
    if (connection === undefined && known.some((one) => one.name === input.value.name)) {
      setProblem({ kind: 'input', code: 'name', message: 'Another connection has this name already.' });
      return;
    }
    setBusy(true);
    const result = await saveConnection(input.value);
    setBusy(false);
    if (!result.ok) {
      setProblem(result.error);
      return;
    }
    changeForm(detail.id, { connection: result.value.name });
    closeDialog();
    showDone(`Connection “${result.value.name}” is saved.`);
  };

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
      noValidate
      autoComplete="off"
    >
      <Stack gap="md">
        <TextInput
          label="Name"
          description={
            connection
              ? 'The name cannot change: runs refer to it.'
              : 'Names the account, such as “sandbox” or “production”.'
          }
          required
          readOnly={connection !== undefined}
          value={values.name}
          onChange={(event) => setValues({ ...values, name: event.currentTarget.value })}
          error={errorOf('name')}
          data-autofocus={connection === undefined ? true : undefined}
        />
        <Select
          label="Authentication"
          data={manifest.authentication.map((one) => ({ value: one.id, label: visibleText(one.name) }))}
          value={values.auth}
          onChange={(auth) => auth !== null && setValues({ ...values, auth })}
        />
        {fields.map((field) => (
          <ConnectionInput
            key={`${values.auth}/${field.id}`}
            field={field}
            value={values.texts.get(field.id) ?? ''}
            stored={stored.get(field.id)}
            error={errorOf(field.id)}
            onChange={(text) => setValues({ ...values, texts: new Map(values.texts).set(field.id, text) })}
          />
        ))}
        <TagsInput
          label="Allowed hosts"
          description="Public hosts that the connector declares need no entry. A host on this machine or a private network is reached only when it stands here."
          placeholder="127.0.0.1:4010"
          value={[...values.hosts]}
          onChange={(hosts) => setValues({ ...values, hosts })}
          error={errorOf('hosts')}
          splitChars={[',', ' ']}
        />
        {offered.map((host) => (
          <Group key={host} className="host-note" justify="space-between" wrap="nowrap">
            <span>
              {visibleText(detail.name)} wants to reach <strong className="mono">{visibleText(host)}</strong>, which
              this connection does not allow yet.
            </span>
            <Button variant="default" onClick={() => setValues({ ...values, hosts: [...values.hosts, host] })}>
              Allow {visibleText(host)}
            </Button>
          </Group>
        ))}
        {problem !== null && !isField ? (
          <Alert color="red" icon={<IconAlertCircle size={16} />} role="alert">
            {visibleText(problem.message)}
          </Alert>
        ) : null}
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={closeDialog}>
            Cancel
          </Button>
          <Button type="submit" loading={busy}>
            Save connection
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

interface ConnectionDialogProps {
  readonly connector: string;
  readonly name: string | undefined;
  readonly allowHost: string | undefined;
}

/** Makes a connection, or changes one. Secrets can be set anew, never read. */
export function ConnectionDialog({ connector, name, allowHost }: ConnectionDialogProps) {
  const detail = useConnectors((state) => state.details.get(connector));
  const list = useConnections((state) => state.byConnector.get(connector));
  useEffect(() => {
    void refreshConnector(connector);
    void refreshConnections(connector);
  }, [connector]);
  const ready = detail?.kind === 'ready' && list?.kind === 'ready' ? detail.value : undefined;
  return (
    <Modal
      opened
      onClose={closeDialog}
      title={name === undefined ? `New connection for ${connector}` : `Connection ${name}`}
      size="lg"
    >
      {detail?.kind === 'failed' ? <Failed failure={detail.failure} /> : null}
      {list?.kind === 'failed' ? <Failed failure={list.failure} /> : null}
      {ready === undefined && detail?.kind !== 'failed' && list?.kind !== 'failed' ? (
        <Loading what="Reading the connector…" />
      ) : null}
      {ready?.manifest === null ? (
        <p>connector.json cannot be read, so its credentials are not known. Mend it first.</p>
      ) : null}
      {ready?.manifest ? <Form detail={ready} manifest={ready.manifest} name={name} allowHost={allowHost} /> : null}
    </Modal>
  );
}
