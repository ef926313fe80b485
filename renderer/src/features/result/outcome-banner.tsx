import { Box, Button } from '@mantine/core';
import { Fragment, type ReactNode, useEffect } from 'react';
import { assertNever } from '../../../../shared/result.ts';
import type { Outcome, RunDetail, SourcePlace } from '../../../../shared/run/run.ts';
import {
  IconAlertCircle,
  IconAlertTriangle,
  IconBan,
  IconCircleCheck,
  IconHistory,
  IconHourglass,
  IconPlayerStop,
} from '../../icons.ts';
import { formatPlural, formatTime } from '../../lib/format.ts';
import { loadedValue } from '../../lib/loadable.ts';
import { visibleText } from '../../lib/text.ts';
import { resultTexts as texts } from '../../texts/result.ts';
import { useConnectors } from '../connectors/store.ts';
import { showPlace } from '../editor/store.ts';
import { DemoConnect } from '../import/demo-connect.tsx';
import { requestOf, runOnce } from '../run/store.ts';
import { refreshRuns, useRuns } from '../runs/store.ts';
import { showPanel, useLayout } from '../workbench/layout.ts';
import { isOffline, lastGood } from './remedies.ts';
import { reviewConnection } from './review-connection.ts';
import { stackParts } from './stack.ts';

interface BannerProps {
  readonly tone: 'ok' | 'warn' | 'error' | 'info';
  readonly icon: ReactNode;
  readonly title: string;
  readonly message?: string;
  readonly children?: ReactNode;
}

function Banner({ tone, icon, title, message, children }: BannerProps) {
  return (
    <section className={`outcome outcome-${tone}`} aria-label={texts.outcome} role={tone === 'ok' ? 'status' : 'alert'}>
      <div className="outcome-line">
        {icon}
        <strong>{visibleText(title)}</strong>
        {message ? <span className="outcome-message">{visibleText(message)}</span> : null}
      </div>
      {children}
    </section>
  );
}

interface PlaceLinkProps {
  readonly connector: string;
  readonly place: SourcePlace;
  readonly text?: string;
}

function PlaceLink({ connector, place, text }: PlaceLinkProps) {
  return (
    <button type="button" className="place-link mono" onClick={() => showPlace(connector, place, true)}>
      {visibleText(text ?? `${place.file}:${place.line}:${place.column}`)}
    </button>
  );
}

/** A stack whose places lead to their lines. */
function Stack({ connector, stack }: { readonly connector: string; readonly stack: string }) {
  return (
    <details className="stack">
      <summary>{texts.stack}</summary>
      <pre className="mono">
        {stackParts(stack).map((part) => (
          <Fragment key={part.at}>
            {part.place ? (
              <PlaceLink connector={connector} place={part.place} text={part.text} />
            ) : (
              visibleText(part.text)
            )}
          </Fragment>
        ))}
      </pre>
    </details>
  );
}

/** Where the source could not be reached and a good run is on record: replay it (offline). */
function ReplayOffer({ detail }: { readonly detail: RunDetail }) {
  const { connector } = detail;
  const runs = useRuns((state) => loadedValue(state.byConnector.get(connector)));
  useEffect(() => void refreshRuns(connector), [connector]);
  const good = runs && lastGood(detail, runs);
  if (!good) return null;
  const label = texts.replayLast(formatTime(good.startedAt), formatPlural(good.exchangeCount, texts.request));
  return (
    <Button
      variant="default"
      leftSection={<IconHistory size={13} aria-hidden />}
      onClick={() => void runOnce({ ...requestOf(detail), replayOf: good.id })}
    >
      {label}
    </Button>
  );
}

