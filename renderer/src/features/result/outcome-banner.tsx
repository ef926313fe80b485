import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { assertNever } from '../../../../shared/result.ts';
import type { Outcome, SourcePlace } from '../../../../shared/run/run.ts';
import {
  IconAlertCircle,
  IconAlertTriangle,
  IconBan,
  IconCircleCheck,
  IconHourglass,
  IconPlayerStop,
} from '../../icons.ts';
import { visibleText } from '../../lib/text.ts';
import { showPlace } from '../editor/store.ts';
import type { RunView } from '../run/view.ts';
import { openDialog } from '../workbench/dialogs.ts';
import { showPanel } from '../workbench/layout.ts';

interface BannerProps {
  readonly tone: 'ok' | 'warn' | 'error' | 'info';
  readonly icon: ReactNode;
  readonly title: string;
  readonly message?: string;
  readonly children?: ReactNode;
}

function Banner({ tone, icon, title, message, children }: BannerProps) {
  return (
    <section className={`outcome outcome-${tone}`} aria-label="Outcome" role={tone === 'ok' ? 'status' : 'alert'}>
      <div className="outcome-line">
        {icon}
        <strong>{visibleText(title)}</strong>
        {message ? <span className="outcome-message">{visibleText(message)}</span> : null}
      </div>
      {children}
    </section>
  );
}

function PlaceLink({ connector, place }: { readonly connector: string; readonly place: SourcePlace }) {
  return (
    <button type="button" className="place-link mono" onClick={() => showPlace(connector, place, true)}>
      {visibleText(place.file)}:{place.line}:{place.column}
    </button>
  );
}

/** How a run ended: each kind has its own look, and the way on from there. */
export function OutcomeBanner({ view, outcome }: { readonly view: RunView; readonly outcome: Outcome }) {
  const { connector } = view;
  switch (outcome.kind) {
    case 'ok':
      return <Banner tone="ok" icon={<IconCircleCheck size={15} aria-hidden />} title={`${view.target} succeeded`} />;
    case 'error':
      return (
        <Banner
          tone="error"
          icon={<IconAlertCircle size={15} aria-hidden />}
          title={outcome.name}
          message={outcome.message}
        >
          {outcome.place ? <PlaceLink connector={connector} place={outcome.place} /> : null}
          {outcome.codeFrame ? <pre className="code-frame mono">{visibleText(outcome.codeFrame)}</pre> : null}
          {outcome.stack ? (
            <details className="stack">
              <summary>Stack</summary>
              <pre className="mono">{visibleText(outcome.stack)}</pre>
            </details>
          ) : null}
        </Banner>
      );
    case 'refused':
      return (
        <Banner
          tone="warn"
          icon={<IconBan size={15} aria-hidden />}
          title={`Not allowed to reach ${outcome.host}`}
          message={outcome.message}
        >
          <div className="outcome-actions">
            <Button
              variant="default"
              onClick={() => {
                const name = view.detail?.connection ?? undefined;
                openDialog({
                  kind: 'connection',
                  connector,
                  ...(name === undefined ? {} : { name }),
                  allowHost: outcome.host,
                });
              }}
            >
              Review the connection…
            </Button>
            {outcome.place ? <PlaceLink connector={connector} place={outcome.place} /> : null}
          </div>
        </Banner>
      );
    case 'timeout':
      return (
        <Banner
          tone="error"
          icon={<IconHourglass size={15} aria-hidden />}
          title={`Stopped after ${outcome.limitMs / 1000} s`}
          message={outcome.message}
        >
          <Button variant="default" onClick={() => showPanel('requests')}>
            Look at the requests
          </Button>
        </Banner>
      );
    case 'outOfMemory':
      return (
        <Banner
          tone="error"
          icon={<IconAlertTriangle size={15} aria-hidden />}
          title={`Out of memory (${outcome.limitMiB} MiB)`}
          message={outcome.message}
        />
      );
    case 'cancelled':
      return (
        <Banner
          tone="info"
          icon={<IconPlayerStop size={15} aria-hidden />}
          title="Cancelled"
          message={outcome.message}
        />
      );
    case 'engineFault':
      return (
        <Banner
          tone="error"
          icon={<IconAlertTriangle size={15} aria-hidden />}
          title="The sandbox failed"
          message={outcome.message}
        />
      );
    default:
      return assertNever(outcome);
  }
}
