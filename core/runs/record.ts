import { createHash } from 'node:crypto';
import { findingLimits, runLimits, sandboxLimits } from '../../shared/limits.ts';
import { reasonOf } from '../../shared/result.ts';
import type { Exchange } from '../../shared/run/exchange.ts';
import type { Finding } from '../../shared/run/finding.ts';
import type { LogLine, Outcome, RunDetail, RunEvent, RunRecord } from '../../shared/run/run.ts';
import type { Masker, Recorder } from '../network/index.ts';
import { LogTail, type Progress } from '../sandbox/index.ts';
import type { NewBody, RunStore } from '../workspace/types.ts';
import { EventBatch } from './events.ts';

/** Exchanges that are read at one time: a few hundred kilobytes. */
const READ_AT_ONCE = 100;

const targetOf = ({ method, url }: Exchange): string => `${method} ${url.replace(/[?#].*$/s, '')}`;

/**
 * The record of one run while it grows: in the workspace, and as events to whoever watches. Everything in it is masked.
 * Exchanges are written in batches, always before the events that tell of them; memory holds only the first ones.
 */
export class RunLog implements Recorder {
  private readonly begun: RunRecord;
  private readonly store: RunStore;
  private readonly masker: Masker;
  private readonly events: EventBatch;
  private readonly startedAt = performance.now();
  /** The first exchanges, for the event `done`. */
  private readonly first = new Map<string, Exchange>();
  /** Waits for the next write: the last state of each exchange. */
  private readonly waiting = new Map<string, Exchange>();
  private bodies: NewBody[] = [];
  private bodyBytes = 0;
  private count = 0;
  /** Of the exchanges since `takeOrigin`, in the order of sending. */
  private origin = createHash('sha256');
  private readonly logs: LogLine[] = [];
  private readonly tail = new LogTail(sandboxLimits);
  private logChars = 0;
  private notes = 0;
  private notesDropped = 0;
  private logsDropped = 0;
  private storageFailed = false;

  constructor(record: RunRecord, store: RunStore, masker: Masker, deliver: (events: readonly RunEvent[]) => void) {
    this.begun = record;
    this.store = store;
    this.masker = masker;
    this.events = new EventBatch((events) => {
      // Whoever learns of an exchange finds it in the workspace.
      this.write();
      deliver(events);
    });
    this.events.push({ kind: 'started', run: record.id, startedAt: record.startedAt });
  }

  /** ms since the run started. */
  elapsed(): number {
    return performance.now() - this.startedAt;
  }

  /** What is left of the limits for the first lines: they count for the run, however many pages it reads. */
  logBudget(): { readonly logLines: number; readonly logChars: number } {
    // Once over, always over: else a later page's lines would stand before the last ones of this.
    if (this.tail.size > 0) return { logLines: 0, logChars: 0 };
    return {
      logLines: Math.max(0, sandboxLimits.logLines - this.logs.length),
      logChars: Math.max(0, sandboxLimits.logChars - this.logChars),
    };
  }

  put(exchange: Exchange): void {
    // Their first states come in the order of sending.
    if (exchange.seq > this.count) {
      this.count = exchange.seq;
      this.origin.update(`${targetOf(exchange)}\n`);
    }
    if (exchange.seq <= runLimits.doneExchanges) this.first.set(exchange.id, exchange);
    this.waiting.set(exchange.id, exchange);
    this.events.push({ kind: 'exchange', exchange });
    if (this.waiting.size >= runLimits.batchExchanges) this.events.flush();
  }

  /** Exchanges so far. */
  exchangeCount(): number {
    return this.count;
  }

  /** Stands for the methods and addresses without query of the exchanges since the last call: what they read, whatever page of it. */
  takeOrigin(): string {
    const origin = this.origin.digest('base64');
    this.origin = createHash('sha256');
    return origin;
  }

  /**
   * Exchanges in the order of sending, at most the first `findingLimits.exchanges`. They are read part by part, anew by
   * everyone who goes through them: those of a long run need not be in memory together.
   */
  recorded(): Iterable<Exchange> {
    return { [Symbol.iterator]: () => this.forwards(0, Math.min(this.count, findingLimits.exchanges)) };
  }

  /** Those with numbers over `from` and up to `to`, the last one first; read as there. */
  recordedBackwards(from: number, to: number): Iterable<Exchange> {
    return { [Symbol.iterator]: () => this.backwards(from, Math.min(to, findingLimits.exchanges)) };
  }

  /** The body of an exchange that is put next. */
  writeBody(id: string, bytes: Uint8Array): void {
    this.bodies.push({ id, bytes });
    this.bodyBytes += bytes.byteLength;
    if (this.bodyBytes > runLimits.batchBytes) this.write();
  }

  /** An exchange of this run as it was put last; undefined where it could not be stored. */
  exchange(id: string): Exchange | undefined {
    return this.waiting.get(id) ?? this.first.get(id) ?? this.store.exchange(id);
  }

