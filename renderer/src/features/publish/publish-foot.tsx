import { Alert, Button } from '@mantine/core';
import type { Failure } from '../../../../shared/result.ts';
import { IconAlertCircle, IconUpload } from '../../icons.ts';
import { visibleText } from '../../lib/text.ts';
import { publishTexts as texts } from '../../texts/publish.ts';
import type { Blocker } from './model.ts';

interface PublishFootProps {
  readonly blockers: readonly Blocker[];
  readonly installs: number;
  readonly busy: boolean;
  readonly failure: Failure | null;
  onStart(): void;
}

/** What is left to do, and the one button. */
export function PublishFoot({ blockers, installs, busy, failure, onStart }: PublishFootProps) {
  return (
    <footer className="publish-foot">
      {failure === null ? null : (
        <Alert color="red" icon={<IconAlertCircle size={16} />} role="alert" title={texts.notStarted}>
          {visibleText(failure.message)}
        </Alert>
      )}
      <div className="publish-foot-line">
        <p className="grow dim" id="publish-blockers" role="status">
          {blockers.length === 0 ? null : `${texts.todo} ${blockers.map((one) => texts.blockers[one]).join(', ')}.`}
        </p>
        <Button
          leftSection={<IconUpload size={13} aria-hidden />}
          loading={busy}
          disabled={blockers.length > 0}
          aria-describedby="publish-blockers"
          onClick={onStart}
        >
          {installs === 0 ? texts.publish : texts.publishAndInstall}
        </Button>
      </div>
    </footer>
  );
}
