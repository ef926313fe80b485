import { copyText } from '../../lib/clipboard.ts';
import { requestsTexts } from '../../texts/requests.ts';
import { insertAtCursor } from '../editor/on-view.ts';

/** Puts code where the person writes it: at the cursor of the editor on view, else on the clipboard. */
export function insertCode(code: string): void {
  if (!insertAtCursor(code)) copyText(code, requestsTexts.copied.path);
}
