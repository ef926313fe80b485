/** As much of isolated-vm as is used here. */
export interface Isolates {
  readonly Isolate: new (options: {
    readonly memoryLimit: number;
  }) => {
    createContext(): Promise<{
      evalClosure(code: string, args: readonly unknown[]): Promise<unknown>;
    }>;
    dispose(): void;
  };
}

/**
 * Evaluates the body of a function in a fresh isolate for each call, as far apart from other calls as one of the studio's
 * runs is; text in as `$0`, its result out as JSON text.
 */
export const evaluate = async ({ Isolate }: Isolates, body: string, input = ''): Promise<string> => {
  const isolate = new Isolate({ memoryLimit: 256 });
  try {
    const context = await isolate.createContext();
    const result = await context.evalClosure(`return JSON.stringify((() => { ${body} })())`, [input]);
    return String(result);
  } finally {
    isolate.dispose();
  }
};

/** The same as an action that is measured; throws where the result is another one. */
export const inIsolate = (isolates: Isolates, body: string, expected: string) => async (): Promise<void> => {
  const result = await evaluate(isolates, body);
  if (result !== expected) throw new Error(`isolated-vm gave ${result.slice(0, 100)}`);
};
