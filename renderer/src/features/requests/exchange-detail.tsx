import { ActionIcon, Anchor, Menu, Tabs, Tooltip } from '@mantine/core';
import type { KeyboardEvent } from 'react';
import type { Exchange } from '../../../../shared/run/exchange.ts';
import { IconCopy, IconDots, IconX } from '../../icons.ts';
import { visibleText } from '../../lib/text.ts';
import { errorHelp, statusHelp } from '../../texts/header-help.ts';
import { requestsTexts } from '../../texts/requests.ts';
import { copyAddress, goToCode } from './actions.ts';
import { BodyView } from './body-view.tsx';
import { Method, Status } from './cells.tsx';
import './detail.css';
import './tables.css';
import { factsOf, senderOf } from './facts.ts';
import { HeadersView } from './headers-view.tsx';
import { CookiesView, QueryView } from './pairs-view.tsx';
import { RequestItems } from './request-items.tsx';
import { type DetailTab, isDetailTab, selectExchange, useRequests } from './store.ts';
import { TimingView } from './timing-view.tsx';
import { splitUrl } from './url.ts';

const texts = requestsTexts.detail;

/** An exchange of the same run, by the number that the list has for it. */
function Link({ title, id, run }: { readonly title: string; readonly id: string; readonly run: string }) {
  return (
    <div>
      <dt>{title}</dt>
      <dd>
        {id.startsWith(`${run}-`) ? (
          <Anchor component="button" type="button" onClick={() => selectExchange(id)}>
            {`#${id.slice(run.length + 1)}`}
          </Anchor>
        ) : (
          id
        )}
      </dd>
    </div>
  );
}

function General({ exchange }: { readonly exchange: Exchange }) {
  const facts = requestsTexts.facts;
  const sender = senderOf(exchange);
  const { run, redirectOf, retryOf, replayOf } = exchange;
  return (
    <section aria-label={facts.title}>
      <dl className="headers mono">
        {factsOf(exchange).map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{visibleText(value)}</dd>
          </div>
        ))}
        {sender === undefined ? null : (
          <div>
            <dt>{facts.sentBy}</dt>
            <dd>
              {exchange.initiator?.kind === 'code' ? (
                <Anchor
                  component="button"
                  type="button"
                  aria-label={facts.goToCode(sender)}
                  onClick={() => goToCode(exchange)}
                >
                  {visibleText(sender)}
                </Anchor>
              ) : (
                sender
              )}
            </dd>
          </div>
        )}
        {redirectOf === undefined ? null : <Link title={facts.redirectedFrom} id={redirectOf} run={run} />}
        {retryOf === undefined ? null : <Link title={facts.retryOf} id={retryOf} run={run} />}
        {replayOf === undefined ? null : <Link title={facts.repeats} id={replayOf} run={run} />}
      </dl>
    </section>
  );
}

/** Why there is no good answer, and what to do about it. */
function Explanation({ exchange: { error, status } }: { readonly exchange: Exchange }) {
  const help = error ? errorHelp.get(error.code) : status === null ? undefined : statusHelp.get(status);
  if (error === undefined && help === undefined) return null;
  return (
    <div className="detail-error" role="alert">
      {error ? <p>{visibleText(error.message)}</p> : null}
      {help ? (
        <p className="detail-help">
          <strong>{texts.whatToDo}</strong> {help}
        </p>
      ) : null}
    </div>
  );
}

interface DetailProps {
  readonly exchange: Exchange;
  /** Text that the filter looks for in bodies. */
  readonly wanted: string;
  onClose(): void;
}

/** One exchange as it went over the wire, secrets masked when it was recorded. */
export function ExchangeDetail({ exchange, wanted, onClose }: DetailProps) {
  const tab = useRequests((state) => state.tab);
  const hasQuery = splitUrl(exchange.url).query.length > 1;
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    event.preventDefault();
    event.stopPropagation();
    onClose();
  };
  const titles: readonly DetailTab[] = [
    'headers',
    ...(hasQuery ? (['query'] as const) : []),
    'cookies',
    'request',
    'response',
    'timing',
  ];
  return (
    // The panel is no control: Escape comes from what has the focus in it.
    <section className="fill" aria-label={texts.label} {...{ onKeyDown }}>
      <Tabs
        value={titles.includes(tab) ? tab : 'headers'}
        onChange={(value) => isDetailTab(value) && useRequests.setState({ tab: value })}
        keepMounted={false}
        className="detail-tabs"
      >
        <div className="detail-head">
          <Tabs.List aria-label={texts.label}>
            {titles.map((one) => (
              <Tabs.Tab value={one} key={one}>
                {texts.tabs[one]}
              </Tabs.Tab>
            ))}
          </Tabs.List>
          <Tooltip label={texts.copyAddress}>
            <ActionIcon aria-label={texts.copyAddress} onClick={() => copyAddress(exchange)}>
              <IconCopy size={13} />
            </ActionIcon>
          </Tooltip>
          <Menu position="bottom-end" transitionProps={{ duration: 0 }}>
            <Menu.Target>
              <ActionIcon aria-label={texts.more}>
                <IconDots size={14} />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              <RequestItems exchange={exchange} />
            </Menu.Dropdown>
          </Menu>
          <ActionIcon aria-label={texts.close} onClick={onClose}>
            <IconX size={14} />
          </ActionIcon>
        </div>
        <Explanation exchange={exchange} />
        <Tabs.Panel value="headers" className="detail-panel detail-scroll" tabIndex={0}>
          <p className="detail-summary">
            <Method method={exchange.method} /> <Status exchange={exchange} />
          </p>
          <General exchange={exchange} />
          <HeadersView request={exchange.requestHeaders} response={exchange.responseHeaders} />
        </Tabs.Panel>
        <Tabs.Panel value="query" className="detail-panel detail-scroll" tabIndex={0}>
          <QueryView exchange={exchange} />
        </Tabs.Panel>
        <Tabs.Panel value="cookies" className="detail-panel detail-scroll" tabIndex={0}>
          <CookiesView exchange={exchange} />
        </Tabs.Panel>
        <Tabs.Panel value="request" className="detail-panel">
          <BodyView exchange={exchange} side="request" wanted={wanted} />
        </Tabs.Panel>
        <Tabs.Panel value="response" className="detail-panel">
          <BodyView exchange={exchange} side="response" wanted={wanted} />
        </Tabs.Panel>
        <Tabs.Panel value="timing" className="detail-panel detail-scroll" tabIndex={0}>
          <TimingView exchange={exchange} />
        </Tabs.Panel>
      </Tabs>
    </section>
  );
}
