import { parentPort, workerData } from 'node:worker_threads';
import type { SearchFile } from '../../shared/contract/search.ts';
import { searchLimits } from '../../shared/limits.ts';
import type { SearchAnswer, SearchTask } from './index.ts';
import { expressionOf, findMatches, type Pattern, replacedChars } from './match.ts';

if (!parentPort) throw new Error('core/search/worker.ts is started as a worker thread only');
const port = parentPort;

// True by construction: only index.ts starts this file, with a pattern that it has read before.
const pattern = workerData as Pattern;
const expression = expressionOf(pattern);
if (!expression.ok) throw new Error(expression.error.message);

let left: number = searchLimits.matches;
let leftChars: number = searchLimits.replacedTotalChars;

// Only index.ts posts here: the files of one connector after another.
port.on('message', ({ connector, revision, files }: SearchTask) => {
  const found: SearchFile[] = [];
  let full = false;
  for (const { path, text } of files) {
    const limit = Math.min(left, searchLimits.fileMatches);
    const { matches, more } = findMatches(text, expression.value, pattern, limit, leftChars);
    left -= matches.length;
    leftChars -= replacedChars(matches);
    // A file whose finds became too much is the last.
    if (more && matches.length < limit) left = 0;
    full ||= more;
    if (matches.length > 0) found.push({ connector, path, revision, matches: [...matches] });
    if (left <= 0 && full) break;
  }
  port.postMessage({ found, full, done: left <= 0 } satisfies SearchAnswer);
});
