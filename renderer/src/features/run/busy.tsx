import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { visibleText } from '../../lib/text.ts';
import { runTexts as texts } from '../../texts/run.ts';

const id = 'run-under-way';

/** Says that a run is under way and offers to end it and run again; nothing is started twice by a second key press. */
export function askToRunAgain(target: string, again: () => void): void {
  notifications.hide(id);
  notifications.show({
    id,
    autoClose: 6000,
    message: (
      <span className="toast-row">
        <span>{visibleText(texts.underWay(target))}</span>
        <Button
          variant="default"
          size="compact-xs"
          onClick={() => {
            notifications.hide(id);
            again();
          }}
        >
          {texts.cancelAndRun}
        </Button>
      </span>
    ),
  });
}
