import { takeUnreadable } from '../../lib/storage.ts';
import { draftsTexts } from '../../texts/drafts.ts';
import { showToast } from './toast.ts';

/** Says once that what the window remembered cannot be used and that it starts with the defaults (R32). */
export function tellUnreadable(): void {
  const keys = takeUnreadable();
  if (keys.length > 0) showToast({ tone: 'info', message: draftsTexts.unreadable(keys), stays: 8000 });
}
