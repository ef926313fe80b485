import { ActionIcon, Loader, Tooltip } from '@mantine/core';
import { useEffect } from 'react';
import { IconCopy } from '../../icons.ts';
import { copyText } from '../../lib/clipboard.ts';
import { visibleText } from '../../lib/text.ts';
import { importTexts as texts } from '../../texts/import.ts';
import { findPlace, usePlace } from './places.ts';
import { SourceExcerpt } from './source-excerpt.tsx';

interface SourcePlaceProps {
  readonly importId: string;
  readonly pointer: string;
}

/** Whoever walks through rows with the arrows does not mean each of them, ms. */
const settleMs = 80;

/** Where a finding stands in the description: the pointer, and the text around it with the line marked. */
export function SourcePlace({ importId, pointer }: SourcePlaceProps) {
  const place = usePlace(importId, pointer);
  useEffect(() => {
    const timer = setTimeout(() => void findPlace(importId, pointer), settleMs);
    return () => clearTimeout(timer);
  }, [importId, pointer]);
  const found = place.kind === 'ready' ? place.value : undefined;
  return (
    <section className="source-place" aria-label={texts.source}>
      <div className="source-place-head">
        <h4>{texts.source}</h4>
        {found ? <span className="mono">{texts.place(visibleText(found.file), found.line)}</span> : null}
        {place.kind === 'loading' ? <Loader size={12} aria-label={texts.lookingUp} /> : null}
        <span className="grow" />
        <Tooltip label={texts.copyPointer}>
          <ActionIcon aria-label={texts.copyPointer} onClick={() => copyText(pointer, texts.pointer)}>
            <IconCopy size={13} />
          </ActionIcon>
        </Tooltip>
      </div>
      <p className="mono dim source-pointer">{visibleText(pointer)}</p>
      {place.kind === 'failed' ? (
        <p role="alert" className="tone-error">
          {visibleText(place.failure.message)}
        </p>
      ) : null}
      {found && !found.exact ? <p className="dim">{texts.inexactPlace}</p> : null}
      {found ? <SourceExcerpt place={found} label={texts.lineOf(found.line, found.file)} /> : null}
    </section>
  );
}
