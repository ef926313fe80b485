import { Alert, Autocomplete, Button, FocusTrap, Group, Modal, PasswordInput, Stack } from '@mantine/core';
import { useCallback, useEffect, useState } from 'react';
import { z } from 'zod';
import { foundTextPlace } from '../../../../shared/connector/readiness.ts';
import type { Marketplace, Published } from '../../../../shared/contract/publish.ts';
import type { Failure } from '../../../../shared/result.ts';
import { attempt } from '../../backend/session.ts';
import { Failed, Loading } from '../../components/states.tsx';
import { IconAlertCircle } from '../../icons.ts';
import { type Loadable, loading } from '../../lib/loadable.ts';
import { visibleText } from '../../lib/text.ts';
import { publishTexts as texts } from '../../texts/publish.ts';
import { workbenchTexts } from '../../texts/workbench.ts';
import { dirtyDocs } from '../editor/documents.ts';
import { saveConnector } from '../editor/save.ts';
import { useEditor } from '../editor/store.ts';
import { closeDialog } from '../workbench/dialogs.ts';
import { beginTask } from '../workbench/progress.ts';
import { showDone, showError } from '../workbench/toast.ts';
import { PersonalCheck } from './personal-check.tsx';
import { type Preview, PublishPreview } from './publish-preview.tsx';
import './publish.css';
import { PublishResult } from './publish-result.tsx';
import { ReleaseChanges } from './release-changes.tsx';
import { useMeasuredPreview } from './use-preview.ts';

const address = z.url({ protocol: /^https?$/ });

interface FormProps {
  readonly connector: string;
  readonly preview: Preview;
  readonly marketplaces: readonly Marketplace[];
  onPublished(published: Published): void;
  /** The connector has a new revision. */
  onChanged(): void;
}

function Form({ connector, preview: plain, marketplaces, onPublished, onChanged }: FormProps) {
  const [url, setUrl] = useState(marketplaces[0]?.url ?? '');
  const [key, setKey] = useState('');
  const [failure, setFailure] = useState<Failure | null>(null);
  const [busy, setBusy] = useState(false);
  const [allowed, setAllowed] = useState('');
  const known = marketplaces.find((one) => one.url === url);
  const hasKey = known?.hasKey ?? false;
  const preview = useMeasuredPreview(connector, plain, known?.url ?? null);
  // Who has looked at a list has not looked at a later one.
  const found = preview.personal.map(foundTextPlace).join('\n');
  const allowPersonal = found !== '' && allowed === found;
  const valid = address.safeParse(url).success;
  const publish = async () => {
    setBusy(true);
    setFailure(null);
    const task = beginTask({ title: workbenchTexts.progress.publish(connector) });
    const result = await attempt((api) =>
      api.publish.publish({ connector, marketplace: url, allowPersonal, ...(key === '' ? {} : { key }) }),
    );
    setBusy(false);
    task.end(result.ok ? 'done' : 'failed');
    if (!result.ok) {
      setFailure(result.error);
      return;
    }
    setKey('');
    onPublished(result.value);
  };
  const raise = async (version: string) => {
    setBusy(true);
    const result = await attempt((api) => api.publish.raise({ connector, version, marketplace: url }));
    setBusy(false);
    if (result.ok) showDone(texts.raised(visibleText(result.value.version)));
    else showError(texts.notRaised, result.error);
    onChanged();
  };
  return (
    <form
      autoComplete="off"
      onSubmit={(event) => {
        event.preventDefault();
        void publish();
      }}
    >
      <Stack gap="md">
        <PublishPreview preview={preview} />
        {preview.release === null ? null : (
          <ReleaseChanges release={preview.release} busy={busy} onRaise={(version) => void raise(version)} />
        )}
        <PersonalCheck
          found={preview.personal}
          allowed={allowPersonal}
          onAllow={(allow) => setAllowed(allow ? found : '')}
        />
        <Autocomplete
          size="xs"
          label={texts.marketplace}
          placeholder={texts.marketplaceExample}
          required
          data={marketplaces.map((one) => one.url)}
          value={url}
          onChange={setUrl}
          error={url !== '' && !valid ? texts.notHttp : undefined}
        />
        <PasswordInput
          label={texts.key}
          description={hasKey ? texts.keyStored : texts.keyHint}
          placeholder={hasKey ? texts.keyMasked : texts.keyExample}
          autoComplete="new-password"
          value={key}
          onChange={(event) => setKey(event.currentTarget.value)}
          visibilityToggleButtonProps={{ 'aria-label': texts.showText }}
        />
        {failure === null ? null : (
          <Alert
            color="red"
            icon={<IconAlertCircle size={16} />}
            role="alert"
            title={texts.notPublished}
            className="import-failure"
          >
            {visibleText(failure.message)}
          </Alert>
        )}
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={closeDialog}>
            {texts.cancel}
          </Button>
          <Button
            type="submit"
            loading={busy}
            disabled={
              !valid ||
              (key === '' && !hasKey) ||
              preview.problems.length > 0 ||
              (preview.personal.length > 0 && !allowPersonal)
            }
          >
            {texts.publish}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function Unsaved({ connector, onSaved }: { readonly connector: string; readonly onSaved: () => void }) {
  const count = useEditor((state) => dirtyDocs(state.docs, connector).length);
  if (count === 0) return null;
  return (
    <Group className="publish-unsaved" justify="space-between" wrap="nowrap">
      <span>{texts.unsaved}</span>
      <Button variant="default" onClick={() => void saveConnector(connector).then((saved) => saved && onSaved())}>
        {texts.saveAll}
      </Button>
    </Group>
  );
}

interface Loaded {
  readonly preview: Preview;
  readonly marketplaces: readonly Marketplace[];
}

/** Shows what would be published, and publishes it. */
export function PublishDialog({ connector }: { readonly connector: string }) {
  const [loaded, setLoaded] = useState<Loadable<Loaded>>(loading);
  const [published, setPublished] = useState<Published | null>(null);
  const load = useCallback(async () => {
    const [preview, marketplaces] = await Promise.all([
      attempt((api) => api.publish.preview({ connector })),
      attempt((api) => api.publish.marketplaces()),
    ]);
    if (!preview.ok) setLoaded({ kind: 'failed', failure: preview.error });
    else
      setLoaded({
        kind: 'ready',
        // Without the list of known marketplaces one can still be typed.
        value: { preview: preview.value, marketplaces: marketplaces.ok ? marketplaces.value : [] },
      });
  }, [connector]);
  useEffect(() => void load(), [load]);
  return (
    <Modal opened onClose={closeDialog} title={texts.publish} size="lg">
      <FocusTrap.InitialFocus />
      <p className="dim publish-what">{connector}</p>
      {published ? (
        <PublishResult published={published} />
      ) : (
        <>
          <Unsaved connector={connector} onSaved={() => void load()} />
          {loaded.kind === 'loading' ? <Loading what={texts.packing} /> : null}
          {loaded.kind === 'failed' ? <Failed failure={loaded.failure} onRetry={() => void load()} /> : null}
          {loaded.kind === 'ready' ? (
            <Form connector={connector} {...loaded.value} onPublished={setPublished} onChanged={() => void load()} />
          ) : null}
        </>
      )}
    </Modal>
  );
}