  /** @param offsetMs when the invocation that wrote them began, ms since the run started */
  addLogs(lines: readonly LogLine[], offsetMs: number): void {
    const kept = this.maskedLines(lines, offsetMs);
    for (const line of kept) {
      this.logs.push(line);
      this.logChars += line.text.length;
    }
    this.events.push({ kind: 'logs', lines: kept });
  }

  /** The last lines of an invocation whose log went over the limits; `dropped` before them were lost (A44). */
  addTail(lines: readonly LogLine[], dropped: number, offsetMs: number): void {
    this.tail.append(this.maskedLines(lines, offsetMs), dropped);
  }

  note(level: LogLine['level'], text: string): void {
    if (++this.notes > runLimits.notes) {
      this.notesDropped++;
      return;
    }
    const line = [{ level, text, atMs: 0 }] as const;
    if (this.tail.size > 0) this.addTail(line, 0, this.elapsed());
    else this.addLogs(line, this.elapsed());
  }

  progress(progress: Progress): void {
    this.events.push({ kind: 'progress', ...progress, text: this.masker.text(progress.text) });
  }

  page(page: number, rows: number): void {
    this.events.push({ kind: 'page', page, rows });
  }

  /** A request waits `ms` before its next try; `exchange` is the try before. */
  waits(exchange: string, attempt: number, ms: number): void {
    this.events.push({ kind: 'retry', exchange, attempt, atMs: Math.round(this.elapsed() + ms) });
  }

  /**
   * Ends the run: stores it, tells the watcher, and gives the whole of it, but for exchanges beyond
   * `runLimits.doneExchanges`, which the workspace has. `result` is masked already.
   */
  finish(outcome: Outcome, result: unknown, pages: number, findings: readonly Finding[] = []): RunDetail {
    const durationMs = Math.round(this.elapsed() * 100) / 100;
    this.write();
    this.endLog();
    const end = { outcome: this.masked(outcome), durationMs, result: outcome.kind === 'ok' ? result : null, pages };
    const logsDropped = this.logsDropped + this.notesDropped;
    this.keep(() => this.store.finish(this.begun.id, { ...end, findings, logs: this.logs, logsDropped }));
    const run: RunDetail = {
      ...this.begun,
      ...end,
      logs: this.logs,
      logsDropped,
      exchanges: [...this.first.values()],
      exchangeCount: this.count,
      findings: [...findings],
    };
    this.events.push({ kind: 'done', run });
    this.events.flush();
    return run;
  }

  private *forwards(from: number, to: number): Generator<Exchange> {
    for (let after = from; after < to; after += READ_AT_ONCE) {
      yield* this.read(after, Math.min(to, after + READ_AT_ONCE));
    }
  }

  private *backwards(from: number, to: number): Generator<Exchange> {
    for (let last = to; last > from; last -= READ_AT_ONCE) {
      yield* this.read(Math.max(from, last - READ_AT_ONCE), last).toReversed();
    }
  }

  private read(after: number, last: number): readonly Exchange[] {
    this.write();
    const isHeld = this.storageFailed || last <= this.first.size;
    return isHeld ? [...this.first.values()].slice(after, last) : this.store.exchanges(this.begun.id, after, last);
  }

  private maskedLines(lines: readonly LogLine[], offsetMs: number): LogLine[] {
    return lines.map((line) => ({
      ...line,
      text: this.masker.text(line.text),
      atMs: Math.round(line.atMs + offsetMs),
    }));
  }

  /** Puts the last lines behind the first ones, and says between them what is missing (A44). */
  private endLog(): void {
    const { lines, dropped } = this.tail.take();
    const [first] = lines;
    this.logsDropped = dropped;
    if (first && dropped > 0) {
      const text = `${dropped} log lines are left out here: a run keeps its first ${sandboxLimits.logLines} and its last ${sandboxLimits.logTailLines} lines, and of long ones fewer.`;
      this.addLogs([{ level: 'warn', text, atMs: first.atMs }], 0);
    }
    if (first) this.addLogs(lines, 0);
  }

  /** Errors, stacks and code frames are guest text, and may hold a secret (A49). */
  private masked(outcome: Outcome): Outcome {
    // Masking changes texts only, so the value keeps its shape.
    return this.masker.json(outcome) as Outcome;
  }

  /** Writes what waits, in one transaction. */
  private write(): void {
    if (this.waiting.size === 0 && this.bodies.length === 0) return;
    const batch = { exchanges: [...this.waiting.values()], bodies: this.bodies };
    this.waiting.clear();
    this.bodies = [];
    this.bodyBytes = 0;
    this.keep(() => this.store.record(batch));
  }

  /** A full disk ends the record, not the run: it says so once, and goes on. */
  private keep(write: () => void): void {
    try {
      write();
    } catch (error) {
      if (this.storageFailed) return;
      this.storageFailed = true;
      this.note('error', `The history of this run is not complete: ${reasonOf(error)}`);
    }
  }
}
