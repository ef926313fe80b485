import type { LogLine } from '../../shared/run/run.ts';
import { LogTail } from './log-tail.ts';
import type { SandboxLimits } from './types.ts';

const FLUSH_MS = 16;
/** Between two looks of the pool at the last lines, ms: what is lost where a worker is ended by force. */
const TAIL_FLUSH_MS = 250;
// Not taken from the schema: a worker without zod starts sooner and collects its garbage in half the time.
const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error'] as const satisfies readonly LogLine['level'][];

export interface LogSink {
  /** The first lines, soon after they were written. */
  lines(lines: readonly LogLine[]): void;
  /** The last lines since the last call; `dropped` before them were lost. */
  tail(lines: readonly LogLine[], dropped: number): void;
}

/** The log of one invocation: its first lines go out as they come, of the others the last ones are kept (A44). */
export class LogBook {
  private readonly limits: SandboxLimits;
  private readonly sink: LogSink;
  private readonly startedAt: number;
  private readonly tail: LogTail;
  private lines: LogLine[] = [];
  private count = 0;
  private chars = 0;
  private full = false;
  private flushTimer: NodeJS.Timeout | undefined;
  private tailFlushedAt: number;

  /** @param startedAt when the invocation began, on the clock of `performance.now` */
  constructor(limits: SandboxLimits, startedAt: number, sink: LogSink) {
    this.limits = limits;
    this.sink = sink;
    this.startedAt = startedAt;
    this.tailFlushedAt = startedAt;
    this.tail = new LogTail(limits);
  }

  add(level: string, text: string): void {
    const now = performance.now();
    const known = LOG_LEVELS.find((one) => one === level) ?? 'info';
    const line: LogLine = { level: known, text, atMs: Math.round(now - this.startedAt) };
    // Once over, always over: a short line after a long one would stand before it.
    this.full ||= this.count >= this.limits.logLines || this.chars + text.length > this.limits.logChars;
    if (this.full) {
      this.tail.add(line);
      if (now - this.tailFlushedAt > TAIL_FLUSH_MS) this.flushTail(now);
      return;
    }
    this.count++;
    this.chars += text.length;
    this.lines.push(line);
    // Checked here too: a busy guest never lets a timer fire.
    if ((this.lines[0]?.atMs ?? 0) + FLUSH_MS <= now - this.startedAt) this.flushLines();
    else this.flushTimer ??= setTimeout(() => this.flushLines(), FLUSH_MS);
  }

  /** Gives everything that waits. */
  flush(): void {
    this.flushLines();
    this.flushTail(performance.now());
  }

  private flushLines(): void {
    clearTimeout(this.flushTimer);
    this.flushTimer = undefined;
    if (this.lines.length === 0) return;
    this.sink.lines(this.lines);
    this.lines = [];
  }

  private flushTail(now: number): void {
    this.tailFlushedAt = now;
    this.flushLines();
    const { lines, dropped } = this.tail.take();
    if (lines.length > 0 || dropped > 0) this.sink.tail(lines, dropped);
  }
}
