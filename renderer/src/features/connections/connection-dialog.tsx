import { Button, Group, Modal } from '@mantine/core';
import { useEffect, useState } from 'react';
import { Failed, Loading } from '../../components/states.tsx';
import { visibleText } from '../../lib/text.ts';
import { connectionTexts as t } from '../../texts/connections.ts';
import { refreshConnector, useConnectors } from '../connectors/store.ts';
import { closeDialog } from '../workbench/dialogs.ts';
import { showDone, showError } from '../workbench/toast.ts';
import { ConnectionFields } from './connection-form.tsx';
import './connections.css';
import { freeName } from './form.ts';
import { connectionsOf, refreshConnections, testConnection, useConnections } from './store.ts';
import { TestLine } from './test-line.tsx';
import { type Described, useConnectionForm } from './use-connection-form.ts';

interface ConnectionDialogProps {
  readonly connector: string;
  /** The connection to change; a new one where absent. */
  readonly name: string | undefined;
  /** A connection that a new one begins with, but for its secrets. */
  readonly like: string | undefined;
  readonly allowHost: string | undefined;
}

type FormProps = Described & Omit<ConnectionDialogProps, 'connector'>;

function Form({ detail, manifest, name, like, allowHost }: FormProps) {
  const known = connectionsOf(useConnections(), detail.id);
  const [copied] = useState(() => {
    const one = known.find((connection) => connection.name === like);
    const names = known.map((connection) => connection.name);
    return one && { ...one, name: freeName(t.copyOf(one.name), names), secrets: [] };
  });
  const form = useConnectionForm({ detail, manifest }, name, copied);
  const [asking, setAsking] = useState(false);
  const { connection, changed, busy } = form;
  const close = () => (changed && copied === undefined ? setAsking(true) : closeDialog());
  const save = async () => {
    const saved = await form.save();
    if (!saved) return;
    closeDialog();
    showDone(t.saved(saved.name));
  };
  const test = async () => {
    const saved = await form.save();
    if (!saved) return;
    const result = await testConnection(saved);
    if (!result.ok) showError(t.testShort, result.error);
  };
  const title = connection ? t.form.editTitle(visibleText(connection.name)) : t.form.newTitle(detail.id);
  return (
    <Modal opened onClose={close} title={title} size={680} closeOnClickOutside={!changed}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
        noValidate
        autoComplete="off"
      >
        <ConnectionFields detail={detail} manifest={manifest} form={form} allowHost={allowHost} />
        {asking ? (
          <Group className="dialog-foot" justify="flex-end" gap="sm" role="alert">
            <span className="grow">{t.form.discard}</span>
            <Button variant="default" onClick={() => setAsking(false)} autoFocus>
              {t.form.keepEditing}
            </Button>
            <Button color="red" onClick={closeDialog}>
              {t.form.discardButton}
            </Button>
          </Group>
        ) : (
          <Group className="dialog-foot" justify="flex-end" gap="sm" wrap="nowrap">
            <Button variant="default" disabled={busy} onClick={() => void test()}>
              {changed || !connection ? t.form.saveAndTest : t.form.test}
            </Button>
            <span className="grow dialog-foot-line">
              {connection ? <TestLine connection={connection} linked /> : null}
            </span>
            <Button variant="default" onClick={close}>
              {t.form.cancel}
            </Button>
            <Button type="submit" loading={busy}>
              {t.form.save}
            </Button>
          </Group>
        )}
      </form>
    </Modal>
  );
}

/** Makes a connection, or changes one. Secrets can be set anew, never read. */
export function ConnectionDialog({ connector, ...props }: ConnectionDialogProps) {
  const detail = useConnectors((state) => state.details.get(connector));
  const list = useConnections((state) => state.byConnector.get(connector));
  useEffect(() => {
    void refreshConnector(connector);
    void refreshConnections(connector);
  }, [connector]);
  const ready = detail?.kind === 'ready' && list?.kind === 'ready' ? detail.value : undefined;
  if (ready?.manifest) return <Form detail={ready} manifest={ready.manifest} {...props} />;
  const failed = detail?.kind === 'failed' ? detail : list?.kind === 'failed' ? list : undefined;
  const title = props.name === undefined ? t.form.newTitle(connector) : t.form.editTitle(visibleText(props.name));
  return (
    <Modal opened onClose={closeDialog} title={title} size={680}>
      {failed ? <Failed failure={failed.failure} /> : null}
      {failed === undefined && ready === undefined ? <Loading what={t.readingConnector} /> : null}
      {ready?.manifest === null ? <p>{t.noManifest}</p> : null}
    </Modal>
  );
}
