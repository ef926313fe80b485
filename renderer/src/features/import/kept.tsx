import { Button } from '@mantine/core';
import { visibleText } from '../../lib/text.ts';
import { importTexts as texts } from '../../texts/import.ts';
import { continueImport, useImport } from './store.ts';

/** The review that was closed before it became a connector, to go on with. */
export function KeptImport() {
  const kept = useImport((state) => state.kept);
  if (kept === null) return null;
  return (
    <div className="import-kept">
      <span className="grow">{texts.kept(visibleText(kept.report.source.title) || visibleText(kept.fileName))}</span>
      <Button variant="default" size="compact-sm" onClick={continueImport}>
        {texts.continue}
      </Button>
    </div>
  );
}
