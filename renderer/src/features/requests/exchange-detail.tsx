import { ActionIcon, Tabs, Tooltip } from '@mantine/core';
import type { Exchange, Header } from '../../../../shared/run/exchange.ts';
import { IconCopy, IconX } from '../../icons.ts';
import { copyText } from '../../lib/clipboard.ts';
import { visibleText } from '../../lib/text.ts';
import { BodyView } from './body-view.tsx';
import { Method, Status } from './columns.tsx';
import { factsOf } from './facts.ts';
import { isDetailTab, useRequests } from './store.ts';
import { TimingView } from './timing-view.tsx';

/** Headers may repeat: the count of a name so far tells two of them apart. */
function keyedHeaders(headers: readonly Header[]) {
  const seen = new Map<string, number>();
  return headers.map(([name, value]) => {
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    return { key: `${name} ${count}`, name, value };
  });
}

function HeaderList({ title, headers }: { readonly title: string; readonly headers: readonly Header[] }) {
  return (
    <section aria-label={title}>
      <h3 className="detail-title">{title}</h3>
      {headers.length === 0 ? <p className="dim">None.</p> : null}
      <dl className="headers mono">
        {keyedHeaders(headers).map(({ key, name, value }) => (
          <div key={key}>
            <dt>{visibleText(name)}</dt>
            <dd>{visibleText(value)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function General({ exchange }: { readonly exchange: Exchange }) {
  return (
    <dl className="headers mono">
      {factsOf(exchange).map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{visibleText(value)}</dd>
        </div>
      ))}
    </dl>
  );
}

/** One exchange as it went over the wire, secrets masked when it was recorded. */
export function ExchangeDetail({ exchange }: { readonly exchange: Exchange }) {
  const tab = useRequests((state) => state.tab);
  return (
    <section className="fill" aria-label="Request detail">
      <Tabs
        value={tab}
        onChange={(value) => isDetailTab(value) && useRequests.setState({ tab: value })}
        keepMounted={false}
        className="detail-tabs"
      >
        <div className="detail-head">
          <Tabs.List aria-label="Request detail">
            <Tabs.Tab value="headers">Headers</Tabs.Tab>
            <Tabs.Tab value="response">Response</Tabs.Tab>
            <Tabs.Tab value="request">Request</Tabs.Tab>
            <Tabs.Tab value="timing">Timing</Tabs.Tab>
          </Tabs.List>
          <Tooltip label="Copy the address">
            <ActionIcon aria-label="Copy address" onClick={() => copyText(exchange.url, 'address')}>
              <IconCopy size={13} />
            </ActionIcon>
          </Tooltip>
          <ActionIcon aria-label="Close request detail" onClick={() => useRequests.setState({ selected: null })}>
            <IconX size={14} />
          </ActionIcon>
        </div>
        {exchange.error ? (
          <p className="detail-error" role="alert">
            {visibleText(exchange.error.message)}
          </p>
        ) : null}
        <Tabs.Panel value="headers" className="detail-panel detail-scroll" tabIndex={0}>
          <p className="detail-summary">
            <Method method={exchange.method} /> <Status exchange={exchange} />
          </p>
          <General exchange={exchange} />
          <HeaderList title="Response headers" headers={exchange.responseHeaders} />
          <HeaderList title="Request headers" headers={exchange.requestHeaders} />
        </Tabs.Panel>
        <Tabs.Panel value="response" className="detail-panel">
          <BodyView key={`${exchange.id} response`} exchange={exchange} side="response" />
        </Tabs.Panel>
        <Tabs.Panel value="request" className="detail-panel">
          <BodyView key={`${exchange.id} request`} exchange={exchange} side="request" />
        </Tabs.Panel>
        <Tabs.Panel value="timing" className="detail-panel detail-scroll" tabIndex={0}>
          <TimingView exchange={exchange} />
        </Tabs.Panel>
      </Tabs>
    </section>
  );
}
