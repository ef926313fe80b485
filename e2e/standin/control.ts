/** A test's wish to run a function with the `electron` module, as Playwright's ElectronApplication.evaluate does. */
export interface EvaluateRequest {
  readonly kind: 'evaluate';
  readonly id: number;
  readonly source: string;
  readonly argument: unknown;
}

/** What comes of it. */
export type EvaluateReply =
  | { readonly kind: 'value'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'error'; readonly id: number; readonly message: string };

/** The stand-in can be attached to at this DevTools address. */
export interface ReadyMessage {
  readonly kind: 'ready';
  readonly endpoint: string;
}

/** Runs what the test sends over the IPC channel of this process. */
export function serveControl(electron: object): void {
  process.on('message', async (request: EvaluateRequest) => {
    const reply = (message: EvaluateReply): boolean | undefined => process.send?.(message);
    try {
      // A function of the test itself, sent as text because functions cannot cross processes.
      const fn: (electron: object, argument: unknown) => unknown = new Function(`return (${request.source})`)();
      reply({ kind: 'value', id: request.id, value: await fn(electron, request.argument) });
    } catch (error) {
      reply({
        kind: 'error',
        id: request.id,
        message: error instanceof Error ? (error.stack ?? error.message) : String(error),
      });
    }
  });
}
