import { Alert, Button, Group, Modal, SegmentedControl, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { connectorId, connectorName, toConnectorId } from '../../../../shared/connector/names.ts';
import { attempt } from '../../backend/session.ts';
import { IconAlertCircle } from '../../icons.ts';
import { visibleText } from '../../lib/text.ts';
import { newConnectorTexts as texts } from '../../texts/overview.ts';
import { showFile, showTab } from '../editor/store.ts';
import { closeDialog } from '../workbench/dialogs.ts';
import { showDone } from '../workbench/toast.ts';
import { refreshConnector, refreshConnectors, selectConnector, useConnectors } from './store.ts';

type Language = 'js' | 'ts';

/** Makes the connector and opens its data function; gives the sentence of what failed. */
async function create(id: string, name: string, language: Language): Promise<string | undefined> {
  const result = await attempt((api) => api.connectors.create({ id, name, language }));
  if (!result.ok) return result.error.message;
  closeDialog();
  await refreshConnectors();
  selectConnector(id);
  await refreshConnector(id);
  showTab({ kind: 'overview', connector: id });
  showFile(id, `functions/data.${language}`);
  showDone(texts.done(id));
  return undefined;
}

/** A connector without a description: one table of example rows that runs at once. */
export function NewConnectorDialog() {
  const [name, setName] = useState('');
  const [typedId, setTypedId] = useState<string | null>(null);
  const [language, setLanguage] = useState<Language>('js');
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | undefined>();
  const list = useConnectors((state) => state.list);
  const taken = list.kind === 'ready' && list.value.some((one) => one.id === (typedId ?? toConnectorId(name)));
  const id = typedId ?? (name.trim() === '' ? '' : toConnectorId(name));
  const nameProblem = name === '' ? undefined : connectorName.safeParse(name.trim()).error?.issues[0]?.message;
  const idProblem = id === '' ? undefined : taken ? texts.taken : connectorId.safeParse(id).error?.issues[0]?.message;
  const ready = name.trim() !== '' && id !== '' && nameProblem === undefined && idProblem === undefined;
  const submit = async () => {
    setBusy(true);
    setFailure(await create(id, name.trim(), language));
    setBusy(false);
  };
  return (
    <Modal opened onClose={closeDialog} title={texts.title} size={460}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (ready) void submit();
        }}
      >
        <Stack gap="sm">
          <p className="dim">{texts.intro}</p>
          <TextInput
            label={texts.name}
            value={name}
            error={nameProblem}
            data-autofocus
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <TextInput
            label={texts.id}
            description={texts.idHint}
            value={id}
            error={idProblem}
            spellCheck={false}
            classNames={{ input: 'mono' }}
            onChange={(event) => setTypedId(event.currentTarget.value)}
          />
          <SegmentedControl
            aria-label={texts.language}
            value={language}
            data={[
              { value: 'js', label: texts.languages.js },
              { value: 'ts', label: texts.languages.ts },
            ]}
            onChange={(value) => setLanguage(value === 'ts' ? 'ts' : 'js')}
          />
          {failure === undefined ? null : (
            <Alert color="red" icon={<IconAlertCircle size={16} />} role="alert">
              {visibleText(failure)}
            </Alert>
          )}
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={closeDialog}>
              {texts.cancel}
            </Button>
            <Button type="submit" loading={busy} disabled={!ready}>
              {texts.create}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
