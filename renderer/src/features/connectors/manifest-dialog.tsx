import { Alert, Button, Group, Modal, Tabs, TagsInput } from '@mantine/core';
import { useEffect, useMemo, useState } from 'react';
import { Loading } from '../../components/states.tsx';
import { IconAlertCircle, IconInfoCircle } from '../../icons.ts';
import { visibleText } from '../../lib/text.ts';
import { counted } from '../../texts/counted.ts';
import { manifestTexts as texts } from '../../texts/manifest.ts';
import { docKey } from '../editor/documents.ts';
import { showFile, useDirty } from '../editor/store.ts';
import { closeDialog } from '../workbench/dialogs.ts';
import { showDone } from '../workbench/toast.ts';
import './manifest.css';
import { ManifestAuth } from './manifest-auth.tsx';
import {
  changesOf,
  draftOf,
  type ManifestDraft,
  patchedManifest,
  problemAt,
  problemsOf,
  type Raw,
  rawManifest,
} from './manifest-draft.ts';
import { ManifestGeneral } from './manifest-general.tsx';
import { ManifestSettings } from './manifest-settings.tsx';
import { currentText, writeFile } from './write-file.ts';

const path = 'connector.json';
const shownPlaces = [
  'name',
  'version',
  'description',
  'category',
  'tags',
  'kind',
  'executionModel',
  'hosts',
  'authentication',
  'connectionConfig',
  'setting',
] as const;

/** The parts of the form, as the tabs that hold them. */
export type ManifestSection = keyof typeof texts.sections;

const placesOf: Readonly<Record<ManifestSection, readonly string[]>> = {
  general: ['name', 'version', 'description', 'category', 'tags', 'kind', 'executionModel'],
  hosts: ['hosts'],
  authentication: ['authentication'],
  settings: ['setting', 'connectionConfig'],
};
const sections = ['general', 'hosts', 'authentication', 'settings'] as const satisfies readonly ManifestSection[];

interface ManifestFormProps {
  readonly connector: string;
  readonly text: string;
  readonly raw: Raw;
  readonly section: ManifestSection;
}

/** Writes what was changed over the text that stands in the editor now, which may be newer than the form. */
async function save(connector: string, changes: ReadonlyMap<string, unknown>): Promise<string | undefined> {
  const text = await currentText(connector, path);
  const patched = patchedManifest(text ?? '', changes);
  if (!patched.ok) return patched.error.message;
  // The dialog of a conflict takes the place of this one: the text is in the editor by then.
  if (await writeFile(connector, path, patched.value)) {
    closeDialog();
    showDone(texts.saved);
  }
  return undefined;
}

function ManifestForm({ connector, text, raw, section }: ManifestFormProps) {
  const [draft, setDraft] = useState<ManifestDraft>(() => draftOf(raw));
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | undefined>();
  const dirty = useDirty(docKey(connector, path));
  const changes = useMemo(() => changesOf(raw, draft), [raw, draft]);
  const problems = useMemo(() => problemsOf(raw, draft), [raw, draft]);
  const change = (part: Partial<ManifestDraft>) => setDraft((before) => ({ ...before, ...part }));
  const elsewhere = [...problems].filter(([place]) => !shownPlaces.some((one) => place.split('.')[0] === one));
  const wrong = (of: ManifestSection) => placesOf[of].some((place) => problemAt(problems, place) !== undefined);
  const submit = async () => {
    setBusy(true);
    setFailure(await save(connector, changes));
    setBusy(false);
  };
  return (
    <form
      className="manifest-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (problems.size === 0 && changes.size > 0) void submit();
      }}
    >
      {dirty && text !== '' ? (
        <Alert color="blue" icon={<IconInfoCircle size={16} />} p="xs">
          {texts.unsaved}
        </Alert>
      ) : null}
      <Tabs defaultValue={section} className="manifest-tabs">
        <Tabs.List aria-label={texts.title(connector)}>
          {sections.map((one) => (
            <Tabs.Tab key={one} value={one}>
              {texts.sections[one]}
              {wrong(one) ? (
                <IconAlertCircle size={12} className="tone-error manifest-wrong" aria-label={texts.wrong} />
              ) : null}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="general" className="manifest-panel">
          <ManifestGeneral draft={draft} problems={problems} onChange={change} />
        </Tabs.Panel>
        <Tabs.Panel value="hosts" className="manifest-panel">
          <TagsInput
            label={texts.hosts}
            description={texts.hostsHint}
            value={[...draft.hosts]}
            error={problemAt(problems, 'hosts')}
            onChange={(hosts) => change({ hosts: hosts.map((host) => host.trim()) })}
          />
        </Tabs.Panel>
        <Tabs.Panel value="authentication" className="manifest-panel">
          <ManifestAuth
            list={draft.authentication}
            problems={problems}
            onChange={(authentication) => change({ authentication })}
          />
        </Tabs.Panel>
        <Tabs.Panel value="settings" className="manifest-panel">
          <ManifestSettings
            list={draft.connectionConfig}
            problems={problems}
            onChange={(connectionConfig) => change({ connectionConfig })}
          />
        </Tabs.Panel>
      </Tabs>
      {elsewhere.length === 0 ? null : (
        <Alert color="red" icon={<IconAlertCircle size={16} />} title={texts.elsewhere} p="xs">
          {elsewhere.slice(0, 3).map(([place, message]) => (
            <p key={place}>
              <span className="mono">{visibleText(place)}</span> {visibleText(message)}
            </p>
          ))}
        </Alert>
      )}
      {failure === undefined ? null : (
        <Alert color="red" icon={<IconAlertCircle size={16} />} role="alert" p="xs">
          {visibleText(failure)}
        </Alert>
      )}
      <Group justify="flex-end" gap="sm">
        <span className="dim grow" role="status">
          {problems.size > 0
            ? texts.wrong
            : changes.size === 0
              ? texts.nothing
              : texts.changed(counted.fields(changes.size))}
        </span>
        <Button variant="default" onClick={() => closeDialog()}>
          {texts.cancel}
        </Button>
        <Button type="submit" loading={busy} disabled={problems.size > 0 || changes.size === 0}>
          {texts.save}
        </Button>
      </Group>
    </form>
  );
}

type Opened = { readonly text: string; readonly raw: Raw } | { readonly problem: string };

/** The manifest as a form; what it does not know of connector.json stays as it is. */
export function ManifestDialog({ connector, section }: Pick<ManifestFormProps, 'connector' | 'section'>) {
  const [opened, setOpened] = useState<Opened | null>(null);
  useEffect(() => {
    let live = true;
    void currentText(connector, path).then((text) => {
      if (!live) return;
      const raw = rawManifest(text ?? '');
      setOpened(raw.ok ? { text: text ?? '', raw: raw.value } : { problem: raw.error.message });
    });
    return () => {
      live = false;
    };
  }, [connector]);
  return (
    <Modal opened onClose={closeDialog} title={texts.title(connector)} size={720} closeOnClickOutside={false}>
      {opened === null ? <Loading what={texts.loading} /> : null}
      {opened !== null && 'problem' in opened ? (
        <Alert color="red" icon={<IconAlertCircle size={16} />} role="alert">
          <p>{opened.problem}</p>
          <Button
            mt="sm"
            variant="default"
            onClick={() => {
              closeDialog();
              showFile(connector, path);
            }}
          >
            {texts.openFile}
          </Button>
        </Alert>
      ) : null}
      {opened !== null && 'raw' in opened ? (
        <ManifestForm connector={connector} text={opened.text} raw={opened.raw} section={section} />
      ) : null}
    </Modal>
  );
}
