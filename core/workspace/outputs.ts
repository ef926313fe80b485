import { z } from 'zod';
import { type LogLine, logLineSchema } from '../../shared/run/run.ts';
import type { Bodies } from './bodies.ts';
import { parseColumn } from './rows.ts';

const resultId = (run: string): string => `${run}.result`;
const logsId = (run: string): string => `${run}.logs`;

/** Ids of the bodies that hold what a run left: its result and its logs may be as large as any response. */
export const outputIds = (run: string): readonly string[] => [resultId(run), logsId(run)];

/** Results and logs of runs, in the ring of bodies; when the ring had no room for them, they are null and empty. */
export interface Outputs {
  write(run: string, result: unknown, logs: readonly LogLine[]): void;
  read(run: string): { readonly result: unknown; readonly logs: LogLine[] };
}

/** Keeps outputs among these bodies. */
export function createOutputs(bodies: Bodies): Outputs {
  const write = (id: string, value: unknown): void => bodies.write(id, Buffer.from(JSON.stringify(value), 'utf8'));
  const read = (id: string): unknown => {
    const body = bodies.read(id, Number.MAX_SAFE_INTEGER);
    return body && parseColumn(Buffer.from(body.bytes).toString('utf8'));
  };
  return {
    write: (run, result, logs) => {
      if (result !== null && result !== undefined) write(resultId(run), result);
      if (logs.length > 0) write(logsId(run), logs);
    },
    read: (run) => {
      const logs = z.array(logLineSchema).safeParse(read(logsId(run)));
      return { result: read(resultId(run)) ?? null, logs: logs.success ? logs.data : [] };
    },
  };
}
