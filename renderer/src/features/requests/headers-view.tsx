import { ActionIcon, SegmentedControl, Tooltip } from '@mantine/core';
import { useState } from 'react';
import type { Header } from '../../../../shared/run/exchange.ts';
import { IconCopy } from '../../icons.ts';
import { copyText } from '../../lib/clipboard.ts';
import { visibleText } from '../../lib/text.ts';
import { headerHelp } from '../../texts/header-help.ts';
import { requestsTexts } from '../../texts/requests.ts';

const texts = requestsTexts.detail;

/** Headers as lines of text. */
export const headerLines = (headers: readonly Header[]): string =>
  headers.map(([name, value]) => `${name}: ${value}`).join('\n');

/** Headers may repeat: the count of a name so far tells two of them apart. */
function keyedHeaders(headers: readonly Header[]) {
  const seen = new Map<string, number>();
  return headers.map(([name, value]) => {
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    return { key: `${name} ${count}`, name, value };
  });
}

interface HeaderListProps {
  readonly title: string;
  readonly headers: readonly Header[];
  readonly raw: boolean;
}

function HeaderList({ title, headers, raw }: HeaderListProps) {
  return (
    <section aria-label={title} className="header-list">
      <h3 className="detail-title">
        {title}
        <span className="dim"> {headers.length}</span>
        {headers.length === 0 ? null : (
          <Tooltip label={texts.copyHeaders}>
            <ActionIcon
              size="xs"
              aria-label={`${texts.copyHeaders}: ${title}`}
              onClick={() => copyText(headerLines(headers), requestsTexts.copied.headers)}
            >
              <IconCopy size={12} />
            </ActionIcon>
          </Tooltip>
        )}
      </h3>
      {headers.length === 0 ? <p className="dim">{texts.none}</p> : null}
      {raw ? (
        <pre className="raw-headers mono">{visibleText(headerLines(headers))}</pre>
      ) : (
        <dl className="headers mono">
          {keyedHeaders(headers).map(({ key, name, value }) => {
            const help = headerHelp.get(name.toLowerCase());
            return (
              <div key={key}>
                <dt title={help} data-help={help !== undefined}>
                  {visibleText(name)}
                </dt>
                <dd>
                  {visibleText(value)}
                  <ActionIcon
                    size="xs"
                    className="copy-one"
                    aria-label={texts.copyHeader(visibleText(name))}
                    onClick={() => copyText(value, requestsTexts.copied.header)}
                  >
                    <IconCopy size={11} />
                  </ActionIcon>
                </dd>
              </div>
            );
          })}
        </dl>
      )}
    </section>
  );
}

/** The headers of both sides, taken apart or as they stand. */
export function HeadersView(sides: { readonly request: readonly Header[]; readonly response: readonly Header[] }) {
  const [raw, setRaw] = useState(false);
  return (
    <>
      <SegmentedControl
        className="header-mode"
        aria-label={texts.headersAs}
        value={raw ? 'raw' : 'parsed'}
        onChange={(value) => setRaw(value === 'raw')}
        data={[
          { value: 'parsed', label: texts.parsed },
          { value: 'raw', label: texts.raw },
        ]}
      />
      <HeaderList title={texts.responseHeaders} headers={sides.response} raw={raw} />
      <HeaderList title={texts.requestHeaders} headers={sides.request} raw={raw} />
    </>
  );
}
