import { ActionIcon, SegmentedControl, Tooltip } from '@mantine/core';
import { useCallback, useMemo, useState } from 'react';
import { positionAt } from '../../../../shared/json/fault.ts';
import type { Exchange } from '../../../../shared/run/exchange.ts';
import { Empty, Failed, Loading } from '../../components/states.tsx';
import { IconCopy, IconDownload } from '../../icons.ts';
import { copyText } from '../../lib/clipboard.ts';
import { formatBytes } from '../../lib/format.ts';
import { visibleText } from '../../lib/text.ts';
import { requestsTexts } from '../../texts/requests.ts';
import { arrayTable } from './array-rows.ts';
import { type Body, type BodyViewKind, bodyViews } from './body.ts';
import { BodyContent } from './body-content.tsx';
import { type Side, saveBody, useBody } from './body-store.ts';

const texts = requestsTexts.body;

interface LoadedProps {
  readonly exchange: Exchange;
  readonly body: Body;
  readonly side: Side;
  /** Text that the filter looks for in bodies. */
  readonly wanted: string;
}

function Loaded({ exchange, body, side, wanted }: LoadedProps) {
  const [chosen, setChosen] = useState<BodyViewKind | null>(null);
  const [broken, setBroken] = useState<number | null>(null);
  const all = useMemo(() => bodyViews(body), [body]);
  const hasTable = all.includes('table');
  const table = useMemo(() => (hasTable ? arrayTable(body.text) : undefined), [hasTable, body]);
  const onBroken = useCallback((offset: number) => setBroken(offset), []);
  if (all.length === 0) return <Empty title={texts.empty} />;
  const views = all.filter((view) => (view === 'table' ? table !== undefined : view !== 'json' || broken === null));
  const view = views.find((one) => one === chosen) ?? views[0] ?? 'hex';
  const place = broken === null ? undefined : positionAt(body.text, broken);
  return (
    <div className="fill">
      <div className="body-bar">
        <span className="ellipsis">
          {[
            visibleText(body.mimeType) || texts.noType,
            formatBytes(body.bytes),
            ...(body.truncated ? [texts.head(formatBytes(body.text.length))] : []),
          ].join(' · ')}
        </span>
        <span className="grow" />
        {views.length > 1 ? (
          <SegmentedControl
            aria-label={texts.showAs}
            value={view}
            onChange={(value) => setChosen(views.find((one) => one === value) ?? null)}
            data={views.map((one) => ({ value: one, label: texts.views[one] }))}
          />
        ) : null}
        {body.binary ? null : (
          <Tooltip label={texts.copy}>
            <ActionIcon aria-label={texts.copy} onClick={() => copyText(body.text, requestsTexts.copied.body)}>
              <IconCopy size={13} />
            </ActionIcon>
          </Tooltip>
        )}
        <Tooltip label={texts.save}>
          <ActionIcon aria-label={texts.save} onClick={() => void saveBody(exchange.id, side)}>
            <IconDownload size={13} />
          </ActionIcon>
        </Tooltip>
      </div>
      {place && /json/i.test(body.mimeType) ? (
        <p className="detail-note" role="status">
          {texts.notJson(place.line, place.column)}
        </p>
      ) : null}
      <BodyContent exchange={exchange.id} {...{ body, side, view, wanted, table, onBroken }} />
    </div>
  );
}

/** A recorded body, read when it is looked at. */
export function BodyView({ exchange, side, wanted }: Omit<LoadedProps, 'body'>) {
  const body = useBody(exchange, side);
  if (body.kind === 'loading') return <Loading what={texts.reading} />;
  if (body.kind === 'failed') return <Failed failure={body.failure} />;
  if (body.value === null) return <Empty title={texts.none(side)} />;
  return <Loaded key={exchange.id} body={body.value} {...{ exchange, side, wanted }} />;
}
