import { Button, Group, Loader } from '@mantine/core';
import { useEffect, useState } from 'react';
import { IconAlertCircle, IconCircleCheck, IconCopy, IconExternalLink } from '../../icons.ts';
import { copyText } from '../../lib/clipboard.ts';
import { visibleText } from '../../lib/text.ts';
import { connectionTexts } from '../../texts/connections.ts';
import type { AuthorizeStage } from './authorize-stage.ts';
import { openTab } from './authorize-store.ts';

const t = connectionTexts.oauth;

/** The address that a person opens: a button, since a page that opens by itself is taken for an advertisement. */
function Address({ url }: { readonly url: string }) {
  return (
    <>
      <output className="authorize-url mono" aria-label={t.addressLabel}>
        {visibleText(url)}
      </output>
      <Group gap="sm">
        {window.studio ? null : (
          <Button leftSection={<IconExternalLink size={13} aria-hidden />} onClick={() => openTab(url)}>
            {t.open}
          </Button>
        )}
        <Button
          variant="default"
          leftSection={<IconCopy size={13} aria-hidden />}
          onClick={() => copyText(url, t.address)}
        >
          {t.copy}
        </Button>
      </Group>
    </>
  );
}

function Countdown({ until }: { readonly until: number }) {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  // Whole seconds: tenths would be read out as often as they change.
  const left = Math.floor((until - now) / 1000);
  return <p className="dim">{left > 0 ? t.left(`${Math.floor(left / 60)} min ${left % 60} s`) : t.over}</p>;
}

/** What the person has to do for an authorization, or how it ended. */
export function AuthorizeProgress({ stage }: { readonly stage: AuthorizeStage }) {
  switch (stage.kind) {
    case 'starting':
      return (
        <p className="authorize-line" role="status">
          <Loader size={13} aria-hidden /> {t.starting}
        </p>
      );
    case 'browser':
      return (
        <div className="authorize-step" role="status">
          <p className="authorize-line">
            <Loader size={13} aria-hidden /> {t.waiting}
          </p>
          {stage.opened ? <p className="dim">{t.opened}</p> : null}
          {window.studio && !stage.opened ? <p className="dim">{t.copyIt}</p> : null}
          <Address url={stage.url} />
        </div>
      );
    case 'code':
      return (
        <div className="authorize-step">
          <p className="authorize-line">
            <Loader size={13} aria-hidden /> {t.code}{' '}
            <strong className="user-code">{visibleText(stage.userCode)}</strong> {t.at}
          </p>
          <Group gap="sm">
            <Button
              variant="default"
              leftSection={<IconCopy size={13} aria-hidden />}
              onClick={() => copyText(stage.userCode, t.codeName)}
            >
              {t.copyCode}
            </Button>
          </Group>
          <Address url={stage.url} />
          <Countdown until={stage.until} />
        </div>
      );
    case 'done':
      return (
        <p className="authorize-line tone-ok" role="status">
          <IconCircleCheck size={14} aria-hidden /> {t.done}
        </p>
      );
    case 'failed':
      return (
        <p className="authorize-line tone-error" role="alert">
          <IconAlertCircle size={14} aria-hidden /> {visibleText(stage.failure.message)}
        </p>
      );
  }
}
