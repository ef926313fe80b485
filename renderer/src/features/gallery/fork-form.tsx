import { Alert, Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { connectorId } from '../../../../shared/connector/names.ts';
import type { GalleryContent } from '../../../../shared/contract/gallery.ts';
import type { Failure } from '../../../../shared/result.ts';
import { attempt } from '../../backend/session.ts';
import { IconAlertCircle, IconCopyPlus } from '../../icons.ts';
import { visibleText } from '../../lib/text.ts';
import { galleryTexts as texts } from '../../texts/gallery.ts';
import { refreshConnectors } from '../connectors/store.ts';
import { showTab } from '../editor/store.ts';
import { showDone } from '../workbench/toast.ts';

interface ForkFormProps {
  readonly tenant: string;
  readonly listing: string;
  /** What was looked at: nothing else is taken. */
  readonly content: GalleryContent;
}

/** Takes a version into the workspace as a copy of one's own; asks for an id where its own is taken. Nothing runs. */
export function ForkForm({ tenant, listing, content: { version, digest } }: ForkFormProps) {
  const [as, setAs] = useState<string | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [busy, setBusy] = useState(false);
  const bad = as !== null && !connectorId.safeParse(as).success;
  const add = async () => {
    setBusy(true);
    setFailure(null);
    const result = await attempt((api) =>
      api.gallery.fork({ tenant, listing, version, digest, ...(as === null ? {} : { as }) }),
    );
    setBusy(false);
    if (!result.ok) {
      if (result.error.code === 'id_taken') setAs(`${listing.replace(/^cn-/, '').slice(0, 59)}-copy`);
      setFailure(result.error);
      return;
    }
    const { connector } = result.value;
    await refreshConnectors();
    showDone(texts.added(connector));
    showTab({ kind: 'overview', connector });
  };
  return (
    <form
      className="fork-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (!bad) void add();
      }}
    >
      {failure === null ? null : (
        <Alert color="red" icon={<IconAlertCircle size={16} />} role="alert" title={texts.notAdded}>
          {visibleText(failure.message)}
        </Alert>
      )}
      <div className="fork-line">
        {as === null ? null : (
          <TextInput
            label={texts.as}
            description={texts.asHint}
            value={as}
            error={bad ? texts.badId : undefined}
            onChange={(event) => setAs(event.currentTarget.value)}
          />
        )}
        <Button type="submit" loading={busy} disabled={bad} leftSection={<IconCopyPlus size={13} aria-hidden />}>
          {texts.add}
        </Button>
        <span className="dim">{texts.addHint}</span>
      </div>
    </form>
  );
}
