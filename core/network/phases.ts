import type { Timings } from '../../shared/run/exchange.ts';

type Phase = Exclude<keyof Timings, 'ssl'>;

const DID_NOT_HAPPEN = -1;
const round = (ms: number): number => Math.round(ms * 100) / 100;

/** Measures the phases of one exchange; time always belongs to exactly one of them, so that their sum is the whole (HR-1). */
export class PhaseClock {
  private readonly spent: Record<Phase, number>;
  private ssl = DID_NOT_HAPPEN;
  private phase: Phase = 'blocked';
  private since = performance.now();

  /** @param queuedMs how long the request waited before it came here, ms */
  constructor(queuedMs: number) {
    this.spent = { blocked: queuedMs, dns: DID_NOT_HAPPEN, connect: DID_NOT_HAPPEN, send: 0, wait: 0, receive: 0 };
  }

  enter(phase: Phase): void {
    const now = performance.now();
    this.spent[this.phase] += now - this.since;
    this.since = now;
    this.phase = phase;
    if (this.spent[phase] === DID_NOT_HAPPEN) this.spent[phase] = 0;
  }

  /** The part of `connect` that went into TLS, ms. */
  noteTls(ms: number): void {
    this.ssl = ms;
  }

  /** Ends the measurement. Reused connections have -1 for dns, connect and ssl (HR-2). */
  stop(): { readonly timings: Timings; readonly durationMs: number } {
    this.enter(this.phase);
    const { blocked, dns, connect, send, wait, receive } = this.spent;
    const timings = { blocked, dns, connect, ssl: this.ssl, send, wait, receive };
    for (const name of ['blocked', 'dns', 'connect', 'ssl', 'send', 'wait', 'receive'] as const)
      timings[name] = round(timings[name]);
    const parts = [timings.blocked, timings.dns, timings.connect, timings.send, timings.wait, timings.receive];
    return { timings, durationMs: round(parts.reduce((sum, ms) => sum + Math.max(0, ms), 0)) };
  }
}

/** Of an exchange that has only begun. */
export const noTimings: Timings = {
  blocked: DID_NOT_HAPPEN,
  dns: DID_NOT_HAPPEN,
  connect: DID_NOT_HAPPEN,
  ssl: DID_NOT_HAPPEN,
  send: 0,
  wait: 0,
  receive: 0,
};
