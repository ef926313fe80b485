import { firstParagraph } from '../../infer/short.ts';

/** Characters kept of a description: enough to review, not a manual. */
const MAX_CHARS = 600;

/** First paragraph of a foreign text as one line of at most 600 characters; undefined where nothing is left. */
export const shortText = (text: string | undefined): string | undefined => firstParagraph(text, MAX_CHARS);
