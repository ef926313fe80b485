import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Preview, Release } from '../../../../shared/contract/publish.ts';
import { versionLimits } from '../../../../shared/limits.ts';
import { attempt } from '../../backend/session.ts';
import { visibleText } from '../../lib/text.ts';
import { publishTexts as texts } from '../../texts/publish.ts';
import { showDone, showError } from '../workbench/toast.ts';
import { Changes } from './changes.tsx';
import { changePublishForm } from './forms-store.ts';

interface VersionSectionProps {
  readonly connector: string;
  readonly preview: Preview;
  readonly marketplace: string | undefined;
  readonly note: string;
  readonly measuring: boolean;
  /** The connector has a new revision. */
  onRaised(): void;
}

interface RaiseProps extends Pick<VersionSectionProps, 'connector' | 'note' | 'onRaised'> {
  readonly marketplace: string;
  readonly floor: string;
}

function Raise({ connector, marketplace, note, floor, onRaised }: RaiseProps) {
  const [busy, setBusy] = useState(false);
  const raise = async () => {
    setBusy(true);
    const result = await attempt((api) =>
      api.publish.raise({
        connector,
        version: floor,
        marketplace,
        ...(note.trim() === '' ? {} : { note: note.trim() }),
      }),
    );
    setBusy(false);
    if (!result.ok) {
      showError(texts.notRaised, result.error);
      return;
    }
    changePublishForm(connector, () => ({ note: '' }));
    showDone(texts.raised(visibleText(result.value.version)));
    onRaised();
  };
  return (
    <form
      className="publish-raise"
      onSubmit={(event) => {
        event.preventDefault();
        void raise();
      }}
    >
      <TextInput
        className="grow"
        label={texts.note}
        description={texts.noteHint}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        maxLength={versionLimits.noteChars}
        value={note}
        onChange={(event) => {
          const { value } = event.currentTarget;
          changePublishForm(connector, () => ({ note: value }));
        }}
      />
      <Button type="submit" loading={busy}>
        {texts.raise(visibleText(floor))}
      </Button>
    </form>
  );
}

function Compared({ release }: { readonly release: Release }) {
  const { from, floor, changes, count, tooLow } = release;
  return (
    <>
      <p className={tooLow ? 'tone-warn' : undefined}>
        {count === 0 ? texts.sameAs(visibleText(from)) : texts.needs(visibleText(from), visibleText(floor))}
      </p>
      <Changes changes={changes} count={count} open={tooLow} />
    </>
  );
}

/** The version, what the changes ask of it, and one button that raises it so far. */
export function VersionSection(props: VersionSectionProps) {
  const { preview, marketplace, measuring } = props;
  const { version, release } = preview;
  const since = release === null ? texts.version : texts.sincePublished(visibleText(release.from));
  return (
    <section aria-label={since}>
      <div className="overview-section">
        <h3>{texts.now(visibleText(version))}</h3>
        {measuring ? (
          <span className="dim" role="status">
            {texts.measuring}
          </span>
        ) : null}
      </div>
      {release === null ? (
        <p className="dim">{marketplace === undefined ? texts.firstUnknown : texts.first}</p>
      ) : (
        <Compared release={release} />
      )}
      {release?.tooLow === true && marketplace !== undefined ? (
        <Raise {...props} marketplace={marketplace} floor={release.floor} />
      ) : null}
    </section>
  );
}
