import { notifications } from '@mantine/notifications';
import type { Failure } from '../../../../shared/result.ts';
import { visibleText } from '../../lib/text.ts';

/** Tells a failure as a toast; foreign words in it are shown as text. */
export function showError(title: string, failure: Failure): void {
  notifications.show({ color: 'red', title, message: visibleText(failure.message), autoClose: 8000 });
}

/** Tells that something went well. */
export const showDone = (message: string): void => {
  notifications.show({ message, autoClose: 3000 });
};
