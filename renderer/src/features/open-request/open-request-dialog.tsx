import { Alert, Button, Group, Loader, Modal, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import type { ArchiveContent } from '../../../../shared/contract/archives.ts';
import type { OpenRequest } from '../../../../shared/open.ts';
import { assertNever } from '../../../../shared/result.ts';
import { IconAlertTriangle } from '../../icons.ts';
import { formatBytes } from '../../lib/format.ts';
import { visibleText } from '../../lib/text.ts';
import { openRequestTexts as texts } from '../../texts/open-request.ts';
import './open-request.css';
import { isOwnMachine } from './request.ts';
import { agree, closeRequest, type OpenStage, openContent, useOpenRequests } from './store.ts';

const SHOWN_PATHS = 12;

/** Facts of foreign origin: shown whole, as text. */
function Facts({ facts }: { readonly facts: readonly (readonly [name: string, value: string])[] }) {
  return (
    <dl className="open-facts">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{visibleText(value)}</dd>
        </div>
      ))}
    </dl>
  );
}

const Warning = ({ text }: { readonly text: string }) => (
  <Alert color="yellow" className="open-warning" icon={<IconAlertTriangle size={16} aria-hidden />}>
    {text}
  </Alert>
);

/** The buttons; what does nothing has the focus, so that no key pressed by chance agrees. */
function Choice({ action, busy, onAgree }: { readonly action: string; readonly busy?: boolean; onAgree(): void }) {
  return (
    <Group justify="flex-end" gap="sm">
      <Button variant="default" onClick={closeRequest} data-autofocus>
        {texts.cancel}
      </Button>
      <Button loading={busy === true} onClick={onAgree}>
        {action}
      </Button>
    </Group>
  );
}

const Dismiss = () => (
  <Group justify="flex-end">
    <Button variant="default" onClick={closeRequest} data-autofocus>
      {texts.close}
    </Button>
  </Group>
);

function Ask({ request }: { readonly request: OpenRequest }) {
  const onAgree = () => void agree(request);
  switch (request.kind) {
    case 'import':
    case 'install':
      return (
        <>
          <p>{texts.askedByLink}</p>
          <Facts
            facts={[
              [texts.host, request.host],
              [texts.address, request.address],
            ]}
          />
          {isOwnMachine(request.address) ? <Warning text={texts.ownMachine} /> : null}
          {request.address.startsWith('http:') && !isOwnMachine(request.address) ? (
            <Warning text={texts.plainHttp} />
          ) : null}
          <Choice action={request.kind === 'import' ? texts.fetchAndImport : texts.fetchAndLook} onAgree={onAgree} />
        </>
      );
    case 'file':
      return (
        <>
          <p>{texts.askedByFile}</p>
          <Facts
            facts={[
              [texts.file, request.path],
              [texts.size, formatBytes(request.bytes.byteLength)],
            ]}
          />
          <Choice action={texts.importFile} onAgree={onAgree} />
        </>
      );
    case 'refused':
      return (
        <>
          <Warning text={texts.refusal(request.reason)} />
          <Facts facts={[[texts.asked, request.text]]} />
          <Dismiss />
        </>
      );
    default:
      return assertNever(request);
  }
}

function Effect({ content: { id, existing } }: { readonly content: ArchiveContent }) {
  if (existing === null) return <p className="dim">{texts.fresh}</p>;
  if (existing.changed.length === 0) return <p className="dim">{texts.same(existing.revision)}</p>;
  const more = existing.changed.length - SHOWN_PATHS;
  return (
    <div className="open-effect">
      <p>{texts.replaces(id, existing.revision)}</p>
      <ul>
        {existing.changed.slice(0, SHOWN_PATHS).map((path) => (
          <li key={path}>{visibleText(path)}</li>
        ))}
        {more > 0 ? <li className="dim">{texts.andMore(more)}</li> : null}
      </ul>
    </div>
  );
}

function Content({ content, opening }: { readonly content: ArchiveContent; readonly opening: boolean }) {
  const { id, version, description, digest, entities, commands, hosts, paths, existing } = content;
  return (
    <>
      {description === '' ? null : <p className="open-description">{visibleText(description)}</p>}
      <Facts
        facts={[
          [texts.id, id],
          [texts.version, version],
          [texts.content, texts.contentOf(entities, commands, paths.length)],
          [texts.hosts, hosts.length === 0 ? texts.noHosts : hosts.join(', ')],
          [texts.digest, digest],
        ]}
      />
      <Effect content={content} />
      <p className="dim">{texts.nothingRuns}</p>
      <Choice
        action={existing === null ? texts.openNew : texts.openOver}
        busy={opening}
        onAgree={() => void openContent()}
      />
    </>
  );
}

const Busy = ({ text }: { readonly text: string }) => (
  <>
    <Group gap="sm" role="status">
      <Loader size={16} aria-hidden />
      <span>{text}</span>
    </Group>
    <Group justify="flex-end">
      <Button variant="default" onClick={closeRequest}>
        {texts.cancel}
      </Button>
    </Group>
  </>
);

function titleOf(stage: OpenStage): string {
  switch (stage.kind) {
    case 'ask':
      return {
        import: texts.importTitle,
        install: texts.installTitle,
        file: texts.fileTitle,
        refused: texts.refusedTitle,
      }[stage.request.kind];
    case 'fetching':
    case 'reading':
      return texts.installTitle;
    case 'content':
      return texts.archiveTitle(visibleText(stage.content.name));
    case 'failed':
      return texts.failedTitle;
    default:
      return assertNever(stage);
  }
}

function body(stage: OpenStage): ReactNode {
  switch (stage.kind) {
    case 'ask':
      return <Ask request={stage.request} />;
    case 'fetching':
      return <Busy text={`${texts.fetching} ${visibleText(stage.host)}`} />;
    case 'reading':
      return <Busy text={`${texts.reading} ${visibleText(stage.fileName)}`} />;
    case 'content':
      return <Content content={stage.content} opening={stage.opening} />;
    case 'failed':
      return (
        <>
          <Alert color="red" role="alert" className="open-failure">
            {visibleText(stage.failure.message)}
          </Alert>
          <Dismiss />
        </>
      );
    default:
      return assertNever(stage);
  }
}

/** What a link or a file from outside asks for, with every part of it; nothing happens before the user agrees (A101). */
export function OpenRequestDialog() {
  const stage = useOpenRequests((state) => state.stage);
  if (stage === null) return null;
  return (
    // Made anew for each stage, so that the button that does nothing has the focus in each.
    <Modal key={stage.kind} opened onClose={closeRequest} title={titleOf(stage)} size={560} closeOnClickOutside={false}>
      <Stack gap="md">{body(stage)}</Stack>
    </Modal>
  );
}