function ErrorBanner({
  detail,
  outcome,
}: {
  readonly detail: RunDetail;
  readonly outcome: Outcome & { kind: 'error' };
}) {
  const { connector } = detail;
  const isAuth = outcome.name === 'AuthorizationError' || /\b40[13]\b/.test(outcome.message);
  const canAct = isOffline(detail) || isAuth || detail.exchanges.length > 0;
  return (
    <Banner
      tone="error"
      icon={<IconAlertCircle size={15} aria-hidden />}
      title={outcome.name}
      message={outcome.message}
    >
      {outcome.place ? <PlaceLink connector={connector} place={outcome.place} /> : null}
      {outcome.codeFrame ? (
        <Box component="pre" className="code-frame mono" tabIndex={0}>
          {visibleText(outcome.codeFrame)}
        </Box>
      ) : null}
      {outcome.stack ? <Stack connector={connector} stack={outcome.stack} /> : null}
      {canAct ? (
        <div className="outcome-actions">
          {isOffline(detail) ? <ReplayOffer detail={detail} /> : null}
          {isAuth ? (
            <Button variant="default" onClick={() => reviewConnection(connector, detail.connection)}>
              {texts.authorize}
            </Button>
          ) : null}
          {detail.exchanges.length > 0 ? (
            <Button variant="subtle" color="gray" className="quiet-button" onClick={() => showPanel('requests')}>
              {texts.lookAtRequests}
            </Button>
          ) : null}
        </div>
      ) : null}
    </Banner>
  );
}

/** How a run ended: each kind has its own look, and the way on from there. */
export function OutcomeBanner({ detail, outcome }: { readonly detail: RunDetail; readonly outcome: Outcome }) {
  const { connector } = detail;
  const definition = useConnectors((state) => loadedValue(state.details.get(connector)));
  switch (outcome.kind) {
    case 'ok':
      return (
        <Banner tone="ok" icon={<IconCircleCheck size={15} aria-hidden />} title={texts.succeeded(detail.target)} />
      );
    case 'error':
      return <ErrorBanner detail={detail} outcome={outcome} />;
    case 'refused':
      return (
        <Banner
          tone="warn"
          icon={<IconBan size={15} aria-hidden />}
          title={texts.notAllowed(outcome.host)}
          message={outcome.message}
        >
          <div className="outcome-actions">
            <Button variant="default" onClick={() => reviewConnection(connector, detail.connection, outcome.host)}>
              {detail.connection === null ? texts.newConnection : texts.reviewConnection}
            </Button>
            {outcome.place ? <PlaceLink connector={connector} place={outcome.place} /> : null}
          </div>
          {definition ? <DemoConnect detail={definition} /> : null}
        </Banner>
      );
    case 'timeout':
      return (
        <Banner
          tone="error"
          icon={<IconHourglass size={15} aria-hidden />}
          title={texts.stopped(String(outcome.limitMs / 1000))}
          message={outcome.message}
        >
          <p className="outcome-hint">{texts.timeoutWhy}</p>
          <div className="outcome-actions">
            <Button variant="default" onClick={() => showPanel('requests')}>
              {texts.lookAtRequests}
            </Button>
            {detail.options?.wallMs === undefined ? null : (
              <Button variant="default" onClick={() => useLayout.setState({ inputOpen: true })}>
                {texts.changeLimit}
              </Button>
            )}
          </div>
        </Banner>
      );
    case 'outOfMemory':
      return (
        <Banner
          tone="error"
          icon={<IconAlertTriangle size={15} aria-hidden />}
          title={texts.memory(String(outcome.limitMiB))}
          message={outcome.message}
        >
          <p className="outcome-hint">{texts.memoryWhy}</p>
        </Banner>
      );
    case 'cancelled':
      return (
        <Banner
          tone="info"
          icon={<IconPlayerStop size={15} aria-hidden />}
          title={texts.cancelled}
          message={outcome.message}
        />
      );
    case 'engineFault':
      return (
        <Banner
          tone="error"
          icon={<IconAlertTriangle size={15} aria-hidden />}
          title={texts.engineFault}
          message={outcome.message}
        />
      );
    default:
      return assertNever(outcome);
  }
}
