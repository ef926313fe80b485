import { z } from 'zod';
import { type Finding, findingSchema } from '../../shared/run/finding.ts';
import { type LogLine, logLineSchema } from '../../shared/run/run.ts';
import type { Bodies } from './bodies.ts';
import { parseColumn } from './rows.ts';

const resultId = (run: string): string => `${run}.result`;
const logsId = (run: string): string => `${run}.logs`;
const findingsId = (run: string): string => `${run}.findings`;

/** Ids of the bodies that hold what a run left: its result and its logs may be as large as any response. */
export const outputIds = (run: string): readonly string[] => [resultId(run), logsId(run), findingsId(run)];

/** What a run left, beside its record. */
export interface Output {
  readonly result: unknown;
  readonly logs: readonly LogLine[];
  readonly findings: readonly Finding[];
}

/** Results, logs and findings of runs, in the ring of bodies; when the ring had no room for them, they are null and empty. */
export interface Outputs {
  write(run: string, output: Output): void;
  read(run: string): { readonly result: unknown; readonly logs: LogLine[]; readonly findings: Finding[] };
  /** The findings alone: a result may be large. */
  findings(run: string): Finding[];
}

/** Keeps outputs among these bodies. */
export function createOutputs(bodies: Bodies): Outputs {
  const write = (id: string, value: unknown): void =>
    bodies.write([{ id, bytes: Buffer.from(JSON.stringify(value), 'utf8') }]);
  const read = (id: string): unknown => {
    const body = bodies.read(id, Number.MAX_SAFE_INTEGER);
    return body && parseColumn(Buffer.from(body.bytes).toString('utf8'));
  };
  const findings = (run: string): Finding[] => {
    const parsed = z.array(findingSchema).safeParse(read(findingsId(run)));
    return parsed.success ? parsed.data : [];
  };
  return {
    findings,
    write: (run, { result, logs, findings: found }) => {
      if (result !== null && result !== undefined) write(resultId(run), result);
      if (logs.length > 0) write(logsId(run), logs);
      if (found.length > 0) write(findingsId(run), found);
    },
    read: (run) => {
      const logs = z.array(logLineSchema).safeParse(read(logsId(run)));
      return {
        result: read(resultId(run)) ?? null,
        logs: logs.success ? logs.data : [],
        findings: findings(run),
      };
    },
  };
}
