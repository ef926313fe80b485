import { Box, Button, Group, Modal } from '@mantine/core';
import { useEffect, useState } from 'react';
import { assertNever } from '../../../../shared/result.ts';
import type { BodyComparison, Changes, ExchangeComparison } from '../../../../shared/run/compare/types.ts';
import { attempt } from '../../backend/session.ts';
import { Failed, Loading } from '../../components/states.tsx';
import { formatBytes, formatCount, formatDuration } from '../../lib/format.ts';
import { type Loadable, loading } from '../../lib/loadable.ts';
import { visibleText } from '../../lib/text.ts';
import { requestsTexts } from '../../texts/requests.ts';
import { openRun } from '../run/store.ts';
import { nameOf, runOf } from './exchange-id.ts';
import { closeRequestDialog, openExchange } from './store.ts';

const texts = requestsTexts.compare;

/** The names of the two that are compared. */
interface Names {
  readonly a: string;
  readonly b: string;
}

function ChangeRows({ title, changes: { changes, more }, a, b }: { title: string; changes: Changes } & Names) {
  if (changes.length === 0) return null;
  return (
    <section aria-label={title}>
      <h3 className="detail-title">{title}</h3>
      <table className="compared mono">
        <thead>
          <tr>
            <th scope="col">{texts.where}</th>
            <th scope="col">{a}</th>
            <th scope="col">{b}</th>
          </tr>
        </thead>
        <tbody>
          {changes
            .map((change, key) => ({ change, key }))
            .map(({ change, key }) => (
              <tr key={key}>
                <th scope="row">{visibleText(change.path)}</th>
                <td data-change={change.before === undefined ? undefined : 'removed'}>
                  {visibleText(change.before ?? '')}
                </td>
                <td data-change={change.after === undefined ? undefined : 'added'}>
                  {visibleText(change.after ?? '')}
                </td>
              </tr>
            ))}
        </tbody>
      </table>
      {more > 0 ? <p className="dim">{texts.more(formatCount(more))}</p> : null}
    </section>
  );
}

function TextBlocks({ title, comparison }: { title: string; comparison: Extract<BodyComparison, { kind: 'text' }> }) {
  return (
    <section aria-label={title}>
      <h3 className="detail-title">{title}</h3>
      {comparison.blocks.map((block) => (
        <Box component="pre" key={`${block.a} ${block.b}`} className="compare-lines mono" tabIndex={0}>
          {block.removed
            .map((line, index) => ({ line, number: block.a + index }))
            .map(({ line, number }) => (
              <span key={`a${number}`} data-change="removed">
                {`- ${visibleText(line)}`}
                {'\n'}
              </span>
            ))}
          {block.added
            .map((line, index) => ({ line, number: block.b + index }))
            .map(({ line, number }) => (
              <span key={`b${number}`} data-change="added">
                {`+ ${visibleText(line)}`}
                {'\n'}
              </span>
            ))}
        </Box>
      ))}
      {comparison.more > 0 ? <p className="dim">{texts.more(formatCount(comparison.more))}</p> : null}
    </section>
  );
}

/** What sets two bodies apart, or that nothing does; nothing where neither request has one. */
function BodyChanges({ title, comparison, a, b }: { title: string; comparison: BodyComparison } & Names) {
  const said = (text: string) => (
    <section aria-label={title}>
      <h3 className="detail-title">{title}</h3>
      <p className="dim">{text}</p>
    </section>
  );
  switch (comparison.kind) {
    case 'none':
      return null;
    case 'same':
      return said(texts.sameBody(formatBytes(comparison.bytes)));
    case 'onlyOne':
      return said(texts.onlyOne(comparison.side === 'a' ? a : b, formatBytes(comparison.bytes)));
    case 'json':
      return comparison.changes.length === 0 ? (
        said(texts.blanks)
      ) : (
        <ChangeRows title={title} changes={comparison} a={a} b={b} />
      );
    case 'text':
      return <TextBlocks title={title} comparison={comparison} />;
    case 'binary':
      return said(texts.binary(formatCount(comparison.at)));
    case 'unknown':
      return said(visibleText(comparison.reason));
    default:
      return assertNever(comparison);
  }
}

function Times({ timings, a, b }: Pick<ExchangeComparison, 'timings'> & Names) {
  return (
    <section aria-label={texts.timings}>
      <h3 className="detail-title">{texts.timings}</h3>
      <table className="compared">
        <thead>
          <tr>
            <th scope="col">{texts.phase}</th>
            <th scope="col">{a}</th>
            <th scope="col">{b}</th>
          </tr>
        </thead>
        <tbody>
          {timings.map((phase) => (
            <tr key={phase.name}>
              <th scope="row">{phase.name}</th>
              <td>{formatDuration(phase.a)}</td>
              <td>{formatDuration(phase.b)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Compared({ comparison }: { readonly comparison: ExchangeComparison }) {
  const names = { a: nameOf(comparison.a), b: nameOf(comparison.b) };
  return (
    <div className="compare-parts">
      {comparison.same ? <p role="status">{texts.same}</p> : null}
      <ChangeRows title={texts.line} changes={comparison.line} {...names} />
      <ChangeRows title={texts.url} changes={comparison.url} {...names} />
      <ChangeRows title={texts.requestHeaders} changes={comparison.requestHeaders} {...names} />
      <BodyChanges title={texts.requestBody} comparison={comparison.requestBody} {...names} />
      <ChangeRows title={texts.responseHeaders} changes={comparison.responseHeaders} {...names} />
      <BodyChanges title={texts.responseBody} comparison={comparison.responseBody} {...names} />
      <Times timings={comparison.timings} {...names} />
    </div>
  );
}

/** What sets two exchanges apart, side by side. */
export function CompareDialog({ a, b }: Names) {
  const [state, setState] = useState<Loadable<ExchangeComparison>>(loading);
  useEffect(() => {
    let live = true;
    void attempt((api) => api.exchanges.compare({ a, b })).then((result) => {
      if (live)
        setState(result.ok ? { kind: 'ready', value: result.value } : { kind: 'failed', failure: result.error });
    });
    return () => {
      live = false;
    };
  }, [a, b]);
  const show = async () => {
    closeRequestDialog();
    await openRun(runOf(b));
    openExchange(b);
  };
  return (
    <Modal opened onClose={closeRequestDialog} title={texts.title} size={900}>
      {state.kind === 'loading' ? <Loading what={texts.reading} /> : null}
      {state.kind === 'failed' ? <Failed failure={state.failure} /> : null}
      {state.kind === 'ready' ? <Compared comparison={state.value} /> : null}
      {runOf(a) === runOf(b) ? null : (
        <Group justify="flex-end" mt="sm">
          <Button variant="default" onClick={() => void show()}>
            {texts.openRun}
          </Button>
        </Group>
      )}
    </Modal>
  );
}
