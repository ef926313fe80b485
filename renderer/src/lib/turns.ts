/**
 * Runs work on one thing after another, never two at once: what follows sees what came before. A failure of one does not
 * stop the next.
 */
export function createTurns(): <T>(key: string, work: () => Promise<T>) => Promise<T> {
  const last = new Map<string, Promise<unknown>>();
  return (key, work) => {
    const mine = (last.get(key) ?? Promise.resolve()).then(work, work);
    const settled = mine.catch(() => undefined);
    last.set(key, settled);
    void settled.then(() => last.get(key) === settled && last.delete(key));
    return mine;
  };
}

/**
 * Does work on one thing once, however often it is asked for while it waits or is done: what is asked for meanwhile is done
 * once more, as it was asked for last.
 */
export function createOnce(): (key: string, work: () => Promise<unknown>) => Promise<void> {
  const inTurn = createTurns();
  const waiting = new Map<string, { work: () => Promise<unknown>; readonly done: Promise<void> }>();
  return (key, work) => {
    const asked = waiting.get(key);
    if (asked) {
      asked.work = work;
      return asked.done;
    }
    const done = inTurn(key, async () => {
      const next = waiting.get(key);
      waiting.delete(key);
      await next?.work();
    });
    waiting.set(key, { work, done });
    return done;
  };
}
