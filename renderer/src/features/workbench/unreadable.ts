import { notifications } from '@mantine/notifications';
import { takeUnreadable } from '../../lib/storage.ts';
import { draftsTexts } from '../../texts/drafts.ts';

/** Says once that what the window remembered cannot be used and that it starts with the defaults (R32). */
export function tellUnreadable(): void {
  const keys = takeUnreadable();
  if (keys.length > 0) notifications.show({ color: 'yellow', message: draftsTexts.unreadable(keys), autoClose: 8000 });
}
