import { Button, SegmentedControl } from '@mantine/core';
import { useEffect, useMemo, useState } from 'react';
import type { Exchange } from '../../../../shared/run/exchange.ts';
import { attempt } from '../../backend/session.ts';
import { JsonTree } from '../../components/json-tree.tsx';
import { Empty, Failed, Loading } from '../../components/states.tsx';
import { TextView } from '../../components/text-view.tsx';
import { IconCopy } from '../../icons.ts';
import { copyText } from '../../lib/clipboard.ts';
import { formatBytes } from '../../lib/format.ts';
import { type Loadable, loading } from '../../lib/loadable.ts';
import { bodyShape } from './body.ts';

type Side = 'request' | 'response';

interface Body {
  readonly text: string;
  readonly bytes: number;
  readonly mimeType: string;
  readonly binary: boolean;
  readonly truncated: boolean;
}

function Loaded({ body, side }: { readonly body: Body; readonly side: Side }) {
  const shape = useMemo(() => bodyShape(body), [body]);
  const [raw, setRaw] = useState(false);
  if (shape.kind === 'empty') return <Empty title="The body is empty" />;
  if (shape.kind === 'binary')
    return (
      <Empty title="Not text">
        <p>
          {formatBytes(body.bytes)} of {body.mimeType || 'unknown type'}.
        </p>
      </Empty>
    );
  const tree = shape.kind === 'json' && !raw;
  return (
    <div className="fill">
      <div className="body-bar">
        <span className="ellipsis">
          {body.mimeType || 'no type'} · {formatBytes(body.bytes)}
          {body.truncated ? `, only the first ${formatBytes(body.text.length)} shown` : ''}
        </span>
        <span className="grow" />
        {shape.kind === 'json' ? (
          <SegmentedControl
            aria-label="Show the body as"
            value={raw ? 'text' : 'json'}
            onChange={(value) => setRaw(value === 'text')}
            data={[
              { value: 'json', label: 'JSON' },
              { value: 'text', label: 'Text' },
            ]}
          />
        ) : null}
        <Button
          variant="subtle"
          color="gray"
          className="quiet-button"
          size="compact-sm"
          leftSection={<IconCopy size={13} aria-hidden />}
          onClick={() => copyText(body.text, 'body')}
        >
          Copy
        </Button>
      </div>
      {tree ? (
        <JsonTree label={side === 'response' ? 'Response body' : 'Request body'} rootKey={side} text={body.text} />
      ) : (
        <TextView label={side === 'response' ? 'Response text' : 'Request text'} text={body.text} />
      )}
    </div>
  );
}

/** A recorded body, read when it is looked at. */
export function BodyView({ exchange, side }: { readonly exchange: Exchange; readonly side: Side }) {
  const [body, setBody] = useState<Loadable<Body>>(loading);
  const ref = side === 'response' ? exchange.responseBody : exchange.requestBody;
  const id = ref === undefined ? undefined : exchange.id;
  useEffect(() => {
    if (id === undefined) return;
    let live = true;
    void attempt((api) => api.runs.body({ exchange: id, side })).then((result) => {
      if (live) setBody(result.ok ? { kind: 'ready', value: result.value } : { kind: 'failed', failure: result.error });
    });
    return () => {
      live = false;
    };
  }, [id, side]);
  if (id === undefined) return <Empty title={`The ${side} has no body`} />;
  if (body.kind === 'loading') return <Loading what="Reading the body…" />;
  if (body.kind === 'failed') return <Failed failure={body.failure} />;
  return <Loaded body={body.value} side={side} />;
}
