import { Button, Progress } from '@mantine/core';
import { useEffect, useState } from 'react';
import { importLimits } from '../../../../shared/limits.ts';
import { formatBytes } from '../../lib/format.ts';
import { visibleText } from '../../lib/text.ts';
import { importTexts as texts } from '../../texts/import.ts';
import { chooseAgain, type ImportStage } from './store.ts';

type Working = Extract<ImportStage, { kind: 'reading' | 'fetching' }>;

/** Says that a description is being fetched or read, for how long, and lets go of it. */
export function Reading({ stage }: { readonly stage: Working }) {
  const [now, setNow] = useState(stage.since);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 200);
    return () => clearInterval(timer);
  }, []);
  const seconds = Math.max(0, (now - stage.since) / 1000).toFixed(1);
  return (
    <div className="import-reading">
      <p role="status">
        {stage.kind === 'fetching' ? (
          <>
            {texts.fetching} <strong className="mono">{visibleText(stage.address)}</strong>
          </>
        ) : (
          <>
            {texts.reading} <strong>{visibleText(stage.fileName)}</strong> {texts.readingWhat(formatBytes(stage.chars))}
          </>
        )}
      </p>
      <Progress value={100} animated size="sm" aria-label={texts.readingDescription} />
      <div className="import-reading-foot">
        <span className="dim">
          {stage.kind === 'fetching' ? texts.seconds(seconds) : texts.secondsOf(seconds, importLimits.timeMs / 1000)}
        </span>
        <Button variant="default" onClick={chooseAgain} data-autofocus>
          {texts.stop}
        </Button>
      </div>
    </div>
  );
}
