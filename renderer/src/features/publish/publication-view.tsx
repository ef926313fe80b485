import { Alert, Button, Group } from '@mantine/core';
import { useState } from 'react';
import type { Publication } from '../../../../shared/contract/publication.ts';
import { IconCheck, IconHourglass, IconInfoCircle, IconWifiOff } from '../../icons.ts';
import { formatTime } from '../../lib/format.ts';
import { visibleText } from '../../lib/text.ts';
import { counted } from '../../texts/counted.ts';
import { publicationsTexts as texts } from '../../texts/publish.ts';
import { Fact } from '../entities/facts.tsx';
import { openDialog } from '../workbench/dialogs.ts';
import { CredentialsForm } from './credentials-form.tsx';
import { asksCredentials, canGiveUp, canRetry, isOver } from './publication.ts';
import { removePublication, retryPublication } from './publications-store.ts';
import { Stages } from './stages.tsx';

/** What it waits for, and when it goes on. */
function Waits({ waits }: { readonly waits: Publication['waits'] }) {
  if (waits === null) return null;
  const offline = waits.for === 'network';
  return (
    <Alert
      color="orange"
      icon={offline ? <IconWifiOff size={16} /> : <IconHourglass size={16} />}
      title={texts.waits[waits.for]}
      role="status"
    >
      <p>{visibleText(waits.message)}</p>
      {waits.nextTryAt === null ? null : (
        <p className="dim">{texts.nextTry(formatTime(waits.nextTryAt), counted.tries(waits.attempts))}</p>
      )}
    </Alert>
  );
}

/** That the version stands there, and whether it did so before. */
function Outcome({ publication: { stages, version } }: { readonly publication: Publication }) {
  const published = stages.find(({ kind, state }) => kind === 'publish' && state === 'done');
  if (published === undefined) return null;
  const isNew = published.created !== false;
  return (
    <Alert
      color={isNew ? 'green' : 'blue'}
      icon={isNew ? <IconCheck size={16} /> : <IconInfoCircle size={16} />}
      title={isNew ? texts.published(visibleText(version)) : texts.alreadyPublished}
      role="status"
    >
      {isNew ? texts.immutable : texts.stoodThere(visibleText(version))}
    </Alert>
  );
}

function Actions({ publication, onAsk }: { readonly publication: Publication; onAsk(): void }) {
  const { id, state } = publication;
  const [busy, setBusy] = useState(false);
  const retry = async () => {
    setBusy(true);
    await retryPublication(id);
    setBusy(false);
  };
  return (
    <Group gap={6}>
      {canRetry(publication) ? (
        <Button loading={busy} onClick={() => void retry()}>
          {state === 'failed' ? texts.retry : texts.tryNow}
        </Button>
      ) : null}
      {asksCredentials(publication) ? (
        <Button variant="default" onClick={onAsk}>
          {texts.otherCredentials}
        </Button>
      ) : null}
      {canGiveUp(publication) ? (
        <Button variant="default" onClick={() => openDialog({ kind: 'give-up', publication: id })}>
          {texts.cancel}
        </Button>
      ) : null}
      {isOver(publication) ? (
        <Button variant="default" onClick={() => void removePublication(id)}>
          {texts.remove}
        </Button>
      ) : null}
    </Group>
  );
}

/** A publication in full: what it waits for, its steps, and what can be done. */
export function PublicationView({ publication }: { readonly publication: Publication }) {
  const [asking, setAsking] = useState(false);
  const { marketplace, listing, version, digest, waits, stages } = publication;
  const words = texts.facts;
  return (
    <div className="publication">
      <Waits waits={waits} />
      <Outcome publication={publication} />
      <Stages stages={stages} listing={listing} />
      {asking ? <CredentialsForm publication={publication} onDone={() => setAsking(false)} /> : null}
      <Actions publication={publication} onAsk={() => setAsking(true)} />
      <dl className="publish-facts">
        <Fact title={words.listing}>
          <span className="mono">{visibleText(listing)}</span>
        </Fact>
        <Fact title={words.version}>{visibleText(version)}</Fact>
        <Fact title={words.marketplace}>{visibleText(marketplace)}</Fact>
        <Fact title={words.digest}>{digest === null ? null : <span className="mono">{visibleText(digest)}</span>}</Fact>
      </dl>
    </div>
  );
}
