import { Button, Group } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { Instance } from '../../../../shared/contract/tenants.ts';
import { marketplaceLimits, publicationLimits } from '../../../../shared/limits.ts';
import type { Failure } from '../../../../shared/result.ts';
import { attempt } from '../../backend/session.ts';
import { IconKey, IconRefresh } from '../../icons.ts';
import { visibleText } from '../../lib/text.ts';
import { credentialsTexts as texts } from '../../texts/tenants.ts';
import { Consent } from './consent.tsx';
import { CredentialsForm } from './credentials-form.tsx';

/** A consent that was begun from here. */
interface Begun {
  readonly url: string;
  /** When the address ends, ms since 1970. */
  readonly until: number;
  /** Status of the instance before it. */
  readonly before: string;
}

interface AccountSectionProps {
  readonly tenant: string;
  readonly instance: Instance;
  /** The instance may be another by now. */
  onChanged(): void;
}

/** The account of an installed connector: other credentials, another consent, and how far a consent is. */
export function AccountSection({ tenant, instance, onChanged }: AccountSectionProps) {
  const { id, auth, status } = instance;
  const [isOpen, setOpen] = useState(false);
  const [busy, setBusy] = useState(false);
  const [begun, setBegun] = useState<Begun | null>(null);
  const [done, setDone] = useState<string | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  // The status changes with the answer to the consent: its address is of no use any more.
  const isAnswered = begun !== null && begun.before !== status;
  const isGiven = isAnswered && status === 'connected';
  const url = isAnswered ? null : (begun?.url ?? instance.authorizeUrl);
  const waits = url !== null && status !== 'connected';
  useEffect(() => {
    if (!waits) return;
    // Consent is given in another program: only the marketplace knows of it.
    const timer = setInterval(onChanged, publicationLimits.authorizeMs);
    return () => clearInterval(timer);
  }, [waits, onChanged]);
  const take = (changed: Instance): void => {
    const address = changed.authorizeUrl;
    setFailure(null);
    setOpen(false);
    setBegun(
      address === null ? null : { url: address, until: Date.now() + marketplaceLimits.authorizationMs, before: status },
    );
    setDone(address === null ? texts.changed(visibleText(changed.auth.hint ?? '')) : null);
    onChanged();
  };
  const authorize = async () => {
    setBusy(true);
    setDone(null);
    const result = await attempt((api) => api.tenants.authorizeAgain({ tenant, instance: id }));
    setBusy(false);
    if (result.ok) take(result.value);
    else setFailure(result.error);
  };
  if (auth.type === 'none') return null;
  return (
    <section className="market-account" aria-label={texts.account}>
      <Group gap={6}>
        <Button
          variant="default"
          leftSection={<IconKey size={13} aria-hidden />}
          aria-expanded={isOpen}
          onClick={() => {
            setDone(null);
            setOpen(!isOpen);
          }}
        >
          {texts.open}
        </Button>
        {auth.type === 'oauth2' ? (
          <Button
            variant="default"
            leftSection={<IconRefresh size={13} aria-hidden />}
            loading={busy}
            onClick={() => void authorize()}
          >
            {texts.authorize}
          </Button>
        ) : null}
      </Group>
      {isOpen ? (
        <CredentialsForm tenant={tenant} instance={instance} onChanged={take} onClose={() => setOpen(false)} />
      ) : null}
      {failure === null ? null : (
        <p className="tone-error" role="alert">
          {visibleText(failure.message)}
        </p>
      )}
      {done === null && !isGiven ? null : (
        <p className="tone-ok" role="status">
          {done ?? texts.given}
        </p>
      )}
      {url === null ? null : <Consent key={url} url={url} until={begun?.until} />}
      {begun?.before === 'connected' ? <p className="dim">{texts.keeps}</p> : null}
    </section>
  );
}
