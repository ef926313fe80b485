const ofRun = /^(.*)-(\d+)$/;

/** The run that an exchange belongs to, by its id. */
export const runOf = (exchange: string): string => ofRun.exec(exchange)?.[1] ?? exchange;

/** An exchange as people name it: `#3 of run_1f2e`. */
export function nameOf(exchange: string): string {
  const [, run = '', seq = ''] = ofRun.exec(exchange) ?? [];
  return seq === '' ? exchange : `#${seq} of ${run.slice(0, 8)}`;
}
