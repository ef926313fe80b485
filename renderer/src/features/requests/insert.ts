import { copyText } from '../../lib/clipboard.ts';
import { requestsTexts } from '../../texts/requests.ts';

/** Puts code where the person writes it: on the clipboard, from where it can be pasted into any file. */
export const insertCode = (code: string): void => copyText(code, requestsTexts.copied.path);
