import { Button, Progress } from '@mantine/core';
import { useEffect, useState } from 'react';
import { importLimits } from '../../../../shared/limits.ts';
import { formatBytes } from '../../lib/format.ts';
import { visibleText } from '../../lib/text.ts';
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
            Fetching <strong className="mono">{visibleText(stage.address)}</strong>
          </>
        ) : (
          <>
            Reading <strong>{visibleText(stage.fileName)}</strong> ({formatBytes(stage.chars)}): parsing, then looking
            for tables, keys and pagination.
          </>
        )}
      </p>
      <Progress value={100} animated size="sm" aria-label="Reading the description" />
      <div className="import-reading-foot">
        <span className="dim">
          {stage.kind === 'fetching' ? `${seconds} s` : `${seconds} s of at most ${importLimits.timeMs / 1000} s`}
        </span>
        <Button variant="default" onClick={chooseAgain} data-autofocus>
          Stop
        </Button>
      </div>
    </div>
  );
}
