import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import { IconExternalLink } from '../../icons.ts';
import { instancesTexts, credentialsTexts as texts } from '../../texts/tenants.ts';
import { openTab } from '../connections/authorize-store.ts';

const secondMs = 1_000;
const minuteMs = 60_000;

interface ConsentProps {
  readonly url: string;
  /** When the address ends, ms since 1970; undefined where it is not known. */
  readonly until: number | undefined;
}

/** What is left of the time of an address, ms, as of the last second; 0 where it is over. */
function useLeft(until: number | undefined): number | undefined {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = until === undefined ? undefined : setInterval(() => setNow(Date.now()), secondMs);
    return () => clearInterval(timer);
  }, [until]);
  return until === undefined ? undefined : Math.max(0, until - now);
}

/** Where a person consents, as long as the address is good; and what to do once it is not. */
export function Consent({ url, until }: ConsentProps) {
  const left = useLeft(until);
  if (left === 0)
    return (
      <p className="market-consent" role="status">
        {texts.expired}
      </p>
    );
  return (
    <div className="market-consent">
      <span className="grow">
        {instancesTexts.consentHint} {left === undefined ? null : texts.left(`${Math.ceil(left / minuteMs)}`)}
      </span>
      <Button leftSection={<IconExternalLink size={13} aria-hidden />} onClick={() => openTab(url)}>
        {instancesTexts.consent}
      </Button>
    </div>
  );
}
