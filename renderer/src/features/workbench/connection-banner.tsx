import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import { reconnectNow, useSession } from '../../backend/session.ts';
import { IconWifiOff } from '../../icons.ts';
import { workbenchTexts as texts } from '../../texts/workbench.ts';

/** Says that the line to the host is lost, and when it is tried again. What is typed stays. */
export function ConnectionBanner() {
  const { state, everOpen } = useSession();
  const [now, setNow] = useState(() => Date.now());
  const waiting = state.kind === 'waiting';
  useEffect(() => {
    if (!waiting) return;
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), 500);
    return () => clearInterval(timer);
  }, [waiting]);
  if (state.kind === 'open' || !everOpen) return null;
  const seconds = waiting ? Math.max(0, Math.ceil((state.retryAt - now) / 1000)) : 0;
  return (
    <div className="connection-banner" role="alert">
      <IconWifiOff size={14} aria-hidden />
      <span>{texts.lost}</span>
      <span className="grow" />
      <span className="dim" aria-live="off">
        {waiting ? texts.nextAttempt(seconds) : texts.reconnecting}
      </span>
      <Button variant="default" size="compact-sm" disabled={!waiting} onClick={reconnectNow}>
        {texts.reconnect}
      </Button>
    </div>
  );
}
