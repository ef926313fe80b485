import { Button, Progress } from '@mantine/core';
import { useEffect, useState } from 'react';
import { importLimits } from '../../../../shared/limits.ts';
import { formatBytes } from '../../lib/format.ts';
import { visibleText } from '../../lib/text.ts';
import { chooseAgain, type ImportStage } from './store.ts';

/** Says that a description is being read, for how long, and lets go of it. */
export function Reading({ stage }: { readonly stage: Extract<ImportStage, { kind: 'reading' }> }) {
  const [now, setNow] = useState(stage.since);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 200);
    return () => clearInterval(timer);
  }, []);
  const seconds = Math.max(0, (now - stage.since) / 1000);
  return (
    <div className="import-reading">
      <p role="status">
        Reading <strong>{visibleText(stage.fileName)}</strong> ({formatBytes(stage.chars)}): parsing, then looking for
        tables, keys and pagination.
      </p>
      <Progress value={100} animated size="sm" aria-label="Reading the description" />
      <div className="import-reading-foot">
        <span className="dim">
          {seconds.toFixed(1)} s of at most {importLimits.timeMs / 1000} s
        </span>
        <Button variant="default" onClick={chooseAgain}>
          Stop
        </Button>
      </div>
    </div>
  );
}
