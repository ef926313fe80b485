import { Button, Group, Modal, SegmentedControl, Select, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { checkConnectorPath } from '../../../../shared/connector/files.ts';
import { loadedValue } from '../../lib/loadable.ts';
import { explorerTexts } from '../../texts/explorer.ts';
import { closeDialog } from '../workbench/dialogs.ts';
import { makeFile } from './explorer-actions.ts';
import { useConnectors } from './store.ts';
import { missingTemplates, type ScriptLanguage, templatePath } from './templates.ts';

/** The words for a template; one without words is shown by its id. */
const labelOf = (id: string): string =>
  Object.entries(explorerTexts.templates).find(([name]) => name === id)?.[1] ?? id;

/** Makes a file that a connector does not have yet, with a beginning of what belongs there. */
export function NewFileDialog({ connector }: { readonly connector: string }) {
  const detail = useConnectors((state) => loadedValue(state.details.get(connector)));
  const paths = detail?.files.map((file) => file.path) ?? [];
  const templates = missingTemplates(paths);
  const [id, setId] = useState(templates[0]?.id ?? 'module');
  const [name, setName] = useState('');
  const [language, setLanguage] = useState<ScriptLanguage>(paths.some((path) => path.endsWith('.ts')) ? 'ts' : 'js');
  const [busy, setBusy] = useState(false);
  const template = templates.find((one) => one.id === id) ?? templates[0];
  if (template === undefined) return null;
  const path = templatePath(template, name.trim(), language);
  const legal = checkConnectorPath(path).ok && !paths.includes(path);
  const make = async () => {
    setBusy(true);
    const made = await makeFile(connector, path, template.text(language));
    setBusy(false);
    if (made) closeDialog();
  };
  return (
    <Modal opened onClose={closeDialog} title={explorerTexts.newFileTitle(connector)} size="sm">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (legal) void make();
        }}
      >
        <Stack gap="md">
          <Select
            data-autofocus
            label={explorerTexts.template}
            data={templates.map((one) => ({ value: one.id, label: labelOf(one.id) }))}
            value={template.id}
            onChange={(value) => value !== null && setId(value)}
          />
          {template.name === null ? (
            <TextInput
              label={explorerTexts.name}
              description={explorerTexts.nameHint}
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
            />
          ) : null}
          {template.script ? (
            <SegmentedControl
              aria-label={explorerTexts.language}
              value={language}
              onChange={(value) => setLanguage(value === 'ts' ? 'ts' : 'js')}
              data={[
                { value: 'js', label: explorerTexts.languages.js },
                { value: 'ts', label: explorerTexts.languages.ts },
              ]}
            />
          ) : null}
          <Text c="dimmed">{legal ? explorerTexts.makes(path) : explorerTexts.nameHint}</Text>
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={closeDialog}>
              {explorerTexts.cancel}
            </Button>
            <Button type="submit" disabled={!legal} loading={busy}>
              {explorerTexts.make}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
