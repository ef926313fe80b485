import type { MessagePort } from 'node:worker_threads';
import { places } from './locate/index.ts';
import type { PlaceQuestion } from './locator.ts';
import type { DescriptionSource } from './read.ts';

/** Answers each question for a place in the text of a description, in a worker thread, until it is terminated. */
export function answerPlaces(port: MessagePort, source: DescriptionSource): void {
  const locate = places(source);
  // Only locator.ts asks here.
  port.on('message', async ({ id, pointer }: PlaceQuestion) => port.postMessage({ id, result: await locate(pointer) }));
}
