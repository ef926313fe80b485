import { type Bench, MiB, ms, type Row, within } from './measure.ts';

/** Resident memory may grow by this much while the run lasts, and the heap by this much after it, MiB. */
const PEAK_MIB = 128;
const KEPT_MIB = 8;

/** What a run of many requests cost. */
export interface ManyRequests {
  readonly requests: number;
  readonly ms: number;
  /** Growth of the resident memory of this process over the run, at its peak, MiB. */
  readonly growthMiB: number;
  /** Growth of the heap after a collection: what the run left in memory, MiB. */
  readonly keptMiB: number;
  /** Processor time of this process per recorded exchange, ms. */
  readonly cpuMsPerExchange: number;
  /** Whether every request is in the record, in order, ended, with its own answer. */
  readonly complete: boolean;
}

/** The group of a run with many requests, from the function that does it. */
export const manyRequestsBench =
  (measure: () => Promise<ManyRequests>): Bench =>
  async (): Promise<readonly Row[]> => {
    const run = await measure();
    if (!run.complete) throw new Error('the record of the run is not complete');
    const what = `a run with ${run.requests.toLocaleString('en')} requests`;
    return [
      within(`growth of resident memory at the peak of ${what}`, MiB, run.growthMiB, PEAK_MIB),
      within(`growth of the heap after ${what}`, MiB, run.keptMiB, KEPT_MIB),
      { what: `${what}, all recorded`, ours: ms(run.ms), peer: '–' },
      { what: `CPU of one of its requests: engine, client and record`, ours: ms(run.cpuMsPerExchange), peer: '–' },
    ];
  };
