import { conventions } from './conventions.ts';
import { installing } from './installing.ts';
import { lists } from './lists.ts';
import { removing } from './removing.ts';
import { everyAnswer, retries } from './retries.ts';
import type { Statement } from './statement.ts';
import { testing } from './testing.ts';

export type { Statement } from './statement.ts';

/** In the order in which they are looked at: what is said of every answer comes last. */
export const statements: readonly Statement[] = [
  ...conventions,
  ...lists,
  ...retries,
  ...installing,
  ...testing,
  ...removing,
  ...everyAnswer,
];
