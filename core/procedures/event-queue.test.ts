import { describe, expect, it } from 'vitest';
import { createEventQueue } from './event-queue.ts';

type Event = { readonly kind: 'log' | 'page'; readonly n: number };
const log = (n: number): Event => ({ kind: 'log', n });
const page = (n: number): Event => ({ kind: 'page', n });
const isLog = (event: Event) => event.kind === 'log';

describe('event queue', () => {
  it('gives what came since the last look as one batch, in order', async () => {
    const queue = createEventQueue<Event>(10, isLog);
    queue.push([log(1)]);
    queue.push([page(2), log(3)]);
    const batches = queue.batches(undefined);
    expect((await batches.next()).value).toEqual([log(1), page(2), log(3)]);
    const next = batches.next();
    queue.push([log(4)]);
    expect((await next).value).toEqual([log(4)]);
  });

  it('drops the oldest droppable events over its limit and never the others', async () => {
    const queue = createEventQueue<Event>(3, isLog);
    queue.push([log(1), page(2), log(3), log(4), page(5)]);
    expect((await queue.batches(undefined).next()).value).toEqual([page(2), log(4), page(5)]);
    queue.push([page(6), page(7), page(8), page(9)]);
    expect((await queue.batches(undefined).next()).value).toEqual([page(6), page(7), page(8), page(9)]);
  });

  it('ends when the subscriber goes away', async () => {
    const abort = new AbortController();
    const queue = createEventQueue<Event>(3, isLog);
    const next = queue.batches(abort.signal).next();
    abort.abort();
    expect((await next).done).toBe(true);
  });
});
